/** From a handler string and a code location to the source file and the function that it names. */
import type { DeclaredFunction, Entry } from '../core/application.ts';
import type { Host } from '../core/host.ts';
import { valueOf } from '../core/known.ts';
import { directoryOf, join } from '../core/paths.ts';
import { bundledEntry } from './bundledEntries.ts';
import type { Files } from './files.ts';
import { imageEntry } from './imageEntries.ts';
import { javaEntry } from './java/entries.ts';

/** `read` is asked why a code location is not among the files, `inline` about code that stands in the template. */
export function findEntry(
  fn: DeclaredFunction,
  files: Files,
  read: Host['read'],
  inline?: (fn: DeclaredFunction) => Entry | undefined,
): Entry {
  const inTemplate = inline?.(fn);
  if (inTemplate) return inTemplate;
  const entry = inFiles(fn, files, read);
  return entry.found ? { ...entry, path: files.real(entry.path) } : entry;
}

function inFiles(fn: DeclaredFunction, files: Files, read: Host['read']): Entry {
  const bundled = fn.asset && bundledEntry(fn.asset, files, (path) => whyMissing(path, files, read));
  if (bundled) return bundled;
  const image = imageEntry(fn, files);
  if (image) return image;
  const refusal = whyNot(fn);
  if (refusal !== undefined) return notFound(refusal);
  if (fn.language === 'java') return javaEntry(fn, files, read);
  const handler = valueOf(fn.handler?.value) ?? '';
  const code = valueOf(fn.code?.value) ?? '';
  // A file is packaged alone, at the top.
  const its = files.has(code) ? { ...files, has: (path: string) => path === code } : files;
  const top = files.has(code) ? directoryOf(code) : code;
  const entry = fn.language === 'python' ? python(handler, top, its) : javascript(fn, handler, top, its);
  // What is built may not be built yet.
  return entry.found || files.isDirectory(code) || files.has(code)
    ? entry
    : notFound(`Its code location \`${code}\` ${whyMissing(code, files, read)}.`, entry.lookedFor);
}

const notFound = (why: string, lookedFor: readonly string[] = []): Entry => ({ found: false, why, lookedFor });

function whyNot(fn: DeclaredFunction): string | undefined {
  const template = fn.declared === 'cdk' ? 'source' : 'template';
  if (fn.packageType === 'Image') return `It is a container image; its code is not named by the ${template}.`;
  if (!fn.runtime) return `The ${template} names no runtime.`;
  if (!fn.runtime.value.known) return `Its runtime is not known: ${fn.runtime.value.why}.`;
  const runtime = fn.runtime.value.value;
  if (!fn.language) return `Functions of the runtime \`${runtime}\` are not read.`;
  if (!fn.handler) return `The ${template} names no handler.`;
  if (!fn.handler.value.known) return `Its handler is not known: ${fn.handler.value.why}.`;
  if (fn.inlineCode) return `Its code stands in the ${template} itself.`;
  // What Java runs is built; its sources lie beside what a template names, and have a name of their own wherever they lie.
  if (fn.language === 'java') return undefined;
  if (!fn.code) return `The ${template} does not say where its code lies.`;
  if (!fn.code.value.known) return `Its code cannot be found: ${fn.code.value.why}.`;
  const code = fn.code.value.value;
  if (/\.(zip|jar)$/.test(code)) return `Its code is the archive \`${code}\`, which is not opened.`;
  const handler = fn.handler.value.value;
  if (handler.startsWith('/opt/')) return `Its handler \`${handler}\` comes from a layer.`;
  if (!/^[^.][^]*\.[^./]+$/.test(handler.replace(/^(\.\/)+/, '')))
    return `Its handler \`${handler}\` does not name a function of a file.`;
  return undefined;
}

/** A link on the way is told: those that stay in the workspace have been followed. */
function whyMissing(code: string, files: Files, read: Host['read']): string {
  const parts = code.split('/');
  for (const [index] of parts.entries()) {
    const result = read(files.real(parts.slice(0, index + 1).join('/')));
    if (result.kind === 'missing' && result.what !== 'directory')
      return result.what === 'link'
        ? 'is or lies behind a link that leads to nothing in the workspace'
        : 'does not exist';
  }
  return 'has no file that is reviewed';
}

function python(handler: string, code: string, files: Files): Entry {
  const [module, symbol] = split(handler.replace(/^(\.\/)+/, ''));
  const path = module.replaceAll('.', '/');
  const candidates = [`${path}.py`, `${path}/__init__.py`].flatMap((name) => join(code, name) ?? []);
  const found = candidates.find(files.has);
  return found === undefined
    ? notFound(`No file for its handler \`${handler}\` was found.`, candidates)
    : { found: true, path: found, symbol };
}

