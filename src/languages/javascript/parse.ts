import { analyze, type ScopeManager } from '@typescript-eslint/scope-manager';
import type { TSESTree } from '@typescript-eslint/types';
import { parseAndGenerateServices } from '@typescript-eslint/typescript-estree';
import ts from 'typescript';
import type { Problem } from '../../core/span.ts';
import type { Range } from '../tree.ts';
import { commentsIn } from './comments.ts';

export interface Parsed {
  readonly program: TSESTree.Program;
  readonly comments: readonly Range[];
  readonly scopes: ScopeManager;
  readonly problems: readonly Problem[];
}

const mostProblems = 10;

/**
 * Source as ESTree with its scopes, half-typed source included: TypeScript's parser mends what is broken,
 * and typescript-estree refuses only because it finds the parser's list of errors, so the list is taken from it.
 * Throws where even that gives no tree, and a `RangeError` where the source is nested beyond the stack.
 */
export function parse(path: string, text: string): Parsed {
  const source = sourceFile(path, text);
  const problems = takeDiagnostics(source).slice(0, mostProblems);
  const { ast } = parseAndGenerateServices(source, {
    filePath: path,
    allowInvalidAST: true,
    loc: true,
    range: true,
    loggerFn: false,
    suppressDeprecatedPropertyWarnings: true,
    preserveNodeMaps: false,
  });
  const scopes = analyze(ast, {
    // Names at the top level are the module's, in CommonJS as well.
    sourceType: 'module',
    // Names of the language's own types would otherwise be declared in the global scope.
    lib: [],
    jsxPragma: null,
  });
  return {
    program: ast,
    comments: commentsIn(source),
    scopes,
    problems: problems.map((it) => problemOf(path, text, it)),
  };
}

export const isTypeScript = (path: string): boolean => /\.[mc]?tsx?$/i.test(path);

export function sourceFile(path: string, text: string): ts.SourceFile {
  const source = ts.createSourceFile(path, text, {
    languageVersion: ts.ScriptTarget.Latest,
    jsDocParsingMode: ts.JSDocParsingMode.ParseNone,
    // Without it, `await` at the top of a file that neither imports nor exports is an identifier.
    setExternalModuleIndicator: (file) => Object.assign(file, { externalModuleIndicator: true }),
  });
  setParents(source);
  return source;
}

/** As TypeScript does when it is told to, but for its lists of what is still to be done, a seventh of all that parsing takes up. */
function setParents(source: ts.SourceFile): void {
  let parent: ts.Node = source;
  const visit = (node: ts.Node): void => {
    const around = parent;
    (node as { parent: ts.Node }).parent = around;
    parent = node;
    ts.forEachChild(node, visit);
    parent = around;
  };
  ts.forEachChild(source, visit);
}

/**
 * The errors that the parser met, which the source file then no longer knows of.
 * The field is TypeScript's own and in no contract of its; a test says when it goes.
 */
export function takeDiagnostics(source: ts.SourceFile): readonly ts.DiagnosticWithLocation[] {
  const known = source as { parseDiagnostics?: readonly ts.DiagnosticWithLocation[] };
  const taken = known.parseDiagnostics ?? [];
  known.parseDiagnostics = [];
  return taken;
}

function problemOf(path: string, text: string, diagnostic: ts.DiagnosticWithLocation): Problem {
  const language = isTypeScript(path) ? 'TypeScript' : 'JavaScript';
  const start = Math.min(diagnostic.start, text.length);
  return {
    path,
    message: `${language} syntax error: ${ts.flattenDiagnosticMessageText(diagnostic.messageText, ' ')}`,
    at: { path, start, end: Math.min(start + diagnostic.length, text.length) },
  };
}
