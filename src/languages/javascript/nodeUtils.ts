/**
 * Stands in the bundles for functions of these names in typescript-estree (`.config/build.mjs`), which take half the time
 * and memory of converting a tree.
 */
import ts from 'typescript';

interface Token {
  readonly kind: ts.SyntaxKind;
  readonly pos: number;
  readonly end: number;
  readonly getStart: () => number;
}

let scanner: ts.Scanner | undefined;

/**
 * The token that follows, of what is no template, pattern or JSX text; offsets are those of the source file.
 * Theirs goes through the tokens of everything around, down from the file, which TypeScript makes anew for that and keeps
 * with the source file until all memory is looked through.
 */
export function findNextToken(previous: ts.TextRange, _around: unknown, source: ts.SourceFile): Token {
  scanner ??= ts.createScanner(ts.ScriptTarget.Latest, true);
  scanner.setText(source.text, previous.end);
  const kind = scanner.scan();
  const start = scanner.getTokenStart();
  const token = { kind, pos: previous.end, end: scanner.getTokenEnd(), getStart: () => start };
  scanner.setText('');
  return token;
}

interface Position {
  readonly line: number;
  readonly column: number;
}

const nowhere: Position = { line: 1, column: 0 };

/** One for all nodes, which the converter may write into. */
const location: { start: Position; end: Position } = { start: nowhere, end: nowhere };

/** Lines and columns, of which nothing is made here: places are offsets. */
export const getLocFor = (): typeof location => location;
