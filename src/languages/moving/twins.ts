/** Creations that the module makes already, in the very same way. */
import { grouped } from '../../core/groups.ts';
import { keptWith } from '../../core/memo.ts';
import { countBefore } from '../../core/sorted.ts';
import type { Analysis } from '../analysis/analysis.ts';
import { creationsOf, type LocatedCreation } from '../facts/creations.ts';
import { isEmptyValue } from '../plain.ts';
import type { Binding, Expression, Statement, Tree } from '../tree.ts';
import { bindingsIn, expressionsWithin, isModuleLevel } from '../walk.ts';
import { isInScope, isSameClass } from './staticFields.ts';

/** A module-level constant, set before the function, that is made in the very same way. */
export function sameCreation(analysis: Analysis, located: LocatedCreation, statement: Statement): string | undefined {
  const twin = spelledAlike(analysis, located.whole).find(
    ({ fact, holder, whole }) =>
      fact.in === 0 &&
      holder !== undefined &&
      isModuleLevel(holder) &&
      holder.writes.length === 1 &&
      fact.changes.kind === 'none' &&
      whole.end < statement.start &&
      (analysis.tree.language !== 'java' || isInScope(analysis.tree, holder, statement)) &&
      sameNames(analysis, whole, located.whole),
  );
  return twin?.holder && isVisibleFor(analysis, located, twin.holder) ? twin.holder.name : undefined;
}

/** A module variable in which another function keeps the very same from the first time on, itself or the promise of it. */
export function keptTwin(
  analysis: Analysis,
  located: LocatedCreation,
  statement: Statement,
  form: 'itself' | 'promise' = 'itself',
): string | undefined {
  const { tree } = analysis;
  // What is done with a shared one afterwards would be done to both.
  if (located.fact.changes.kind === 'set') return undefined;
  const twins = spelledAlike(analysis, located.whole).filter(
    ({ fact, whole }) =>
      fact.in !== 0 &&
      whole !== located.whole &&
      fact.changes.kind !== 'set' &&
      sameNames(analysis, whole, located.whole) &&
      (tree.language !== 'java' || isSameClass(tree, whole.start, statement.start)),
  );
  const places = twins.map(({ whole }) => whole).sort((a, b) => a.start - b.start);
  function isGiven(value: Expression | undefined): boolean {
    if (!value) return false;
    for (let at = countBefore(places, ({ start }) => start < value.start); at < places.length; at++) {
      const whole = places[at];
      if (!whole || whole.start >= value.end) break;
      if (keeps(tree, value, whole, form)) return true;
    }
    return false;
  }
  const keeper = filledLater(tree).find(
    ({ writes }) =>
      writes.some(({ value, function: fn }) => fn.id !== 0 && isGiven(value)) &&
      writes.every(({ value }) => !value || isEmptyValue(value) || isGiven(value)),
  );
  return keeper && isVisibleFor(analysis, located, keeper) ? keeper.name : undefined;
}

/** The variables of the module that functions set. */
const filledLater = keptWith(({ bindings }: Tree): readonly Binding[] =>
  bindings.filter((it) => isModuleLevel(it) && it.writes.some(({ function: fn }) => fn.id !== 0)),
);

/** Whether a variable is given just that where it is empty. */
function keeps({ text, language }: Tree, value: Expression, whole: Expression, form: 'itself' | 'promise'): boolean {
  if (value.start > whole.start || whole.end > value.end) return false;
  const before = text.slice(Math.max(0, value.start - 300), value.start);
  const isAsked =
    language === 'python' || language === 'java'
      ? /\bif\b[^\n]*(?:is None|== null)[^\n]*\n\s*[\w.]+\s*=\s*$/.test(before)
      : /(?:\?\?=|\|\|)\s*$/.test(before);
  return isAsked && (form === 'itself' ? value === whole : isPromiseOf(text, value, whole));
}

/** Whether it is the promise of that and of nothing made of it, such as its database, and is dropped where it fails. */
function isPromiseOf(text: string, value: Expression, whole: Expression): boolean {
  const made = text.slice(value.start, value.end).replace(/\s+/g, ' ');
  const rest = text.slice(whole.end, value.end).replace(/\s+/g, ' ').trim();
  if (dropped.test(rest)) return true;
  const [kept, after] = value.start === whole.start ? [handedOver, rest] : [opened, made];
  return made.split(/\breturn\b/).length === 2 && kept.test(after);
}

/** How fixes keep a promise: as it is, with what listens, and with what opens it. */
const dropped = /^\.catch\(\((\w+)\) => \{ [\w$]+ = undefined;? throw \1;? \}\)$/;
const handedOver = /^\.then\(\(([\w$]+)\) => \{ .*return \1;? \}\)$/;
const opened =
  /^\(async \(\) => \{ const ([\w$]+) = .* return \1;? \}\)\(\)\.catch\(\((\w+)\) => \{ [\w$]+ = undefined;? throw \2;? \}\)$/;

/** What is made alike, unless names that are written alike mean something else. */
const spelledAlike = (analysis: Analysis, whole: Expression): readonly LocatedCreation[] =>
  creationsByText(analysis).get(textOf(analysis, whole)) ?? [];

const creationsByText = keptWith((analysis: Analysis) =>
  grouped(creationsOf(analysis), ({ whole }) => textOf(analysis, whole)),
);

const textOf = ({ tree }: Analysis, { start, end }: Expression): string =>
  tree.text.slice(start, end).replace(/\s+/g, ' ');

/** Whether its name means the twin wherever what is to be moved stands or is used. */
function isVisibleFor({ tree }: Analysis, { whole, holder }: LocatedCreation, twin: Binding): boolean {
  const hiding = (bindingsIn(tree).get(twin.name) ?? []).filter((it) => it !== twin && it !== holder);
  const scopes = hiding.map((it) => (it.function.id === 0 ? it.visible : it.function.range));
  return [whole, ...(holder?.reads ?? [])].every(
    (place) => !scopes.some(({ start, end }) => start <= place.start && place.end <= end),
  );
}

/** Whether what two expressions of the same text name is the same, or made of the same text. */
function sameNames({ tree }: Pick<Analysis, 'tree'>, a: Expression, b: Expression): boolean {
  const namesIn = (it: Expression) => [...expressionsWithin(it)].filter((part) => part.kind === 'name');
  const theirs = namesIn(b);
  return namesIn(a).every(({ binding }, index) => {
    const other = theirs[index]?.binding;
    if (binding === other) return true;
    const [value, same] = [binding, other].map((it) => (it?.writes.length === 1 ? it.writes[0]?.value : undefined));
    return (
      value?.kind !== 'name' &&
      value !== undefined &&
      same !== undefined &&
      tree.text.slice(value.start, value.end) === tree.text.slice(same.start, same.end) &&
      sameNames({ tree }, value, same)
    );
  });
}
