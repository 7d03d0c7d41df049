/**
 * The functions and apps that the Serverless Framework, SST, Terraform or the settings of Zappa or Chalice name,
 * whatever they look like. Nothing else of these is read: variables, plugins and other files decide on the rest.
 */
import { directoryOf, join } from '../core/paths.ts';
import { sourcesOfOutput } from './entries.ts';
import { pathsEndingIn, type Files } from './files.ts';

export interface NamedHandlers {
  /** By the path of a source file: the names of its functions. */
  readonly names: ReadonlyMap<string, ReadonlySet<string>>;
  /** The files that were looked at for them. */
  readonly by: ReadonlySet<string>;
}

const isServerlessYaml = (path: string): boolean => /(^|\/)serverless(\.[\w-]+)*\.ya?ml$/.test(path);
const isServerlessCode = (path: string): boolean => /(^|\/)serverless\.[jt]s$/.test(path);
const isSst = (path: string): boolean => /(^|\/)(sst\.config\.[mc]?[jt]s|sst\.json)$/.test(path);
/** Where the functions of SST stand that its own file does not declare: in `lib` beside a `sst.json`, as its template has it. */
const isOfSst = (path: string): boolean => /(^|\/)(stacks?|infra)\/.*\.[mc]?[jt]s$/.test(path);
const isInLib = (path: string): boolean => /(^|\/)lib\/.*\.[mc]?[jt]s$/.test(path);
const isZappa = (path: string): boolean => /(^|\/)zappa_settings\.(json|ya?ml|toml)$/.test(path);

const isChalice = (path: string): boolean => /(^|\/)\.chalice\/config\.json$/.test(path);
const isTerraform = (path: string): boolean => path.endsWith('.tf');

/** A file that names handlers, or says which others do. */
export const namesHandlers = (path: string): boolean =>
  isServerlessYaml(path) ||
  isServerlessCode(path) ||
  isSst(path) ||
  isZappa(path) ||
  isChalice(path) ||
  isTerraform(path);

