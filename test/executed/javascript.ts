/** Runs JavaScript and TypeScript programs whose packages are stand-ins. */
import { createRequire } from 'node:module';
import { posix } from 'node:path';
import { createContext, compileFunction, runInContext } from 'node:vm';
import ts from 'typescript';
import type { Entry, Invocation, Program, Run } from './run.ts';
import { standIns, type StandIns } from './standIn.ts';

const endings = ['', '.ts', '.mts', '.cts', '.js', '.mjs', '.cjs', '/index.ts', '/index.js', '/index.mjs'];
const real: ReadonlySet<string> = new Set(['path', 'url', 'util', 'assert', 'querystring']);

type Handler = (event: unknown, context: unknown, callback?: (error: unknown, value?: unknown) => void) => unknown;

export async function runJavaScript(program: Program): Promise<Run> {
  const world = standIns();
  let handler: Handler | undefined;
  let failure: unknown;
  try {
    handler = load(program, world);
  } catch (error) {
    failure = error;
  }
  const loading = world.take();
  const invocations: Invocation[] = [];
  for (const [index, event] of program.events.entries()) {
    const outcome = handler
      ? await outcomeOf(handler, structuredClone(event), index, world)
      : `throws ${world.show(failure)}`;
    invocations.push({ ...world.take(), outcome });
  }
  return { loading, invocations, loaded: world.loaded() };
}

async function outcomeOf(handler: Handler, event: unknown, index: number, world: StandIns): Promise<string> {
  const context = { awsRequestId: `request-${String(index)}`, getRemainingTimeInMillis: () => 3000 };
  try {
    const result =
      handler.length < 3
        ? await handler(event, context)
        : await new Promise((resolve, reject) => {
            handler(event, context, (error, value) => {
              if (error) reject(error instanceof Error ? error : new Error(world.show(error)));
              else resolve(value);
            });
          });
    await settled();
    return world.show(result);
  } catch (error) {
    return `throws ${world.show(error)}`;
  }
}

/** Lets callbacks that nobody waits for run. */
const settled = () => new Promise((resolve) => setImmediate(resolve));

/** Time goes on, and chance changes, with each look at them, and in each run alike. */
const clock = `{
  let looks = 0;
  Math.random = () => (++looks * 0.618) % 1;
  const Real = Date;
  globalThis.Date = class Date extends Real {
    constructor(...given) {
      super(...(given.length === 0 ? [Date.now()] : given));
    }
    static now() {
      return 1e12 + ++looks;
    }
  };
}`;

function load({ files, entry, environment }: Program, world: StandIns): Handler {
  const process = { env: { ...environment }, argv: [], nextTick: globalThis.process.nextTick.bind(globalThis.process) };
  const context = createContext({
    process,
    console: world.console,
    Buffer,
    URL,
    setTimeout,
    setImmediate,
    structuredClone,
    fetch: world.fetch,
  });
  runInContext(clock, context);
  const modules = new Map<string, { exports: unknown }>();

  function require(from: string, specifier: string): unknown {
    if (!specifier.startsWith('.')) {
      const name = specifier.replace(/^node:/, '');
      return real.has(name) ? createRequire(__filename)(name) : world.load(name);
    }
    const base = posix.join(posix.dirname(from), specifier);
    const asSource = base.replace(/\.(m|c)?js$/, '.$1ts');
    const path = [asSource, ...endings.map((ending) => base + ending)].find((it) => files.has(it));
    if (path === undefined) throw new Error(`Cannot find module '${specifier}'`);
    return evaluate(path);
  }

  function evaluate(path: string): unknown {
    const before = modules.get(path);
    if (before) return before.exports;
    const module = { exports: {} as unknown };
    modules.set(path, module);
    const text = compiled(path, files.get(path) ?? '');
    const run = compileFunction(text, ['exports', 'require', 'module', '__filename', '__dirname'], {
      filename: path,
      parsingContext: context,
    }) as (...values: unknown[]) => void;
    run.call(module.exports, module.exports, (name: string) => require(path, name), module, path, posix.dirname(path));
    return module.exports;
  }

  return handlerIn(evaluate(entry.path), entry);
}

function handlerIn(exported: unknown, { path, symbol }: Entry): Handler {
  let owner: unknown;
  let value = exported;
  for (const name of symbol.split('.')) {
    owner = value;
    value = (value as Record<string, unknown> | undefined)?.[name];
  }
  if (typeof value !== 'function') throw new Error(`${path} exports no function ${symbol}`);
  return value.bind(owner) as Handler;
}

function compiled(path: string, text: string): string {
  const isModule = /\.(mjs|[mc]?ts)$/.test(path) || /^(import|export)\b/m.test(text);
  if (!isModule) return text.replace(/^#!.*/, '');
  return ts.transpileModule(text, {
    fileName: path.replace(/\.mjs$/, '.js').replace(/\.[mc]ts$/, '.ts'),
    compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022, esModuleInterop: true },
  }).outputText;
}
