/**
 * What the fields are of the very objects that a method runs on, and what a function is given by the one around it: not
 * whatever is given to these somewhere, but what was given by the calls that made the objects, or the function.
 */
import { once } from '../core/memo.ts';
import type { CallFact, FunctionFact, ModuleFacts, Value } from '../core/module.ts';
import { classIn } from './names.ts';
import type { Reached, Self } from './reached.ts';
import { indexOf, isConstructor, parameterFor, type Place } from './reference.ts';
import type { Makers } from './site.ts';
import { asDeclared, type Thing } from './thing.ts';
import type { Given, Things } from './things.ts';

type ParameterValue = Extract<Value, { kind: 'parameter' }>;

/** Further than constructors call the one above, and deeper than fields are members of what is given. */
const deepest = 6;

/** What a function runs with: its objects, and who made the functions that stand in those around it. */
export interface Surroundings extends Pick<Reached, 'module' | 'fn' | 'selves'> {
  readonly makersIn: (around: FunctionFact) => Makers;
}

export interface ObjectFields {
  /** What values are where the function runs that they stand in; undefined where that tells nothing more of them. */
  readonly of: (values: readonly Value[], here: Surroundings) => readonly Thing[] | undefined;
}

export function objectFieldsIn(modules: readonly ModuleFacts[], things: Things): ObjectFields {
  /** The names of fields that others give a value to. */
  const assigned = once(() => new Set(modules.flatMap((it) => it.assigned ?? [])));

  function allOf(values: readonly Value[], here: Surroundings, depth: number): readonly Thing[] | undefined {
    const found = values.map((it) => thingsOf(it, here, depth));
    return found.length > 0 && found.every((it) => it !== undefined) ? found.flat() : undefined;
  }

  function thingsOf(value: Value, here: Surroundings, depth: number): readonly Thing[] | undefined {
    if (depth > deepest) return undefined;
    if (value.kind === 'holder') return allOf(here.module.holders[value.id] ?? [], here, depth + 1);
    if (value.kind === 'parameter') return captured(value, here);
    if (value.kind !== 'member') return undefined;
    if (value.of.length === 0 || !value.of.every((it) => it.kind === 'this' && !it.above))
      return allOf(value.of, here, depth + 1)?.flatMap((it) => things.memberOf(it, value.name));
    if (!here.selves || here.selves.size === 0 || assigned().has(value.name)) return undefined;
    const found = [...here.selves.values()].map((it) => fieldOf(it, value.name));
    return found.every((it) => it !== undefined) ? found.flat() : undefined;
  }

  /** What a function around was given by the calls that made the function. */
  function captured(value: ParameterValue, { module, fn, makersIn }: Surroundings): readonly Thing[] | undefined {
    const around = value.function === fn.id ? undefined : module.functions[value.function];
    const makers = around && makersIn(around);
    if (!around || !makers) return undefined;
    const given = everyOf(makers.map((maker) => valuesFor(maker.call, around, value.index, maker.module)));
    return given && declaredAs(value, module, given);
  }

  const declaredAs = (value: ParameterValue, module: ModuleFacts, given: readonly Given[]): readonly Thing[] =>
    asDeclared(
      given.flatMap((it) => things.of(it.values, it.module)),
      value.declared,
      (values) => things.of(values, module),
      things.withAbove,
    );

  function fieldOf(self: Self, name: string): readonly Thing[] | undefined {
    if (!self.makers) return undefined;
    for (const owner of things.withAbove([self])) {
      const { fields = {} } = classIn(owner.module, owner.name) ?? {};
      const values = Object.hasOwn(fields, name) ? fields[name] : undefined;
      if (!values?.length) continue;
      const found = values.map((it) => given(it, self, owner.module, 0));
      return found.every((it) => it !== undefined) ? found.flat() : undefined;
    }
    return undefined;
  }

  /** What a value is that a constructor gives to a field. */
  function given(value: Value, self: Self, module: ModuleFacts, depth: number): readonly Thing[] | undefined {
    if (depth > deepest) return undefined;
    if (value.kind === 'parameter') {
      const its = argumentsOf(self, { module, value }, depth);
      return its && declaredAs(value, module, its);
    }
    if (value.kind !== 'member') return things.of([value], module);
    const owners = value.of.map((it) => given(it, self, module, depth + 1));
    return owners.every((it) => it !== undefined)
      ? owners.flat().flatMap((it) => things.memberOf(it, value.name))
      : undefined;
  }

  /** What the calls that made the objects gave to a parameter of a constructor, or the constructors below that call it. */
  function argumentsOf(
    self: Self,
    { module, value }: { readonly module: ModuleFacts; readonly value: ParameterValue },
    depth: number,
  ): readonly Given[] | undefined {
    const fn = module.functions[value.function];
    if (!fn || !isConstructor(fn) || depth > deepest) return undefined;
    const run = things.runBy({ kind: 'class', of: self });
    const byDefault: Given = { module, values: value.declared };
    if (run.some((it) => it.fn === fn && it.module === module))
      return everyOf(
        (self.makers ?? []).map((maker) => valuesFor(maker.call, fn, value.index, maker.module) ?? byDefault),
      );
    const above = run.flatMap((it) => callsAbove(it, { module, fn }).map((call) => ({ call, in: it })));
    if (above.length === 0) return undefined;
    const found = above.map(({ call, in: below }) => {
      const its = valuesFor(call, fn, value.index, below.module) ?? byDefault;
      if (its === 'unknown') return undefined;
      return everyOf(its.values.map((it) => passedOn(it, self, its.module, depth + 1)))?.flat();
    });
    return everyOf(found)?.flat();
  }

  const passedOn = (value: Value, self: Self, module: ModuleFacts, depth: number): readonly Given[] | undefined =>
    value.kind === 'parameter' ? argumentsOf(self, { module, value }, depth) : [{ module, values: [value] }];

  /** The calls by which a constructor has the other one run: `super(loader)`. */
  const callsAbove = ({ module, fn }: Place, above: Place): readonly CallFact[] =>
    indexOf(module)
      .callsIn(fn.id)
      .filter(({ callee }) =>
        things
          .of(callee, module)
          .flatMap(things.runBy)
          .some((it) => it.fn === above.fn),
      );

  return { of: (values, here) => allOf(values, here, 0) };
}

/** What a call gives to a parameter; undefined when it gives nothing. */
function valuesFor(
  call: CallFact,
  fn: FunctionFact,
  index: number,
  module: ModuleFacts,
): Given | 'unknown' | undefined {
  if (call.arguments.some(({ spread }) => spread)) return 'unknown';
  const its = call.arguments.filter((it, position) => parameterFor(fn, position, it.name) === index);
  const values = its.flatMap((it) => it.values);
  if (its.length === 0) return undefined;
  return values.length > 0 ? { module, values } : 'unknown';
}

/** All of them, when none is unknown. */
const everyOf = <T>(list: readonly (T | 'unknown' | undefined)[]): readonly T[] | undefined => {
  const known = list.filter((it): it is T => it !== 'unknown' && it !== undefined);
  return known.length === list.length && known.length > 0 ? known : undefined;
};
