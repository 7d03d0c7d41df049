/** Which rule each part of a fixed text comes from, however many rounds it took. */
import { difference } from '../core/difference.ts';
import type { TextEdit } from '../core/span.ts';

/** A stretch of the text after the fixes; empty where something was only taken out. */
export interface Place {
  readonly rule: string;
  readonly start: number;
  readonly end: number;
}

export type RuledEdit = TextEdit & { readonly rule: string };

export type RuledDifference = TextEdit & { readonly rules: readonly string[] };

/** The places once more edits, all of them of the same text, have been made. */
export function placesAfter(places: readonly Place[], edits: readonly RuledEdit[]): readonly Place[] {
  const ordered = [...edits].sort((a, b) => a.start - b.start || a.end - b.end);
  /** Where an offset of the text before comes to lie; one that is replaced, at an end of what replaces it. */
  const moved = (offset: number, end: boolean): number => {
    let shift = 0;
    for (const edit of ordered) {
      const grown = edit.text.length - (edit.end - edit.start);
      if (edit.end <= offset) shift += grown;
      else if (edit.start < offset) return end ? edit.start + shift + edit.text.length : edit.start + shift;
    }
    return offset + shift;
  };
  let shift = 0;
  const fresh = ordered.map(({ rule, start, end, text }): Place => {
    const at = start + shift;
    shift += text.length - (end - start);
    return { rule, start: at, end: at + text.length };
  });
  return [
    ...places.map(({ rule, start, end }) => ({ rule, start: moved(start, false), end: moved(end, true) })),
    ...fresh,
  ];
}

/** Edits by whole lines from one text to the other, each with the rules that it comes from. */
export function ruledDifference(
  path: string,
  before: string,
  after: string,
  places: readonly Place[],
): readonly RuledDifference[] {
  let shift = 0;
  return difference(path, before, after).map((edit) => {
    const start = edit.start + shift;
    const end = start + edit.text.length;
    shift += edit.text.length - (edit.end - edit.start);
    const touching = places.filter((it) => it.start <= end && start <= it.end);
    const rules = [...new Set((touching.length > 0 ? touching : places).map(({ rule }) => rule))].sort();
    return { ...edit, rules };
  });
}
