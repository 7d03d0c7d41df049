/** JavaScript and TypeScript: esbuild parses, TypeScript looks names up and checks types, ESLint looks at the order of names. */
import { extname } from 'node:path';
import { transformSync, type Loader } from 'esbuild';
import { Linter } from 'eslint';
import { parser, plugin } from 'typescript-eslint';
import ts from 'typescript';
import type { Source, Tool } from './tool.ts';

export const javascript: Tool = {
  name: 'esbuild, TypeScript and ESLint',
  reads: (path) => /\.[mc]?[jt]sx?$/.test(path) && !/\.d\.[mc]?ts$/.test(path),
  names: true,
  says: (_, sources, names) =>
    sources.map((source) => [...syntaxErrors(source), ...(names ? [...checked(source), ...usedTooEarly(source)] : [])]),
};

function syntaxErrors({ path, text }: Source): readonly string[] {
  try {
    transformSync(text, { loader: loaderOf(path), logLevel: 'silent', target: 'esnext' });
    return [];
  } catch (error) {
    const { errors } = error as { readonly errors?: readonly { readonly text: string }[] };
    return (errors ?? [{ text: String(error) }]).map((it) => `syntax: ${it.text}`);
  }
}

const loaderOf = (path: string): Loader => (path.endsWith('.tsx') ? 'tsx' : /\.[mc]?ts$/.test(path) ? 'ts' : 'jsx');

const linter = new Linter();

/** TypeScript takes what `require` gives for an import, which is there from the beginning. */
function usedTooEarly({ path, text }: Source): readonly string[] {
  const found = linter.verify(
    text,
    {
      files: ['**/*'],
      languageOptions: { parser, parserOptions: { ecmaFeatures: { jsx: !/\.[mc]?ts$/.test(path) } } },
      linterOptions: { noInlineConfig: true },
      plugins: { typescript: plugin },
      rules: { 'typescript/no-use-before-define': ['error', { functions: false, variables: false, typedefs: false }] },
    },
    `file${extname(path)}`,
  );
  return found.flatMap(({ ruleId, message }) => (ruleId ? [message] : []));
}

const prelude = '/prelude.d.ts';

/** Names that the runtime gives, without types. */
const preludeText = `
declare var require: any, module: any, exports: any, process: any, Buffer: any, console: any, global: any;
declare var __dirname: string, __filename: string;
declare var fetch: any, URL: any, URLSearchParams: any, TextEncoder: any, TextDecoder: any, AbortController: any, AbortSignal: any;
declare var setTimeout: any, clearTimeout: any, setInterval: any, clearInterval: any, setImmediate: any;
declare var crypto: any, performance: any, structuredClone: any, awslambda: any, Response: any, Request: any, Headers: any;
interface ImportMeta { readonly url: string }
declare namespace NodeJS { interface ProcessEnv { [name: string]: string | undefined } type Timeout = any; type ErrnoException = any }
`;

const options: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2023,
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  lib: ['lib.es2023.d.ts'],
  types: [],
  strict: true,
  allowJs: true,
  checkJs: true,
  noResolve: true,
  noEmit: true,
  jsx: ts.JsxEmit.Preserve,
  experimentalDecorators: true,
};

/** Modules that are not there, as nothing but the text is. */
const ofOtherFiles: ReadonlySet<number> = new Set([2307, 2792, 2732, 7016, 2875, 7026]);

/** JavaScript has no words for what a variable is that is filled later, and for what a callback is given. */
const ofTypes: ReadonlySet<number> = new Set([7005, 7006, 7034]);

const files = new Map<string, ts.SourceFile | undefined>();
let last: ts.Program | undefined;

function checked({ path, text }: Source): readonly string[] {
  const name = `/${path}`;
  const host: ts.CompilerHost = {
    ...ts.createCompilerHost(options),
    getSourceFile: (file) => {
      if (file === name) return ts.createSourceFile(file, text, ts.ScriptTarget.ES2023);
      if (!files.has(file)) files.set(file, libraryFile(file));
      return files.get(file);
    },
    fileExists: (file) => file === name || file === prelude,
    readFile: () => undefined,
    writeFile: () => undefined,
    getCurrentDirectory: () => '/',
  };
  const program = ts.createProgram({
    rootNames: [name, prelude],
    options,
    host,
    ...(last ? { oldProgram: last } : {}),
  });
  last = program;
  const hasTypes = /\.[cm]?tsx?$/.test(path);
  const file = program.getSourceFile(name);
  return [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)]
    .filter(({ code }) => !ofOtherFiles.has(code) && (hasTypes || !ofTypes.has(code)))
    .map(({ code, messageText }) => `TS${String(code)}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`);
}

function libraryFile(file: string): ts.SourceFile | undefined {
  const text = file === prelude ? preludeText : ts.sys.readFile(file);
  return text === undefined ? undefined : ts.createSourceFile(file, text, ts.ScriptTarget.ES2023);
}
