import ts from 'typescript';
import type { Problem } from '../../core/span.ts';

const mostProblems = 10;

/**
 * Source as TypeScript's parser has it, which mends what is broken: half-typed source gives a tree too, with names of no
 * length where one is missing. Nodes do not know the node around them.
 * Throws a `RangeError` where the source is nested beyond the stack.
 */
export const parse = (path: string, text: string): ts.SourceFile =>
  ts.createSourceFile(path, text, {
    languageVersion: ts.ScriptTarget.Latest,
    jsDocParsingMode: ts.JSDocParsingMode.ParseNone,
    // Without it, `await` at the top of a file that neither imports nor exports is an identifier.
    setExternalModuleIndicator: (file) => Object.assign(file, { externalModuleIndicator: true }),
  });

export const isTypeScript = (path: string): boolean => /\.[mc]?tsx?$/i.test(path);

/** The first errors that the parser met. */
export const problemsOf = (path: string, source: ts.SourceFile): readonly Problem[] =>
  diagnosticsOf(source)
    .slice(0, mostProblems)
    .map((it) => problemOf(path, source.text, it));

/** The field is TypeScript's own and in no contract of its; a test says when it goes. */
export const diagnosticsOf = (source: ts.SourceFile): readonly ts.DiagnosticWithLocation[] =>
  (source as { readonly parseDiagnostics?: readonly ts.DiagnosticWithLocation[] }).parseDiagnostics ?? [];

function problemOf(path: string, text: string, diagnostic: ts.DiagnosticWithLocation): Problem {
  const language = isTypeScript(path) ? 'TypeScript' : 'JavaScript';
  const start = Math.min(diagnostic.start, text.length);
  return {
    path,
    message: `${language} syntax error: ${ts.flattenDiagnosticMessageText(diagnostic.messageText, ' ')}`,
    at: { path, start, end: Math.min(start + diagnostic.length, text.length) },
  };
}
