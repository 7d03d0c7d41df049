import type { FunctionNode, LanguageFrontend, Tree } from '../tree.ts';
import { commentsIn } from './comments.ts';
import type { BlockDraft, Lowering } from './context.ts';
import type { Draft } from '../draft.ts';
import { lowerExpression } from './expressions.ts';
import { markTypeImports } from './modules.ts';
import { isTypeScript, parse, problemsOf } from './parse.ts';
import { declareBody, scopeIn } from './scopes.ts';
import { spelling } from './spelling.ts';
import { lowerStatements } from './statements.ts';

/** Loaded lazily by the caller with a dynamic import, because TypeScript costs 250 ms to load. Handles .js .mjs .cjs .jsx .ts .mts .cts .tsx by path. */
export const javascript: LanguageFrontend = { lower, spelling };

function lower(path: string, text: string): Tree {
  try {
    return lowerSource(path, text);
  } catch (error) {
    // The parser gives up on very few files; only the depth of its own recursion tells one reason from the other.
    return emptyTree(
      path,
      text,
      error instanceof RangeError ? 'it is nested too deeply' : 'it is not understood at all',
    );
  }
}

function lowerSource(path: string, text: string): Tree {
  const source = parse(path, text);
  const { module, body } = moduleOf(text);
  const scope = scopeIn(undefined, module, module.range);
  const lowering: Lowering = {
    source,
    text,
    functions: [module],
    classes: [],
    bindings: [],
    types: new Set(),
    requires: new Map(),
    imports: [],
    exports: [],
    unresolved: new Set(),
    place: { function: module, block: body, statement: undefined },
    scope,
    around: module.range,
    depth: 0,
    started: { pos: -1, start: -1 },
    expression: (node, name) => lowerExpression(lowering, node, name),
    statements: (nodes) => {
      lowerStatements(lowering, nodes);
    },
  };
  declareBody(lowering, scope, source.statements);
  lowering.statements(source.statements);
  const { functions, classes, bindings, imports, exports, unresolved } = lowering;
  functions.sort((a, b) => a.range.start - b.range.start || b.range.end - a.range.end);
  for (const [index, fn] of functions.entries()) fn.id = index;
  if (isTypeScript(path)) markTypeImports(imports);
  return {
    path,
    language: languageOf(path),
    text,
    functions,
    classes,
    bindings,
    imports: imports.sort((a, b) => a.range.start - b.range.start),
    exports,
    unresolved,
    comments: commentsIn(source),
    problems: problemsOf(path, source),
  };
}

function emptyTree(path: string, text: string, because: string): Tree {
  const { module } = moduleOf(text);
  const language = isTypeScript(path) ? 'TypeScript' : 'JavaScript';
  return {
    path,
    language: languageOf(path),
    text,
    functions: [module],
    classes: [],
    bindings: [],
    imports: [],
    exports: [],
    unresolved: new Set(),
    comments: [],
    problems: [
      { path, message: `This ${language} file could not be read: ${because}.`, at: { path, start: 0, end: 0 } },
    ],
  };
}

const languageOf = (path: string): Tree['language'] => (isTypeScript(path) ? 'typescript' : 'javascript');

function moduleOf(text: string): { readonly module: Draft<FunctionNode>; readonly body: BlockDraft } {
  const range = { start: 0, end: text.length };
  const body: Draft<Omit<BlockDraft, 'function'>> & { function?: FunctionNode } = {
    statements: [],
    range,
    owner: undefined,
  };
  const module: Draft<FunctionNode> = {
    id: 0,
    name: '',
    at: { start: 0, end: 0 },
    range,
    parent: undefined,
    class: undefined,
    parameters: [],
    selfBinding: undefined,
    decorators: [],
    async: false,
    generator: false,
    body: body as BlockDraft,
  };
  body.function = module;
  return { module, body: body as BlockDraft };
}
