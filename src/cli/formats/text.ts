/** What the formats for people at a terminal have in common. */
import { styleText } from 'node:util';
import type { Span } from '../../core/span.ts';
import type { Printable } from '../printable.ts';

export type Paint = (style: Parameters<typeof styleText>[0], text: string) => string;

export const paintFor = ({ color }: Pick<Printable, 'color'>): Paint =>
  color ? (style, text) => styleText(style, text, { validateStream: false }) : (_, text) => text;

export const plain = (text: string): string => text.replaceAll('`', '');

export const plural = (count: number, one: string, many = `${one}s`): string =>
  `${String(count)} ${count === 1 ? one : many}`;

/** Within the lines that follow the first one, and that `start` begins. */
export const wrap = (text: string, { width }: Pick<Printable, 'width'>, start: string): string =>
  rowsOf(text, Math.max(40, width - start.length)).join(`\n${start}`);

/** A word that is longer than the room has a row of its own. */
export function rowsOf(text: string, room: number): readonly string[] {
  const rows: string[] = [];
  let row = '';
  for (const word of text.split(' ')) {
    if (row !== '' && row.length + 1 + word.length > room) {
      rows.push(row);
      row = word;
    } else row = row === '' ? word : `${row} ${word}`;
  }
  return [...rows, row];
}

/** Where a text about a place or a finding begins. */
export const indent = ' '.repeat(11);

export interface Row {
  readonly path: string;
  readonly at: Span | undefined;
  readonly name: string;
  readonly text: string;
}

export function section(title: string, rows: readonly Row[], it: Printable): readonly string[] {
  if (rows.length === 0) return [];
  const told = rows.map(({ path, at, name, text }) => {
    const place = at ? `${path}:${String(it.regionOf(at).startLine)}` : path;
    return `  ${place}${name === '' ? '' : `  ${name}`}\n${indent}${wrap(plain(text), it, indent)}`;
  });
  return [[paintFor(it)('underline', title), ...told].join('\n')];
}

export const problems = (it: Printable): readonly string[] =>
  section(
    'Could not be read',
    it.review.problems.map(({ path, message, at }) => ({ path, at, name: '', text: message })),
    it,
  );
