/** Code that Docker builds (`Code.fromDockerBuild`): which file of the project the handler lies in, by what its Dockerfile copies. */
import { join } from '../../core/paths.ts';
import { filesOfHandler, parseDockerfile, sourcesIn } from '../../templates/dockerfile.ts';
import type { BuildContext } from '../library.ts';
import type { Made } from '../value.ts';
import { argumentOf, optionsOf, propOf, textIn, workspacePath } from './props.ts';

/** The file and what it exports; undefined where the Dockerfile does not say. */
export function builtHandler(
  context: BuildContext,
  made: Made,
  handler: string,
): { readonly path: string; readonly symbol: string } | undefined {
  const directory = workspacePath(context, argumentOf(made.arguments, 0, 'path'));
  const options = optionsOf(made.arguments, 1, made);
  const name = textIn(propOf(options, 'file')) ?? 'Dockerfile';
  const image = textIn(propOf(options, 'imagePath')) ?? '/asset';
  const file = directory.known ? join(directory.value, name) : undefined;
  const text = file === undefined ? undefined : context.read(file);
  if (!directory.known || text === undefined) return undefined;
  const dockerfile = parseDockerfile(text);
  const candidates = filesOfHandler(image, handler).flatMap((it) => sourcesIn(dockerfile, it));
  const path = candidates
    .map((it) => join(directory.value, it))
    .find((it) => it !== undefined && context.read(it) !== undefined);
  return path === undefined ? undefined : { path, symbol: handler.slice(handler.lastIndexOf('.') + 1) };
}
