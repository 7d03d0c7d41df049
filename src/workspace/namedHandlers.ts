/**
 * The functions and apps that a `serverless.yml` or the settings of Zappa or Chalice name, whatever they look like.
 * Nothing else of these is read: variables, plugins and other files decide on the rest.
 */
import { directoryOf, join } from '../core/paths.ts';
import type { Files } from './files.ts';

/** By the path of a source file: the names of its functions. */
export type NamedHandlers = ReadonlyMap<string, ReadonlySet<string>>;

const isServerlessYaml = (path: string): boolean => /(^|\/)serverless(\.[\w-]+)*\.ya?ml$/.test(path);
const isZappa = (path: string): boolean => /(^|\/)zappa_settings\.(json|ya?ml|toml)$/.test(path);

const isChalice = (path: string): boolean => /(^|\/)\.chalice\/config\.json$/.test(path);

/** A file that names handlers. */
export const namesHandlers = (path: string): boolean => isServerlessYaml(path) || isZappa(path) || isChalice(path);

const handlerLine = /^[ \t]*handler:[ \t]*(['"]?)([\w@.][\w@./-]*)\.(\w+)\1[ \t]*(?:#.*)?$/gm;

/** `"app_function": "shop.app"`, and the functions of scheduled and other events. */
const zappaSetting = /(["']?)\b(?:app_function|function)\1\s*[:=]\s*(["']?)((?:\w+\.)*\w+)\.(\w+)\2/g;

/** Functions of these are none of Lambda. */
const otherProvider = /^[ \t]+name:[ \t]*['"]?(azure|google|cloudflare|openwhisk|tencent|aliyun|yandex)/m;

const endings = ['.py', '.ts', '.mts', '.cts', '.js', '.mjs', '.cjs', '/index.ts', '/index.js'];
const pythonEndings = ['.py', '/__init__.py'];

export function handlersNamedIn(files: Files, text: (path: string) => string | undefined): NamedHandlers {
  const named = new Map<string, Set<string>>();
  for (const { path } of files.all) {
    if (!namesHandlers(path) || files.isInstalled(path)) continue;
    for (const { base, name, endings } of namesIn(path, text)) {
      const there = join(directoryOf(path), base);
      const source = there === undefined ? undefined : endings.map((it) => there + it).find(files.has);
      if (source === undefined) continue;
      const names = named.get(source) ?? new Set<string>();
      named.set(source, names.add(name));
    }
  }
  return named;
}

interface Name {
  /** The path of the file without its ending, from the directory of what names it. */
  readonly base: string;
  readonly name: string;
  readonly endings: readonly string[];
}

/** Whatever its settings say, Chalice runs `app` of the `app.py` beside their directory. */
const ofChalice: Name = { base: '../app', name: 'app', endings: ['.py'] };

function namesIn(path: string, text: (path: string) => string | undefined): readonly Name[] {
  if (isChalice(path)) return [ofChalice];
  return isZappa(path) ? inZappa(text(path) ?? '') : inServerless(text(path) ?? '');
}

const inServerless = (text: string): readonly Name[] =>
  otherProvider.test(text)
    ? []
    : [...text.matchAll(handlerLine)].map(([, , base = '', name = '']) => ({ base, name, endings }));

const inZappa = (text: string): readonly Name[] =>
  [...text.matchAll(zappaSetting)].map(([, , , module = '', name = '']) => ({
    base: module.replaceAll('.', '/'),
    name,
    endings: pythonEndings,
  }));
