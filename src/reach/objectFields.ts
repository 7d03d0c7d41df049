/**
 * What the fields are of the very objects that a method runs on: not whatever some object of their class was given, but
 * what was given by the calls that made these.
 */
import { once } from '../core/memo.ts';
import type { CallFact, ModuleFacts, Value } from '../core/module.ts';
import { classIn } from './names.ts';
import type { Objects, Reached, Self } from './reached.ts';
import { indexOf, isConstructor, parameterFor, type Place } from './reference.ts';
import { asDeclared, type Thing } from './thing.ts';
import type { Given, Things } from './things.ts';

type ParameterValue = Extract<Value, { kind: 'parameter' }>;

/** Further than constructors call the one above, and deeper than fields are members of what is given. */
const deepest = 6;

export interface ObjectFields {
  /** What values are where the function runs on its objects; undefined where these tell nothing more of them. */
  readonly of: (values: readonly Value[], here: Pick<Reached, 'module' | 'selves'>) => readonly Thing[] | undefined;
}

export function objectFieldsIn(modules: readonly ModuleFacts[], things: Things): ObjectFields {
  /** The names of fields that others give a value to. */
  const assigned = once(() => new Set(modules.flatMap((it) => it.assigned ?? [])));

  function of(
    values: readonly Value[],
    { module, selves }: Pick<Reached, 'module' | 'selves'>,
  ): readonly Thing[] | undefined {
    if (!selves || selves.size === 0) return undefined;
    const found = values.map((it) => thingsOf(it, module, selves, 0));
    return found.length > 0 && found.every((it) => it !== undefined) ? found.flat() : undefined;
  }

  function thingsOf(
    value: Value,
    module: ModuleFacts,
    selves: NonNullable<Objects>,
    depth: number,
  ): readonly Thing[] | undefined {
    if (depth > deepest) return undefined;
    const all = (values: readonly Value[] = []): readonly Thing[] | undefined => {
      const found = values.map((it) => thingsOf(it, module, selves, depth + 1));
      return found.length > 0 && found.every((it) => it !== undefined) ? found.flat() : undefined;
    };
    if (value.kind === 'holder') return all(module.holders[value.id]);
    if (value.kind !== 'member') return undefined;
    if (value.of.length === 0 || !value.of.every((it) => it.kind === 'this' && !it.above))
      return all(value.of)?.flatMap((it) => things.memberOf(it, value.name));
    if (assigned().has(value.name)) return undefined;
    const found = [...selves.values()].map((it) => fieldOf(it, value.name));
    return found.every((it) => it !== undefined) ? found.flat() : undefined;
  }

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
      const found = its?.flatMap((it) => things.of(it.values, it.module));
      return found && asDeclared(found, value.declared, (values) => things.of(values, module), things.withAbove);
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
        (self.makers ?? []).map(
          (maker) => valuesFor(maker.call, { module, fn }, value.index, maker.module) ?? byDefault,
        ),
      );
    const above = run.flatMap((it) => callsAbove(it, { module, fn }).map((call) => ({ call, in: it })));
    if (above.length === 0) return undefined;
    const found = above.map(({ call, in: below }) => {
      const its = valuesFor(call, { module, fn }, value.index, below.module) ?? byDefault;
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

  return { of };
}

/** What a call gives to a parameter; undefined when it gives nothing. */
function valuesFor(call: CallFact, { fn }: Place, index: number, module: ModuleFacts): Given | 'unknown' | undefined {
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
