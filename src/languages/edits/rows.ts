/** Parts in a row, of which a reader of the rest can do without some: statements, members of a class, branches, cases, items. */
import { addTo } from '../../core/groups.ts';
import { keptWith } from '../../core/memo.ts';
import { countBefore } from '../../core/sorted.ts';
import type { Block, Range, Statement, Tree } from '../tree.ts';
import { allExpressions, blocksOf, statementsWithin } from '../walk.ts';

/**
 * What stands from where a part begins to where a later one does may be left out: what leads to the one, a key or the
 * label of a case, then leads to the other.
 */
export interface Row {
  /** In order, one beside the other. */
  readonly parts: readonly Range[];
  /** What keeps those apart between which others are left out. */
  readonly between: string;
  /** By the part that they stand in. */
  readonly within: ReadonlyMap<Range, readonly Row[]>;
}

/** Rows of no more parts are left whole. */
const few = 12;

/** Those that stand in no other one. */
export const rowsIn = keptWith((tree: Tree): readonly Row[] =>
  nested([...rowsOfStatements(tree), ...rowsOfMembers(tree), ...rowsOfItems(tree)]),
);

interface Drafted extends Row {
  readonly within: Map<Range, Drafted[]>;
}

const rowOf = (parts: readonly Range[], between: string): readonly Drafted[] =>
  parts.length > few && areInOrder(parts) ? [{ parts, between, within: new Map() }] : [];

const areInOrder = (parts: readonly Range[]): boolean =>
  parts.every(({ start, end }, index) => start <= end && (parts[index - 1]?.end ?? start) <= start);

/** An empty statement or member, so that two that end with their lines do not become one. */
const emptyIn = ({ language }: Tree): string => (language === 'python' ? '' : ';');

function rowsOfStatements(tree: Tree): readonly Drafted[] {
  const rowOfBlock = ({ statements, owner }: Block): readonly Drafted[] =>
    rowOf(statements, owner?.kind === 'class' ? '' : emptyIn(tree));
  return tree.functions.flatMap(({ body }) => [
    ...rowOfBlock(body),
    ...statementsWithin(body).flatMap((it) => [...blocksOf(it).flatMap(rowOfBlock), ...rowOf(branchesOf(it), '')]),
  ]);
}

/** What runs instead of each other: the cases of a `switch`, the blocks of `if … else if …`. */
function branchesOf(statement: Statement): readonly Range[] {
  if (statement.kind === 'switch') return statement.cases.map(({ range }) => range);
  const branches: Range[] = [];
  if (statement.kind !== 'if' || elseIfOf(statement.block.owner) === statement) return branches;
  for (let it: Statement | undefined = statement; it?.kind === 'if'; it = elseIfOf(it)) branches.push(it.then.range);
  return branches;
}

function elseIfOf(statement: Statement | undefined): Statement | undefined {
  const [only, ...others] = (statement?.kind === 'if' && statement.else?.statements) || [];
  return only?.kind === 'if' && others.length === 0 ? only : undefined;
}

/** Those of Java are statements. */
function rowsOfMembers(tree: Tree): readonly Drafted[] {
  if (tree.language === 'java') return [];
  return tree.classes.flatMap(({ methods, fields }) => {
    const members: Range[] = [];
    const all = [...methods.map((it) => it.function.range), ...fields.map(({ range }) => range)];
    // A constructor's parameters and keys that are computed count as fields as well.
    for (const it of all.sort((a, b) => a.start - b.start || b.end - a.end))
      if (it.start >= (members.at(-1)?.end ?? 0)) members.push(it);
    return rowOf(members, emptyIn(tree));
  });
}

const rowsOfItems = (tree: Tree): readonly Drafted[] =>
  allExpressions(tree).flatMap((it) => {
    switch (it.kind) {
      case 'object':
        return rowOf(valuesOf(it.entries), '');
      case 'list':
        return rowOf(it.items, '');
      case 'call':
        return rowOf(valuesOf(it.arguments), '');
      default:
        return [];
    }
  });

const valuesOf = (items: readonly { readonly value: Range }[]): readonly Range[] => items.map(({ value }) => value);

/** Puts rows into the parts of others; of those that stand between parts nothing is left out. */
function nested(rows: readonly Drafted[]): readonly Row[] {
  const outer: Row[] = [];
  const around: Drafted[] = [];
  for (const it of [...rows].sort((a, b) => startOf(a) - startOf(b) || endOf(b) - endOf(a))) {
    while (around.length > 0 && endOf(around.at(-1)) < endOf(it)) around.pop();
    const owner = around.at(-1);
    const part = owner?.parts[countBefore(owner.parts, ({ end }) => end < endOf(it))];
    if (!owner) outer.push(it);
    else if (part && part.start <= startOf(it)) addTo(owner.within, part, it);
    around.push(it);
  }
  return outer;
}

const startOf = ({ parts }: Row): number => parts[0]?.start ?? 0;
const endOf = (it: Row | undefined): number => it?.parts.at(-1)?.end ?? 0;
