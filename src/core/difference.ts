/** From two texts to the edits between them. */
import type { TextEdit } from './span.ts';

/** More pairs of lines are not compared one by one: what lies between the first and the last difference is one edit. */
const mostPairs = 1_000_000;

/** Edits by whole lines that make `after` of `before`, in order; what is alike stays, and with it cursors and folds. */
export function difference(path: string, before: string, after: string): readonly TextEdit[] {
  const [old, fresh] = [linesOf(before), linesOf(after)];
  let head = 0;
  while (head < old.length && head < fresh.length && old[head] === fresh[head]) head++;
  let tail = 0;
  while (
    tail < old.length - head &&
    tail < fresh.length - head &&
    old[old.length - 1 - tail] === fresh[fresh.length - 1 - tail]
  )
    tail++;
  const a = old.slice(head, old.length - tail);
  const b = fresh.slice(head, fresh.length - tail);
  const kept = a.length * b.length > mostPairs ? [] : common(a, b);

  const edits: TextEdit[] = [];
  let offset = lengthOf(old.slice(0, head));
  let [i, j] = [0, 0];
  for (const [nextI, nextJ] of [...kept, [a.length, b.length] as const]) {
    const end = offset + lengthOf(a.slice(i, nextI));
    const text = b.slice(j, nextJ).join('');
    if (end > offset || text !== '') edits.push({ path, start: offset, end, text });
    offset = end + (a[nextI]?.length ?? 0);
    [i, j] = [nextI + 1, nextJ + 1];
  }
  return edits;
}

/** A longest common subsequence, as pairs of indices. */
function common(a: readonly string[], b: readonly string[]): readonly (readonly [number, number])[] {
  const width = b.length + 1;
  const lengths = new Uint32Array((a.length + 1) * width);
  const at = (i: number, j: number): number => lengths[i * width + j] ?? 0;
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--)
      lengths[i * width + j] = a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
  const pairs: (readonly [number, number])[] = [];
  for (let i = 0, j = 0; i < a.length && j < b.length;) {
    if (a[i] === b[j]) pairs.push([i++, j++]);
    else if (at(i + 1, j) >= at(i, j + 1)) i++;
    else j++;
  }
  return pairs;
}

/** With their line breaks. */
const linesOf = (text: string): readonly string[] => text.match(/[^\n]*\n|[^\n]+$/g) ?? [];

const lengthOf = (lines: readonly string[]): number => lines.reduce((sum, line) => sum + line.length, 0);
