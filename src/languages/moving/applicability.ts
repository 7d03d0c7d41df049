/** Whether a move keeps behaviour for certain, and else what may change. */
import type { Symbol } from '../../core/symbol.ts';
import type { Analysis } from '../analysis/analysis.ts';
import type { LocatedCreation } from '../facts/creations.ts';
import { setsWhenAlone } from '../facts/settings.ts';
import type { Binding, Expression } from '../tree.ts';
import { expressionsOf, expressionsWithin, holds, namesOf } from '../walk.ts';
import { whatIsShared } from './changes.ts';
import { breaksForGood } from './keeping/connections.ts';
import type { Moved } from './needs.ts';

/** What a person should know before the move, which then may change something: a clause. Undefined where behaviour is certainly kept. */
export function cautionAbout(located: LocatedCreation, analysis: Analysis, needs: Moved): string | undefined {
  const { call, entry, fact } = located;
  if (breaksForGood(located)) return 'it connects at load, and nothing opens it anew when it breaks';
  if (entry.connects) return 'it connects at load';
  if (entry.reads) return 'it reads a file at load';
  if (entry.remembers) return 'it keeps something of what it is asked for, such as cookies';
  if (fact.changes.kind === 'set') return 'it is set up anew on each invocation';
  // An import inside a function may have been put there to be loaded late.
  if (needs.statements.some(({ kind }) => kind === 'import')) return 'what it needs is imported at load';
  if (isAskedAbout(located, analysis, needs)) return 'it is made before what it needs is checked';
  const shared = whatIsShared(analysis, located.whole, needs);
  if (shared !== undefined) return shared;
  if (fact.resource.kind === 'sdk-client' && setsWhenAlone(analysis))
    return 'the file sets a profile or a region when it is run by itself';
  for (let block = analysis.statements.get(call)?.block; block?.owner; block = block.owner.block) {
    if (block.owner.kind === 'try') return 'its errors are handled where it stands, and not at load';
    if (block.owner.kind === 'if' || block.owner.kind === 'switch') return underCondition;
    if (block.owner.kind !== 'loop') return 'it is made before what stands around it';
  }
  // Python computes a default in any case.
  const isDefault =
    analysis.tree.language !== 'python' &&
    analysis.tree.functions.some(({ parameters }) => parameters.some((it) => it.default && holds(it.default, call)));
  if (isDefault) return underCondition;
  const around = analysis.parents;
  for (let expression = around.get(call); expression; expression = around.get(expression)) {
    if (expression.kind === 'conditional' || expression.kind === 'logical') return underCondition;
  }
  return undefined;
}

const underCondition = 'it is made at load, whether it is needed or not';

/** Whether the function leaves, before it makes the thing, when something that is needed for it is not right. */
function isAskedAbout({ call, whole }: LocatedCreation, analysis: Analysis, needs: Moved): boolean {
  const members = membersIn(analysis, [whole, ...needs.statements.flatMap(expressionsOf)]);
  const needed = new Set<Binding>([...needs.bindings].filter(({ kind }) => kind === 'variable'));
  for (const { targets } of needs.statements.flatMap((it) => (it.kind === 'assign' ? it.declarators : [])))
    for (const target of targets) for (const name of namesOf(target) ?? []) needed.add(name);
  const own = analysis.statements.get(call);
  return (own?.block.statements ?? []).some(
    (it) =>
      it.kind === 'if' &&
      it.end <= whole.start &&
      /^(return|throw)$/.test(it.then.statements.at(-1)?.kind ?? '') &&
      ([...expressionsWithin(it.test)].some(
        (part) => part.kind === 'name' && part.binding && needed.has(part.binding),
      ) ||
        [...membersIn(analysis, [it.test])].some((symbol) => members.has(symbol))),
  );
}

/** The members that are read of what other files and packages give: `Resource.Auth.url`. */
function membersIn({ symbols }: Analysis, expressions: readonly Expression[]): ReadonlySet<Symbol> {
  const members = expressions.flatMap(expressionsWithin).filter(({ kind }) => kind === 'member');
  return new Set(members.map((it) => symbols.of(it)).flatMap((it) => (it.imported ? [it.symbol] : [])));
}