const endings = ['.ts', '.mts', '.cts', '.tsx', '.js', '.mjs', '.cjs', '.jsx'];

/** The file is everything before the first dot of the last path segment: https://docs.aws.amazon.com/lambda/latest/dg/nodejs-handler.html */
function javascript(fn: DeclaredFunction, handler: string, code: string, files: Files): Entry {
  const plain = handler.replace(/^(\.\/)+/, '');
  const slash = plain.lastIndexOf('/') + 1;
  const dot = plain.indexOf('.', slash);
  const module = plain.slice(0, dot);
  const symbol = plain.slice(dot + 1);
  const named = entryPointFor(fn, module, code, files);
  if (named !== undefined) return { found: true, path: named, symbol };
  const direct = endings.flatMap((ending) => join(code, module + ending) ?? []);
  const found = direct.find(files.has);
  if (found !== undefined) return { found: true, path: found, symbol };
  const sources = sourcesOfOutput(module, code, files);
  const [only] = sources.found;
  if (only !== undefined && sources.found.length === 1) return { found: true, path: only, symbol };
  const looked = [...direct, ...sources.lookedFor];
  const built = fn.build ? ` It is built by \`${fn.build.method}\`.` : '';
  return notFound(`No source for its handler \`${handler}\` was found.${built}`, looked);
}

/** esbuild names the output after the entry point, so the handler's module is an entry point without its ending. */
function entryPointFor(fn: DeclaredFunction, module: string, code: string, files: Files): string | undefined {
  const withoutEnding = (name: string) => name.replace(/\.[mc]?[jt]sx?$/, '').replace(/^(\.\/)+/, '');
  const entryPoints = fn.build?.entryPoints ?? [];
  const byPath = entryPoints.find((name) => withoutEnding(name) === module);
  const byName = entryPoints.filter((name) => withoutEnding(name).split('/').at(-1) === module.split('/').at(-1));
  const chosen =
    byPath ?? (byName.length === 1 || entryPoints.length === 1 ? (byName[0] ?? entryPoints[0]) : undefined);
  if (chosen === undefined) return undefined;
  const base = join(code, chosen);
  if (base === undefined) return undefined;
  return [base, ...endings.map((ending) => base + ending)].find(files.has);
}

const outputs = /^(dist|build|built|lib|out|\.aws-sam\/build\/[^/]+)(\/|$)/;

/** Where the source of a built file usually lies: the same path under `src`, or without the output's directory. */
export function sourcesOfOutput(module: string, code: string, files: Files) {
  const lookedFor = new Set<string>();
  const add = (directory: string | undefined, name: string) => {
    if (directory !== undefined) for (const ending of endings) lookedFor.add(join(directory, name + ending) ?? '');
  };
  if (outputs.test(module)) {
    const rest = module.replace(outputs, '');
    add(code, rest);
    add(join(code, 'src'), rest);
  }
  const inOutput = /^(.*?)(^|\/)(dist|build|built|lib|out)(\/.*|)$/.exec(code);
  if (inOutput) {
    const [, before = '', , , after = ''] = inOutput;
    add(join(before, after), module);
    add(join(before, `src${after}`), module);
    // It is named by its path under `src` where a bundler makes a directory for each function: `dist/create` has `orders/create.js`.
    if (after !== '' && module.includes('/') && ![...lookedFor].some(files.has)) add(join(before, 'src'), module);
    // Each project of several may have an output of its own: `dist/shop/apps/shop/src/orders`.
    const [, inRoot = ''] = /^\/[^/]+(\/[^/]+\/.+)$/.exec(after) ?? [];
    if (inRoot !== '' && ![...lookedFor].some(files.has)) add(join(before, inRoot), module);
    // A bundler puts what it makes of `src/lambdas/orders/index.ts` into `built/orders`.
    if (after !== '' && ![...lookedFor].some(files.has)) {
      const names = endings.map((ending) => `${after}/${module}${ending}`);
      for (const path of files.under(before === '' ? 'src' : `${before}/src`))
        if (names.some((name) => path.endsWith(name))) lookedFor.add(path);
    }
  }
  if (!outputs.test(module) && !inOutput) add(join(code, 'src'), module);
  return { found: [...lookedFor].filter((path) => path !== '' && files.has(path)), lookedFor: [...lookedFor] };
}

function split(handler: string): readonly [string, string] {
  const dot = handler.lastIndexOf('.');
  return [handler.slice(0, dot), handler.slice(dot + 1)];
}
