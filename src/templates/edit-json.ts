import { modify, type FormattingOptions } from 'jsonc-parser';
import { known, unknown, type Known } from '../core/known.ts';
import { at, type Node } from './node.ts';
import type { Replacement, Scalar } from './replacement.ts';
import { parseJson } from './json.ts';

export function setInJson(text: string, keys: readonly string[], value: Scalar): Known<readonly Replacement[]> {
  for (let length = 1; length < keys.length; length++) {
    const node = at(parseJson(text).root, ...keys.slice(0, length));
    if (node && node.kind !== 'map') return unknown(`\`${keys[length - 1] ?? ''}\` is decided by an intrinsic`);
  }
  return known(replacements(text, keys, value));
}

export function removeInJson(text: string, keys: readonly string[]): Known<readonly Replacement[]> {
  const { root } = parseJson(text);
  if (!at(root, ...keys)) return unknown('it is not written there');
  return known(replacements(text, keys.slice(0, keys.length - emptiedParents(root, keys)), undefined));
}

/** How many of the maps around a property hold nothing else; at most two, `Environment` and `Variables`. */
export function emptiedParents(root: Node | undefined, keys: readonly string[]): number {
  let count = 0;
  for (let length = keys.length - 1; length > 3; length--) {
    const node = at(root, ...keys.slice(0, length));
    if (node?.kind !== 'map' || node.entries.length > 1) break;
    count++;
  }
  return count;
}

function replacements(text: string, keys: readonly string[], value: Scalar | undefined): readonly Replacement[] {
  return modify(text, [...keys], value, { formattingOptions: formattingOf(text) }).map(
    ({ offset, length, content }) => ({
      start: offset,
      end: offset + length,
      text: content,
    }),
  );
}

function formattingOf(text: string): FormattingOptions {
  const indentation = /\n([ \t]+)"/.exec(text)?.[1] ?? '  ';
  return {
    insertSpaces: !indentation.startsWith('\t'),
    tabSize: indentation.startsWith('\t') ? 4 : indentation.length,
    eol: text.includes('\r\n') ? '\r\n' : '\n',
  };
}
