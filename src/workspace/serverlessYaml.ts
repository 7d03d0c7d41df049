/**
 * What a `serverless.yml` says of code: the functions that its `handler` lines name, whatever they look like.
 * Nothing else of it is read: variables, plugins and other files decide on the rest.
 */
import { directoryOf, join } from '../core/paths.ts';
import type { Files } from './files.ts';

/** By the path of a source file: the names of its functions. */
export type NamedHandlers = ReadonlyMap<string, ReadonlySet<string>>;

export const isServerlessYaml = (path: string): boolean => /(^|\/)serverless(\.[\w-]+)*\.ya?ml$/.test(path);

const handlerLine = /^[ \t]*handler:[ \t]*(['"]?)([\w@.][\w@./-]*)\.(\w+)\1[ \t]*(?:#.*)?$/gm;

/** Functions of these are none of Lambda. */
const otherProvider = /^[ \t]+name:[ \t]*['"]?(azure|google|cloudflare|openwhisk|tencent|aliyun|yandex)/m;

const endings = ['.py', '.ts', '.mts', '.cts', '.js', '.mjs', '.cjs', '/index.ts', '/index.js'];

export function handlersNamedIn(files: Files, text: (path: string) => string | undefined): NamedHandlers {
  const named = new Map<string, Set<string>>();
  for (const { path } of files.all) {
    if (!isServerlessYaml(path) || files.isInstalled(path)) continue;
    const content = text(path) ?? '';
    if (otherProvider.test(content)) continue;
    for (const [, , file = '', name = ''] of content.matchAll(handlerLine)) {
      const base = join(directoryOf(path), file);
      const source = base === undefined ? undefined : endings.map((it) => base + it).find(files.has);
      if (source === undefined) continue;
      const names = named.get(source) ?? new Set<string>();
      named.set(source, names.add(name));
    }
  }
  return named;
}
