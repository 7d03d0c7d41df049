/**
 * A long file without what edits of it do not concern: what the edits come to is read in a fraction of the time.
 * What is left out is parts of rows (`rows.ts`) that touch none of them and share no name with them that they declare, take
 * away or bring, so that reading the rest says of the edits what reading all of it would.
 */
import { addTo } from '../../core/groups.ts';
import { keptWith } from '../../core/memo.ts';
import { countBefore } from '../../core/sorted.ts';
import { applyEdits, type TextEdit } from '../../core/span.ts';
import { mentionsWithin } from '../mentions.ts';
import type { Binding, LanguageFrontend, Range, Tree } from '../tree.ts';
import { bindingsIn, isModuleLevel, statementsWithin } from '../walk.ts';
import { rowsIn, type Row } from './rows.ts';

export interface Shortened {
  readonly tree: Tree;
  /** The same edits, of its text. */
  readonly edits: readonly TextEdit[];
}

/** Shorter files are read as quickly as it is found out what may be left out, in characters. */
const long = 12_000;
/** How much of a file may be left to be worth reading it by itself, before and after. */
const share = 0.3;
/** So many places where a name is said tell that it is said more than once, with one to spare for its declaration. */
const said = 3;

/** The tree itself where there is little to leave out. */
export function shortenedFor(frontend: LanguageFrontend, tree: Tree, edits: readonly TextEdit[]): Shortened {
  const whole = { tree, edits };
  if (tree.text.length < long || tree.problems.length > 0) return whole;
  const left = leftOut(tree, edits);
  const gone = left.reduce((sum, { start, end }) => sum + end - start, 0);
  if (tree.text.length - gone > share * tree.text.length) return whole;
  const text = applyEdits(tree.text, left);
  const moved = edits.map((it) => movedBy(left, it));
  if (text === undefined || moved.some((it) => it === undefined)) return whole;
  const rest = frontend.lower(tree.path, text);
  return rest.problems.length > 0 ? whole : { tree: rest, edits: moved.filter((it) => it !== undefined) };
}

/** Undefined for an edit of what is left out. */
function movedBy(left: readonly TextEdit[], edit: TextEdit): TextEdit | undefined {
  let by = 0;
  for (const { start, end, text } of left) {
    if (start >= edit.end) break;
    if (end > edit.start) return undefined;
    by += text.length - (end - start);
  }
  return { ...edit, start: edit.start + by, end: edit.end + by };
}

function leftOut(tree: Tree, edits: readonly TextEdit[]): readonly TextEdit[] {
  const places = [...alwaysNeeded(tree), ...edits, ...needed(tree, edits)];
  return rowsIn(tree).flatMap((it) => leftOutOf(it, tree, places));
}

function leftOutOf({ parts, between, within }: Row, tree: Tree, places: readonly Range[]): readonly TextEdit[] {
  const kept = new Map<number, Range[]>([[0, []]]);
  for (const place of places) {
    const first = countBefore(parts, ({ end }) => end < place.start);
    const last = countBefore(parts, ({ start }) => start <= place.end);
    // What stands beside it may become a part of it.
    for (let index = Math.max(0, first - 1); index <= Math.min(last, parts.length - 1); index++)
      addTo(kept, index, place);
  }
  const edits: TextEdit[] = [];
  let before = -1;
  for (const index of [...[...kept.keys()].sort((a, b) => a - b), parts.length]) {
    if (index > before + 1) edits.push({ path: tree.path, ...gapIn(parts, before, index), text: between });
    const inner = parts[index];
    for (const it of (inner && within.get(inner)) ?? []) edits.push(...leftOutOf(it, tree, kept.get(index) ?? []));
    before = index;
  }
  return edits;
}

/** What stands between two parts that stay; after the last one that does there may be none. */
function gapIn(parts: readonly Range[], before: number, after: number): Range {
  const [previous, first] = [parts[before], parts[before + 1]];
  const [last, next] = [parts[after - 1], parts[after]];
  const start = (next ? first?.start : previous?.end) ?? 0;
  return { start, end: (next ? next.start : last?.end) ?? start };
}

/** What the rest is read by: imports, an export, and in Python where names are declared to be those of others. */
const alwaysNeeded = keptWith((tree: Tree): readonly Range[] => {
  const all = tree.functions.flatMap(({ body }) => statementsWithin(body));
  const exported = all.find((it) => 'exported' in it && it.exported);
  return [
    ...(exported ? [{ start: exported.start, end: exported.start }] : []),
    ...all.filter(
      ({ kind, start, end, function: fn, block }) =>
        kind === 'import' ||
        // A field of Java is one as well, which its name alone tells of.
        (kind === 'none' && fn.id === 0 && block.owner?.kind !== 'class') ||
        (kind === 'none' &&
          tree.language === 'python' &&
          !/^(pass|break|continue)\b/.test(tree.text.slice(start, end))),
    ),
  ];
});

/** Where names are said that the edits touch: what they take away is used there, what they bring is declared. */
function needed(tree: Tree, edits: readonly TextEdit[]): readonly Range[] {
  const places: Range[] = [];
  const touched = new Set(edits.flatMap((edit) => mentionsWithin(tree, edit)).map(({ binding }) => binding));
  for (const binding of touched) {
    const isGone = binding.writes.some(({ range }) =>
      edits.some(({ start, end }) => start <= range.start && range.end <= end),
    );
    places.push(...binding.writes.map(({ range }) => range));
    places.push(...(isGone ? binding.reads : saidElsewhere(tree, binding, edits)));
  }
  // Where a declaration goes, its name may be that of another one further out.
  const brought = new Set([
    ...[...touched].map(({ name }) => name),
    ...edits.flatMap(({ text }) => text.match(/[\p{ID_Start}$_][\p{ID_Continue}$]*/gu) ?? []),
  ]);
  // A name of another scope is neither meant by what they bring nor declared twice by it.
  const isMeant = ({ visible }: Binding): boolean =>
    edits.some(({ start, end }) => visible.start <= end && start <= visible.end);
  for (const name of brought) {
    for (const it of bindingsIn(tree).get(name) ?? [])
      if (isMeant(it)) places.push(...it.writes.map(({ range }) => range));
    places.push(...(membersByName(tree).get(name) ?? []));
  }
  return places;
}

/** Java looks them up where it looks up variables. */
const membersByName = keptWith((tree: Tree): ReadonlyMap<string, readonly Range[]> => {
  const all = new Map<string, Range[]>();
  if (tree.language !== 'java') return all;
  for (const { methods, fields } of tree.classes) {
    for (const it of methods) addTo(all, it.name, it.function.at);
    for (const { name, range } of fields) addTo(all, name, range);
  }
  return all;
});

/** What is used no more after the edits is said, unless it is named elsewhere, be it in a comment. */
function saidElsewhere({ text }: Tree, binding: Binding, edits: readonly TextEdit[]): readonly Range[] {
  const { name, function: fn } = binding;
  const { start, end } = isModuleLevel(binding) ? { start: 0, end: text.length } : fn.range;
  const places: Range[] = [];
  for (let at = text.indexOf(name, start); at >= 0 && at < end && places.length < said;) {
    const after = at + name.length;
    const isWhole = !isOfName(text.charAt(at - 1)) && !isOfName(text.charAt(after));
    if (isWhole && !edits.some((it) => it.start <= at && at < it.end)) places.push({ start: at, end: after });
    at = text.indexOf(name, after);
  }
  return places;
}

const isOfName = (character: string): boolean => /[\w$]/.test(character);
