/**
 * Stands in the bundles for the function of that name in typescript-estree (`.config/build.mjs`), which goes through the
 * tokens of everything around, down from the file: TypeScript makes them anew for that, a third of what converting takes,
 * and keeps them with the source file until all memory is looked through.
 */
import ts from 'typescript';

interface Token {
  readonly kind: ts.SyntaxKind;
  readonly pos: number;
  readonly end: number;
  readonly getStart: () => number;
}

let scanner: ts.Scanner | undefined;

/** The token that follows, of what is no template, pattern or JSX text; offsets are those of the source file. */
export function findNextToken(previous: ts.TextRange, _around: unknown, source: ts.SourceFile): Token {
  scanner ??= ts.createScanner(ts.ScriptTarget.Latest, true);
  scanner.setText(source.text, previous.end);
  const kind = scanner.scan();
  const start = scanner.getTokenStart();
  const token = { kind, pos: previous.end, end: scanner.getTokenEnd(), getStart: () => start };
  scanner.setText('');
  return token;
}
