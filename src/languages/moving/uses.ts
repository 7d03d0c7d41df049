/** Whether something that is shared stays as it was made: what is done with it, and where it goes. */
import type { Analysis } from '../analysis/analysis.ts';
import { placesAssigned } from '../analysis/assigned.ts';
import { changingMethods, computationOf, looking, lookingMethods } from '../analysis/builtins.ts';
import { getterOf, isCreation, sharingOf, symbolOf, type Sharing } from '../analysis/sharing.ts';
import type { Binding, CallExpression, Expression, Statement } from '../tree.ts';

/** Why one of the reads may change what the variable holds; undefined when none does. Completes "… , so it cannot be shared". */
export function changeOf(
  analysis: Analysis,
  { name, writes }: Pick<Binding, 'name' | 'writes'>,
  sharing: Sharing,
  reads: readonly Expression[],
): string | undefined {
  const changed = `\`${name}\` is changed later in the function`;
  const handedOn = `\`${name}\` is handed on, and may be changed there`;
  for (const read of reads) {
    const why = ofUse(read, sharing);
    if (why !== undefined) return why;
  }
  return undefined;

  function ofUse(use: Expression, kind: Sharing): string | undefined {
    const parent = analysis.parents.get(use);
    if (!parent) return atStatement(use, analysis.statements.get(use), kind);
    switch (parent.kind) {
      case 'member':
      case 'index':
        return parent.object === use ? ofMember(parent, kind) : undefined;
      case 'call':
        return parent.callee === use || kind === 'plain' ? undefined : ofArgument(parent, use, kind);
      case 'operation':
        return ofOperation(parent, kind);
      case 'object': {
        const isSpread = parent.entries.some((it) => it.value === use && it.key === undefined && !it.dynamicKey);
        return kind === 'plain' || (kind === 'container' && isSpread) ? undefined : handedOn;
      }
      case 'conditional':
        return parent.test === use || kind === 'plain' ? undefined : ofUse(parent, kind);
      case 'logical':
        return kind === 'plain' ? undefined : ofUse(parent, kind);
      default:
        return kind === 'plain' ? undefined : handedOn;
    }
  }

  function ofMember(member: Extract<Expression, { kind: 'member' | 'index' }>, kind: Sharing): string | undefined {
    if (isSet(analysis, member)) return changed;
    if (kind === 'plain') return undefined;
    const call = analysis.parents.get(member);
    const part = kind === 'stateful' ? partOf(analysis, member) : undefined;
    if (part !== undefined && !(call?.kind === 'call' && call.callee === member)) return ofUse(member, part);
    if (call?.kind !== 'call' || call.callee !== member || member.kind !== 'member')
      return kind === 'stateful' ? ofUse(member, kind) : undefined;
    if (changingMethods.has(member.property)) return changed;
    const looks = kind === 'container' && (lookingMethods.has(member.property) || handsOutEach(analysis, call));
    return looks ? undefined : `\`${name}.${member.property}()\` may change it`;
  }

  function ofArgument(call: CallExpression, use: Expression, kind: Sharing): string | undefined {
    const { callee } = call;
    const isSpread = call.arguments.some(({ value, spread }) => value === use && spread);
    if (isSpread && kind === 'container') return undefined;
    const symbol = symbolOf(analysis, callee);
    if (isCreation(analysis, call) || looking.has(symbol)) return undefined;
    if (isPattern(call) && callee.kind === 'member' && startsAnew.test(callee.property)) return undefined;
    if (kind === 'container') {
      const copies = computationOf(symbol, analysis.tree.language) && !givesItBack.test(symbol);
      if (copies || (callee.kind === 'member' && takesWhatItHolds.test(callee.property))) return undefined;
    }
    const called = analysis.tree.text.slice(callee.start, callee.end).replace(/\s+/g, ' ');
    return `\`${name}\` is given to \`${called.length > 40 ? `…${called.slice(-38)}` : called}\`, which may change it`;
  }

  function isPattern(call: CallExpression): boolean {
    return call.arguments[0]?.value.kind === 'name' && writes.every(({ value }) => value?.kind === 'literal');
  }

  function ofOperation(operation: Extract<Expression, { kind: 'operation' }>, kind: Sharing): string | undefined {
    if (['++', '--', 'delete'].includes(operation.operator)) return changed;
    if (kind === 'plain') return undefined;
    if (operation.operator === 'as') return ofUse(operation, kind);
    return kind === 'stateful' || ['yield', 'jsx', 'slice'].includes(operation.operator) ? handedOn : undefined;
  }

  function atStatement(use: Expression, statement: Statement | undefined, kind: Sharing): string | undefined {
    if (statement?.kind === 'other' && /^del\b/.test(analysis.tree.text.slice(statement.start, statement.end)))
      return `\`${name}\` is deleted later in the function`;
    if (kind === 'plain') return undefined;
    switch (statement?.kind) {
      case 'if':
      case 'expression':
      case 'throw':
        return undefined;
      case 'return':
        return `\`${name}\` is returned, and may be changed by whoever gets it`;
      case 'loop':
      case 'switch':
      case 'other':
        return kind === 'container' ? undefined : handedOn;
      case 'assign': {
        const taken = statement.declarators.find(({ value }) => value === use);
        const isTakenApart = taken?.targets.every((it) => it.kind === 'pattern') ?? false;
        return isTakenApart && kind === 'container' ? undefined : handedOn;
      }
      default:
        return handedOn;
    }
  }
}

