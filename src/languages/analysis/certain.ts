/** What is certain to be something where it is handed over or kept: `self.s3 = client or boto3.client('s3')`. */
import { keptWith } from '../../core/memo.ts';
import { lastNameOf } from '../plain.ts';
import type { Binding, CallExpression, Expression, FunctionNode, Statement, Tree } from '../tree.ts';
import { expressionsWithin, isModuleLevel } from '../walk.ts';
import { functionOf, type Analysis } from './analysis.ts';
import type { FieldWrite } from './fields.ts';
import { guardOf } from './guards.ts';
import { isAskedFor } from './merged.ts';
import { isSomething } from './sharing.ts';
import { runsSurely } from './surely.ts';
import { wordsIn } from './words.ts';

/** Whether it is never nothing, whatever the function around it is given. */
export function isCertain(analysis: Analysis, value: Expression): boolean {
  if (value.kind === 'conditional') {
    const is = (it: Expression, holds: boolean): boolean =>
      isSomething(analysis, it) || (it.kind === 'name' && isAskedFor(value.test, it.name, holds));
    return is(value.then, true) && is(value.else, false);
  }
  if (value.kind === 'name' && value.binding?.kind === 'parameter')
    return isFilled(analysis, value.binding, value.start);
  return isSomething(analysis, value);
}

/** Deeper than locals are made of others before one is put into a field. */
const deepest = 3;

/** What describes a field of a data class or a model, and is not what the field has. */
const describing = /^(field|Field|PrivateAttr|attrib|ib|Column|mapped_column|relationship)$/;

/**
 * Whether a field is given something else than yes, no or a number whenever the function runs, and whatever it had:
 * not `this.client = this.client ?? connect()`, nor what is kept there since it was found empty.
 */
export function isGivenAnew(analysis: Analysis, { value, function: fn }: FieldWrite, field: string): boolean {
  const { tree, statements, circumstances } = analysis;
  const statement = statements.get(value);
  const isOfBody = valuesOfBodies(tree).has(value);
  if (!isOfBody && !(statement?.function === fn && runsSurely(analysis)(statement))) return false;
  const here = circumstances.get(value);
  if (here && guardOf(here).kind !== 'none') return false;
  if (isOfBody && value.kind === 'call' && describing.test(lastNameOf(value.callee))) return false;
  const isOther = (it: Expression, depth: number): boolean => {
    if (/^(literal|list|object|operation)$/.test(it.kind)) return false;
    return expressionsWithin(it).every((part) => {
      if (part.kind === 'call') return !mayGiveBack(analysis, part, field);
      if (part.kind === 'member') return part.property !== field || isImported(part.object);
      const { binding } = part.kind === 'name' ? part : {};
      if (binding?.kind !== 'variable') return true;
      const given = depth < deepest ? wordsIn(tree).onlyGiven(binding) : undefined;
      return given ? isOther(given, depth + 1) : isModuleLevel(binding);
    });
  };
  return isOther(value, 0);
}

/** Whether a call of a method of the object may give what the field has: `this.client = this.getClient()`. */
function mayGiveBack(analysis: Analysis, { callee }: CallExpression, field: string): boolean {
  const { symbols } = analysis;
  if (callee.kind !== 'member' || !symbols.thisClass(callee.object, functionOf(analysis, callee))) return false;
  const { functions } = symbols.of(callee);
  return functions.length === 0 || functions.some((it) => membersReadIn(analysis).get(it)?.has(field) === true);
}

/** The names of the members that a function reads, and of those that it gives a value to. */
const membersReadIn = keptWith((analysis: Analysis): ReadonlyMap<FunctionNode, ReadonlySet<string>> => {
  const found = new Map<FunctionNode, Set<string>>();
  for (const [it, { function: fn }] of analysis.statements)
    if (it.kind === 'member') found.set(fn, (found.get(fn) ?? new Set()).add(it.property));
  return found;
});

const isImported = (it: Expression): boolean => it.kind === 'name' && it.binding?.import !== undefined;

/** What the bodies of classes give to fields. */
const valuesOfBodies = keptWith(
  ({ classes }: Tree): ReadonlySet<Expression | undefined> =>
    new Set(classes.flatMap(({ fields }) => fields.map(({ value }) => value))),
);

/**
 * Whether a parameter that was nothing was given something before it is read there: `client = client or connect()`,
 * `if client is None: client = connect()`.
 */
function isFilled(analysis: Analysis, binding: Binding, start: number): boolean {
  const { function: fn, name } = binding;
  const given = fn.parameters.find(({ bindings }) => bindings.includes(binding));
  const later = binding.writes.slice(1).filter(({ value }) => value === undefined || value !== given?.default);
  const [write, ...others] = later;
  if (!write?.value || !write.statement || others.length > 0 || write.path.length > 0) return false;
  return (
    write.function === fn &&
    write.statement.end <= start &&
    runsForNothing(write.statement, name) &&
    isSomething(analysis, write.value)
  );
}

/** Whether a statement runs wherever what has the name is nothing. */
function runsForNothing({ block: { owner }, block }: Statement, name: string): boolean {
  if (!owner) return true;
  return owner.kind === 'if' && !owner.block.owner && block === owner.then && isAskedFor(owner.test, name, false);
}
