/**
 * Where comments stand. Outside of texts, patterns and JSX, `//` and `/*` begin nothing else, so that only those places
 * are looked at; going through all tokens takes as long as everything else that is made of the source file.
 */
import ts from 'typescript';
import { countBefore } from '../../core/sorted.ts';
import type { Range } from '../tree.ts';

/** In order, with what begins and ends them. */
export function commentsIn(source: ts.SourceFile): readonly Range[] {
  const { text } = source;
  const candidates = placesOf(text);
  if (candidates.length === 0) return [];
  const quoted = quotedAround(candidates, source);
  const comments: Range[] = [];
  let end = 0;
  for (const start of candidates) {
    if (start < end || quoted.has(start)) continue;
    end = endOf(text, start);
    comments.push({ start, end });
  }
  return comments;
}

function placesOf(text: string): readonly number[] {
  const places: number[] = [];
  const begin = ts.getShebang(text)?.length ?? 0;
  for (let at = text.indexOf('/', begin); at >= 0; at = text.indexOf('/', at + 1))
    if (text[at + 1] === '/' || text[at + 1] === '*') places.push(at);
  return places;
}

function endOf(text: string, start: number): number {
  if (text[start + 1] === '*') {
    const end = text.indexOf('*/', start + 2);
    return end < 0 ? text.length : end + 2;
  }
  lineEnd.lastIndex = start;
  return lineEnd.exec(text)?.index ?? text.length;
}

/** https://tc39.es/ecma262/#prod-LineTerminator */
const lineEnd = /[\n\r\u2028\u2029]/g;

/** Those of the places that stand in a text, a pattern or what JSX shows. */
function quotedAround(places: readonly number[], source: ts.SourceFile): ReadonlySet<number> {
  const quoted = new Set<number>();
  const firstFrom = (offset: number): number => countBefore(places, (place) => place < offset);
  const open: ts.Node[] = [source];
  for (let node = open.pop(); node; node = open.pop()) {
    if ((places[firstFrom(node.pos)] ?? Infinity) >= node.end) continue;
    if (!isQuoted(node)) {
      ts.forEachChild(node, (child) => void open.push(child));
      continue;
    }
    const { end } = node;
    for (let index = firstFrom(node.getStart(source)); (places[index] ?? Infinity) < end; index++)
      quoted.add(places[index] ?? 0);
  }
  return quoted;
}

const isQuoted = ({ kind }: ts.Node): boolean =>
  (kind >= ts.SyntaxKind.FirstLiteralToken && kind <= ts.SyntaxKind.LastTemplateToken) ||
  kind === ts.SyntaxKind.JsxText;