const handlerLine = /^[ \t]*handler:[ \t]*(['"]?)([\w@.][\w@./-]*)\.(\w+)\1[ \t]*(?:#.*)?$/gm;

/** `functions: ${file(resources/functions.yml)}`; where a variable stands in the path it may be any of the files. */
const includedFile = /\$\{file\(\s*(\.?(?:[\w./-]|\$\{[^{}]*\})+\.ya?ml)/g;
const variable = /\$\{[^{}]*\}/g;
/** `functions: ${file(./functions.js)}`, which puts them together of whatever files have some. */
const inCodeElsewhere = /^functions:[ \t]*(\n[ \t]*-[ \t]*)?['"]?\$\{file\([^)]*\.[cm]?[jt]s\b/m;
const hasFunctions = /^functions:[ \t]*(#.*)?$/m;

/** `handler: 'src/orders.main'`. */
const handlerInCode = /\bhandler:\s*(['"`])([\w@.][\w@./-]*)\.(\w+)\1/g;

/** `handler: `${handlerPath(__dirname)}/handler.main`` beside the function. */
const handlerBeside = /\bhandler:\s*`\$\{\w+\(__dirname\)\}\/([\w./-]+)\.(\w+)`/g;

/** What a configuration in code is put together from: `import { functions } from './src/functions'`. */
const importedFile = /(?:\bfrom|\bimport|\brequire\()\s*(['"])([\w@./-]+)\1/g;
const codeEndings = ['.ts', '.js', '/index.ts', '/index.js', ''];
/** Further from the configuration stands what the functions do. */
const furthest = 3;

/** SST names functions wherever it takes one: `'GET /orders': 'packages/functions/src/orders.main'`. */
const pathOfFunction = /(['"`])(\.?[\w@-][\w@./-]*\/[\w@./-]*)\.(\w+)\1/g;

/** `"app_function": "shop.app"`, and the functions of scheduled and other events. */
const zappaSetting = /(["']?)\b(?:app_function|function)\1\s*[:=]\s*(["']?)((?:\w+\.)*\w+)\.(\w+)\2/g;

/** The plugin for WSGI calls the app of its settings, by a handler that it adds when it packs the function. */
const wsgiSetting =
  /^([ \t]+)wsgi:[ \t]*\n(?:\1[ \t]+.*\n|[ \t]*(?:#.*)?\n)*?\1[ \t]+app:[ \t]*(['"]?)([\w./]+)\.(\w+)\2[ \t]*(?:#.*)?$/gm;

/** `handler = "handlers/orders/index.post"`. */
const handlerOfTerraform = /^[ \t]*handler[ \t]*=[ \t]*"([\w@][\w@./-]*)\.(\w+)"/gm;
/** What is built is no source, and what tests name runs nowhere. */
const noSource = /(^|\/)(dist|build|built|out|\.build|\.aws-sam|tests?|__tests__)\//;

/** Functions of these are none of Lambda. */
const otherProvider =
  /^[ \t]+name:[ \t]*['"]?(azure|google|cloudflare|openwhisk|tencent|aliyun|yandex|huawei|kubeless|knative|scaleway|spotinst)/m;

const nodeEndings = ['.ts', '.mts', '.cts', '.js', '.mjs', '.cjs', '/index.ts', '/index.js'];
const endings = ['.py', ...nodeEndings];
const pythonEndings = ['.py', '/__init__.py'];

export function handlersNamedIn(files: Files, text: (path: string) => string | undefined): NamedHandlers {
  const names = new Map<string, Set<string>>();
  const by = new Set<string>();
  const paths = files.all.map(({ path }) => path).filter((path) => !files.isInstalled(path));
  const roots = paths.filter(isSst).map(directoryOf);
  const hasLib = paths.some((it) => /(^|\/)sst\.json$/.test(it));
  const hasCode = paths.some(isServerlessCode);
  for (const path of paths) {
    if (isChalice(path)) add(path, directoryOf(path), [ofChalice]);
    else if (isZappa(path)) add(path, directoryOf(path), appsIn(read(path), zappaSetting));
    else if (isServerlessYaml(path)) addServerless(path);
    else if (isServerlessCode(path)) addServerlessCode(path);
    else if (isTerraform(path)) addTerraform(path);
    else if (hasCode && /(^|\/)index\.[jt]s$/.test(path)) add(path, directoryOf(path), beside(read(path)));
    const isNaming = isSst(path) || isOfSst(path) || (hasLib && isInLib(path));
    const root = isNaming ? roots.find((it) => it === '' || path.startsWith(`${it}/`)) : undefined;
    if (root !== undefined) add(path, root, inCode(read(path), pathOfFunction));
  }
  return { names, by };

  function read(path: string): string {
    by.add(path);
    return text(path) ?? '';
  }

  function addServerless(path: string): void {
    const whole = read(path);
    if (otherProvider.test(whole)) return;
    const directory = directoryOf(path);
    const included = [
      ...[...whole.matchAll(includedFile)].flatMap(([, it = '']) => includedIn(directory, it)),
      ...(inCodeElsewhere.test(whole.replaceAll('\r', '')) ? withFunctions(directory) : []),
    ];
    for (const it of [whole, ...included.map(read)])
      add(path, directory, [...inYaml(it), ...appsIn(it.replaceAll('\r', ''), wsgiSetting)], sourceOfOutput);
  }

  function withFunctions(directory: string): readonly string[] {
    return paths.filter(
      (it) =>
        /\.ya?ml$/.test(it) &&
        !isServerlessYaml(it) &&
        (directory === '' || it.startsWith(`${directory}/`)) &&
        hasFunctions.test(read(it).replaceAll('\r', '')),
    );
  }

  function includedIn(directory: string, its: string): readonly string[] {
    const parts = its.split(variable);
    const first = join(directory, parts[0] ?? '') ?? '';
    if (parts.length === 1) return files.has(first) ? [first] : [];
    const [last = ''] = parts.slice(-1);
    return parts.length === 2
      ? paths.filter(
          (it) => it.startsWith(first) && !it.slice(first.length, -last.length).includes('/') && it.endsWith(last),
        )
      : [];
  }

  /** Paths of functions begin at the configuration, whichever of its files names them. */
  function addServerlessCode(path: string): void {
    const directory = directoryOf(path);
    const seen = new Set<string>();
    let ends: readonly string[] = [path];
    for (let distance = 0; distance < furthest && ends.length > 0; distance += 1) {
      for (const it of ends) seen.add(it);
      const texts = ends.map((it) => [it, read(it)] as const);
      for (const [, text] of texts) add(path, directory, inCode(text, handlerInCode), sourceOfOutput);
      const next = texts.flatMap(([it, text]) => importedIn(text, directoryOf(it), directory));
      ends = [...new Set(next)].filter((it) => !seen.has(it));
    }
  }

  /** The archive of a function may be packed from anywhere, so that a path counts that one file alone ends with. */
  function addTerraform(path: string): void {
    for (const [, base = '', name = ''] of read(path).matchAll(handlerOfTerraform))
      for (const it of readingsOf(base, name)) {
        const found = it.endings.flatMap((ending) => sourcesEndingIn(`/${it.base}${ending}`));
        if (found.length === 0) continue;
        const only = onlyOne(found);
        if (only !== undefined) put(only, it.name);
        break;
      }
  }

  /** What is deployed may be built, so that a path is one of the output, which may be packed from where it is built. */
  function sourceOfOutput({ base, endings }: Name, directory: string): string | undefined {
    const module = base.replace(/^(\.\/)+/, '');
    const { found } = sourcesOfOutput(module, directory, files);
    if (found.length > 0) return onlyOne(found);
    const its = endings.flatMap((it) => sourcesEndingIn(`/${module}${it}`));
    return onlyOne(its.filter((it) => directory === '' || it.startsWith(`${directory}/`)));
  }

  function sourcesEndingIn(end: string): readonly string[] {
    return pathsEndingIn(files, end).filter((it) => !files.isInstalled(it) && !noSource.test(it));
  }

  function importedIn(text: string, from: string, root: string): readonly string[] {
    return [...text.matchAll(importedFile)].flatMap(([, , specifier = '']) => {
      const base = join(specifier.startsWith('.') ? from : root, specifier);
      return codeEndings.map((ending) => `${base ?? ''}${ending}`).find(isSource) ?? [];
    });
  }

  function isSource(path: string): boolean {
    return /\.[jt]s$/.test(path) && files.has(path) && !files.isInstalled(path);
  }

  function add(path: string, directory: string, found: readonly Readings[], otherwise?: typeof sourceOfOutput): void {
    for (const readings of found) {
      const its = firstOf(readings, directory, directly) ?? (otherwise && firstOf(readings, directory, otherwise));
      if (its && its.source !== path) put(its.source, its.name);
    }
  }

  function firstOf(readings: Readings, directory: string, sourceOf: typeof sourceOfOutput) {
    for (const it of readings) {
      const source = sourceOf(it, directory);
      if (source !== undefined) return { source, name: it.name };
    }
    return undefined;
  }

  function directly({ base, endings }: Name, directory: string): string | undefined {
    const there = join(directory, base);
    return there === undefined ? undefined : endings.map((it) => there + it).find(files.has);
  }

  function put(source: string, name: string): void {
    const its = names.get(source) ?? new Set<string>();
    names.set(source, its.add(name));
  }
}

function onlyOne<T>(items: readonly T[]): T | undefined {
  const [only, ...others] = new Set(items);
  return others.length === 0 ? only : undefined;
}

interface Name {
  /** The path of the file without its ending, from the directory that the paths of what names it begin in. */
  readonly base: string;
  readonly name: string;
  readonly endings: readonly string[];
}

/** What a text may name, of which the first one counts that there is a file of. */
type Readings = readonly Name[];

/** Whatever its settings say, Chalice runs `app` of the `app.py` beside their directory. */
const ofChalice: Readings = [{ base: '../app', name: 'app', endings: ['.py'] }];

const inYaml = (text: string): readonly Readings[] =>
  [...text.matchAll(handlerLine)].map(([, , base = '', name = '']) => readingsOf(base, name));

const inCode = (text: string, pattern: RegExp): readonly Readings[] =>
  [...text.matchAll(pattern)].map(([, , base = '', name = '']) => readingsOf(base, name));

const beside = (text: string): readonly Readings[] =>
  [...text.matchAll(handlerBeside)].map(([, base = '', name = '']) => readingsOf(base, name));

/**
 * Node.js takes for the file what stands before the first dot of the path's last part, and the rest for a member of what
 * it exports, `orders.get`; Python takes for the function what stands behind the last dot, and the rest for a module.
 */
function readingsOf(base: string, name: string): Readings {
  const slash = base.lastIndexOf('/') + 1;
  const dot = base.indexOf('.', slash);
  const whole = { base, name, endings };
  if (dot < 0) return [whole];
  return [
    { base: base.slice(0, dot), name: `${base.slice(dot + 1)}.${name}`, endings: nodeEndings },
    { base: base.slice(0, slash) + base.slice(slash).replaceAll('.', '/'), name, endings: pythonEndings },
    whole,
  ];
}

const appsIn = (text: string, pattern: RegExp): readonly Readings[] =>
  [...text.matchAll(pattern)].map(([, , , module = '', name = '']) => [
    { base: module.replaceAll('.', '/'), name, endings: pythonEndings },
  ]);
