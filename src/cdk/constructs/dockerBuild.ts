/** Code that Docker builds (`Code.fromDockerBuild`): which file of the project the handler lies in, by what its Dockerfile copies. */
import { join } from '../../core/paths.ts';
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
  const [, module, symbol] = /^(.+)\.(\w+)$/.exec(handler) ?? [];
  if (!directory.known || text === undefined || module === undefined || symbol === undefined) return undefined;
  const copies = copiesIn(text).reverse();
  const wanted = [`${module.replaceAll('.', '/')}.py`, ...['js', 'mjs', 'cjs'].map((ending) => `${module}.${ending}`)];
  for (const it of wanted) {
    const target = absolute(image, it);
    for (const { from, to, isDirectory } of copies) {
      const paths = sourcesOf(from, to, isDirectory, target).map((path) => join(directory.value, path));
      const path = paths.find((candidate) => candidate !== undefined && context.read(candidate) !== undefined);
      if (path !== undefined) return { path, symbol };
    }
  }
  return undefined;
}

interface Copy {
  readonly from: string;
  /** In the image. */
  readonly to: string;
  /** Whether it is surely a directory. */
  readonly isDirectory: boolean;
}

/** What it copies from the project, whatever the stage. */
function copiesIn(dockerfile: string): Copy[] {
  const copies: Copy[] = [];
  let workdir = '/';
  for (const line of dockerfile.replaceAll(/\\\r?\n/g, ' ').split(/\r?\n/)) {
    const [, instruction, rest = ''] = /^\s*(\w+)\s+(.*?)\s*$/.exec(line) ?? [];
    const parts = rest.startsWith('[')
      ? [...rest.matchAll(/"([^"]*)"/g)].map(([, part]) => part ?? '')
      : rest.split(/\s+/);
    if (instruction === 'FROM') workdir = '/';
    if (instruction === 'WORKDIR') workdir = absolute(workdir, rest);
    if (instruction !== 'COPY' && instruction !== 'ADD') continue;
    const given = parts.filter((part) => !part.startsWith('--'));
    const to = given.pop();
    if (to === undefined || parts.some((part) => part.startsWith('--from') || part.includes('$'))) continue;
    const isDirectory = given.length > 1 || /(^|\/)\.?$/.test(to);
    for (const from of given) copies.push({ from, to: absolute(workdir, to), isDirectory });
  }
  return copies;
}

/** Where a file of the image may come from by one of the copies. */
function sourcesOf(from: string, to: string, isDirectory: boolean, target: string): readonly string[] {
  if (target === to) return isDirectory ? [] : [from];
  const below = to === '/' ? '/' : `${to}/`;
  if (!target.startsWith(below)) return [];
  const rest = target.slice(below.length);
  return [...(from.split('/').at(-1) === rest ? [from] : []), `${from}/${rest}`];
}

const absolute = (directory: string, path: string): string =>
  `/${join('', path.startsWith('/') ? path : `${directory}/${path}`) ?? ''}`;