/** Whether a list only hands out what it holds, one after the other, to a function that is not given the list as well. */
function handsOutEach({ tree }: Analysis, { callee, arguments: [first] }: CallExpression): boolean {
  if (tree.language !== 'javascript' && tree.language !== 'typescript') return false;
  if (callee.kind !== 'member' || !iterating.test(callee.property) || first?.value.kind !== 'function') return false;
  const { parameters, range } = first.value.function;
  const text = tree.text.slice(range.start, range.end);
  return parameters.length <= 2 && !/\barguments\b|\.\.\./.test(text);
}

const iterating = /^(?:map|filter|find|findIndex|findLast|findLastIndex|some|every|forEach|flatMap)$/;

/** What a part of an object is that is written out; undefined where that is not seen. */
function partOf(analysis: Analysis, member: Extract<Expression, { kind: 'member' | 'index' }>): Sharing | undefined {
  const [write, ...others] = member.object.kind === 'name' ? (member.object.binding?.writes ?? []) : [];
  if (member.kind !== 'member' || others.length > 0 || write?.value?.kind !== 'object' || write.path.length > 0)
    return undefined;
  const isNamed =
    getterOf(write.value) === undefined &&
    write.value.entries.every(({ key, dynamicKey }) => key !== undefined && !dynamicKey);
  const entry = isNamed ? write.value.entries.find(({ key }) => key === member.property) : undefined;
  return entry && sharingOf(analysis, entry.value);
}

/** Whether an expression may be changed where it stands, as a value of its own. */
export const mayBeChanged = (analysis: Analysis, expression: Expression, sharing: Sharing): boolean =>
  changeOf(analysis, { name: '', writes: [] }, sharing, [expression]) !== undefined;

/** Whether something is assigned to the member. */
export const isSet = (analysis: Analysis, member: Expression): boolean => {
  const around = analysis.parents.get(member);
  return (
    placesAssigned(analysis.tree).has(member) ||
    (around?.kind === 'operation' && ['++', '--', 'delete'].includes(around.operator)) ||
    /^del\b/.test(deletion(analysis, member))
  );
};

function deletion({ statements, tree }: Analysis, member: Expression): string {
  const statement = statements.get(member);
  return statement?.kind === 'other' && statement.values.includes(member)
    ? tree.text.slice(statement.start, statement.end)
    : '';
}

const givesItBack =
  /^(?:typing\.cast|Object\.(?:freeze|assign)|copy\.copy|max|min|java\.util\.Objects\.requireNonNullElse)$/;

/** Methods of a text that begin at its start, wherever the pattern stopped before. */
const startsAnew = /^(?:replace|replaceAll|match|matchAll|split|search)$/;

/** Methods that take what a list holds, and not the list. */
const takesWhatItHolds = /^(?:join|extend|update|addAll|putAll)$/;
