/**
 * A long file without the statements that edits of it do not concern: what the edits come to is read in a fraction of the time.
 * A statement that is left out is whole, touches none of them, and shares no name with them that they declare, take away
 * or bring, so that reading the rest says of the edits what reading all of it would.
 */
import { addTo } from '../core/groups.ts';
import { keptWith } from '../core/memo.ts';
import { countBefore } from '../core/sorted.ts';
import { applyEdits, type TextEdit } from '../core/span.ts';
import type { Binding, Block, LanguageFrontend, Range, Statement, Tree } from './tree.ts';
import { blocksOf, isModuleLevel, statementsWithin } from './walk.ts';

export interface Shortened {
  readonly tree: Tree;
  /** The same edits, of its text. */
  readonly edits: readonly TextEdit[];
}

/** Shorter files are read as quickly as it is found out what may be left out, in characters. */
const long = 12_000;
/** How much of a file may be left to be worth reading it by itself, before and after. */
const share = 0.3;
/** Blocks of more statements are shortened. */
const many = 12;
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

/** A block of many statements, and those within its statements. */
interface Long {
  readonly statements: readonly Statement[];
  /** By the statement of this block that they stand in. */
  readonly within: Map<Statement, Long[]>;
}

function leftOut(tree: Tree, edits: readonly TextEdit[]): readonly TextEdit[] {
  const places = [...alwaysNeeded(tree), ...edits, ...needed(tree, edits)];
  return longBlocks(tree).flatMap((it) => leftOutOf(it, tree, places));
}

function leftOutOf({ statements, within }: Long, tree: Tree, places: readonly Range[]): readonly TextEdit[] {
  const kept = new Map<number, Range[]>([[0, []]]);
  for (const place of places) {
    const first = countBefore(statements, ({ end }) => end < place.start);
    const last = countBefore(statements, ({ start }) => start <= place.end);
    // What stands beside it may become a part of it.
    for (let index = Math.max(0, first - 1); index <= Math.min(last, statements.length - 1); index++)
      addTo(kept, index, place);
  }
  const edits: TextEdit[] = [];
  let before = -1;
  for (const index of [...[...kept.keys()].sort((a, b) => a - b), statements.length]) {
    if (index > before + 1) edits.push(without(tree, statements, before, index));
    const inner = statements[index];
    for (const it of (inner && within.get(inner)) ?? []) edits.push(...leftOutOf(it, tree, kept.get(index) ?? []));
    before = index;
  }
  return edits;
}

/** Leaves out what stands between two statements of a block; after the last one that stays there may be none. */
function without({ path, language }: Tree, statements: readonly Statement[], before: number, after: number): TextEdit {
  const [previous, first] = [statements[before], statements[before + 1]];
  const [last, next] = [statements[after - 1], statements[after]];
  const start = next ? first?.start : previous?.end;
  const end = next ? next.start : last?.end;
  // An empty statement, so that the two do not become one.
  return { path, start: start ?? 0, end: end ?? start ?? 0, text: language === 'python' ? '' : ';' };
}

/** Outer ones; what stands in a class is left out only as a whole. */
const longBlocks = keptWith((tree: Tree): readonly Long[] => {
  const blocks = tree.functions
    .flatMap(({ body }): readonly Block[] => [body, ...statementsWithin(body).flatMap(blocksOf)])
    .filter(({ statements, owner }) => statements.length > many && owner?.kind !== 'class' && areInOrder(statements))
    .map(({ statements }): Long => ({ statements, within: new Map() }))
    .sort((a, b) => startOf(a) - startOf(b) || endOf(b) - endOf(a));
  const outer: Long[] = [];
  const around: Long[] = [];
  for (const it of blocks) {
    while (around.length > 0 && endOf(around.at(-1)) < endOf(it)) around.pop();
    const owner = around.at(-1);
    const statement = owner?.statements[countBefore(owner.statements, ({ end }) => end < endOf(it))];
    if (owner && statement && statement.start <= startOf(it)) addTo(owner.within, statement, it);
    else outer.push(it);
    around.push(it);
  }
  return outer;
});

const startOf = ({ statements }: Long): number => statements[0]?.start ?? 0;
const endOf = (it: Long | undefined): number => it?.statements.at(-1)?.end ?? 0;

const areInOrder = (statements: readonly Statement[]): boolean =>
  statements.every(({ start, end }, index) => start <= end && (statements[index - 1]?.end ?? start) <= start);

/** What the rest is read by: imports, an export, and in Python where names are declared to be those of others. */
const alwaysNeeded = keptWith((tree: Tree): readonly Range[] => {
  const all = tree.functions.flatMap(({ body }) => statementsWithin(body));
  const exported = all.find((it) => 'exported' in it && it.exported);
  return [
    ...(exported ? [exported] : []),
    ...all.filter(
      ({ kind, start, end, function: fn }) =>
        kind === 'import' ||
        (kind === 'none' && fn.id === 0) ||
        (kind === 'none' &&
          tree.language === 'python' &&
          !/^(pass|break|continue)\b/.test(tree.text.slice(start, end))),
    ),
  ];
});

/** A place where a name is said, as its tree tells. */
interface Mention extends Range {
  readonly binding: Binding;
}

const mentionsIn = keptWith((tree: Tree): readonly Mention[] =>
  tree.bindings
    .flatMap((binding) =>
      [...binding.reads, ...binding.writes.map(({ range }) => range)].map(({ start, end }) => ({
        start,
        end,
        binding,
      })),
    )
    .sort((a, b) => a.start - b.start),
);

const bindingsByName = keptWith((tree: Tree): ReadonlyMap<string, readonly Binding[]> => {
  const all = new Map<string, Binding[]>();
  for (const it of tree.bindings) addTo(all, it.name, it);
  return all;
});

/** Where names are said that the edits touch: what they take away is used there, what they bring is declared. */
function needed(tree: Tree, edits: readonly TextEdit[]): readonly Range[] {
  const places: Range[] = [];
  const touched = new Set<Binding>();
  const mentions = mentionsIn(tree);
  for (const edit of edits)
    for (let at = countBefore(mentions, ({ start }) => start < edit.start); at < mentions.length; at++) {
      const it = mentions[at];
      if (!it || it.start >= edit.end) break;
      touched.add(it.binding);
    }
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
  for (const name of brought)
    for (const it of bindingsByName(tree).get(name) ?? [])
      if (isMeant(it)) places.push(...it.writes.map(({ range }) => range));
  return places;
}

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
