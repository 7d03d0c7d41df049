/** What outlives a call and stands behind an expression: under other names, in what a function is given unless its caller says more. */
import { forEach } from '../../core/memo.ts';
import { rootOf, withoutCasts } from '../plain.ts';
import type { Binding, CallExpression, Expression, FunctionNode, Parameter, Target } from '../tree.ts';
import { isAround, isModuleLevel } from '../walk.ts';
import { isGlobals, isOfRequest, memberNamed } from './asked.ts';
import { beginning, fieldHasFirst, inside, variableMeant } from './beginnings.ts';
import { isOfClass } from './fields.ts';
import { lasting, putting, type Place } from './places.ts';
import type { Symbols } from './symbols.ts';

/** How many names are followed. */
const deepest = 4;

/** `updated` is what the function is asked to give the next value of: `clients.compute(key, (_, kept) => …)`. */
export function placing(fn: FunctionNode, symbols: Symbols, updated: Place | undefined) {
  const has = updated && fn.parameters.at(-1)?.bindings[0];

  const placesOf = (target: Target): readonly Place[] => placesIn(target, fn);

  function placesIn(target: Target, within: FunctionNode): readonly Place[] {
    if (target.kind === 'pattern') return target.parts.flatMap((part) => placesIn(part, within));
    // Another name for what is kept does not keep what it is given later.
    const place = target.kind === 'name' ? ownPlace(target.name, within) : placeOf(target.expression, within);
    return place ? [place] : [];
  }

  function placeOf(expression: Expression, within = fn, depth = 0): Place | undefined {
    const own = ownPlace(expression, within);
    if (own) return own;
    const { binding } = rootOf(expression) ?? {};
    return binding ? placeBehind(binding, within, depth) : undefined;
  }

  function ownPlace(expression: Expression, within: FunctionNode): Place | undefined {
    const field = fieldIn(expression, within) ?? inObjectOfThis(expression, within);
    if (field) return field;
    if (expression.kind === 'member' && isGlobals(expression.object)) return lasting(expression.property);
    const root = rootOf(expression);
    if (!root) return undefined;
    if (has && root.binding === has) return updated;
    if (!root.binding) return root.name === 'globalThis' || root.name === 'global' ? lasting(root.name) : undefined;
    const { function: of, kind } = root.binding;
    if ((isModuleLevel(root.binding) || kind === 'import') && !isOfRequest(symbols.of(expression).symbol))
      return variableMeant(root.binding, withoutCasts(expression));
    if (!/^(variable|parameter)$/.test(kind) || of === within || !isAround(of, within)) return undefined;
    return { key: `${root.name} of ${String(of.id)}`, name: root.name, field: undefined, of };
  }

  /** The field at the bottom of `this.a.b['c']`; one of the class itself outlives its objects. */
  function fieldIn(expression: Expression, within: FunctionNode, isWhole = true): Place | undefined {
    const it = withoutCasts(expression);
    if (it.kind !== 'member' && it.kind !== 'index') return undefined;
    if (it.kind === 'index') return fieldIn(it.object, within, false);
    const owner = symbols.thisClass(it.object, within);
    const meant = owner ? undefined : symbols.classMeant(it.object);
    const [isOne, of] = [meant?.parent.id === 0, owner ?? meant];
    if (!of || (meant && !isOne)) return fieldIn(it.object, within, false);
    const name = `${of.name}.${it.property}`;
    const isFirst = isWhole && fieldHasFirst(of, it.property, symbols);
    const lasts = isOne || isOfClass(of, within) || symbols.isShared(of, it.property);
    return beginning(lasts ? lasting(name) : { key: `this.${it.property}`, name, field: of }, isFirst);
  }

  /** The member of an object that is written out, which lives as long as what it is written in. */
  function inObjectOfThis(expression: Expression, within: FunctionNode): Place | undefined {
    const name = memberOfThis(expression);
    const object = name === undefined ? undefined : symbols.objectOfThis(within);
    if (name === undefined || !object) return undefined;
    const { in: of, start } = object;
    const binding = object.binding?.function === of ? object.binding : undefined;
    if (binding && isModuleLevel(binding)) return lasting(binding.name);
    const key = binding ? `${binding.name} of ${String(of.id)}` : `${name} at ${String(start)}`;
    return { key, name: binding?.name ?? name, field: undefined, ...(of.id === 0 ? {} : { of }) };
  }

  /** What a local is another name of, `clients = self._clients`, or a parameter unless its caller gives another: `cache=CACHE`. */
  const placeBehind = (binding: Binding, within: FunctionNode, depth: number): Place | undefined =>
    placesBehind(within)(depth)(binding);

  const placesBehind = forEach((within: FunctionNode) =>
    forEach((depth: number) => forEach((binding: Binding) => findBehind(binding, within, depth))),
  );

  function findBehind(binding: Binding, within: FunctionNode, depth: number): Place | undefined {
    if (binding.function !== within || depth >= deepest || within.selfBinding === binding) return undefined;
    if (binding.kind !== 'variable' && binding.kind !== 'parameter') return undefined;
    const parameter = within.parameters.find(({ bindings }) => bindings.includes(binding));
    if (parameter?.default && isMadeOnce(parameter.default)) return lasting(binding.name);
    const values = [
      parameter?.default,
      ...binding.writes.map(({ value, path }) => (path.length === 0 ? value : undefined)),
    ];
    for (const value of values)
      for (const it of value ? alternatives(value) : []) {
        const place = rootOf(it)?.binding === binding ? undefined : placeOf(it, within, depth + 1);
        if (place) return place;
      }
    return parameter && placeGiven(within, parameter, binding);
  }

  /** What outlives a call that every call of the file gives a parameter: `entryOf(clients, region)`. */
  function placeGiven(of: FunctionNode, parameter: Parameter, binding: Binding): Place | undefined {
    const index = of.parameters.indexOf(parameter);
    const given = symbols
      .callsOf(of)
      .map(({ arguments: all }) => (all.find(({ name }) => name === parameter.name) ?? all[index])?.value);
    const path = binding.writes[0]?.path ?? [];
    const isLasting = (value: Expression | undefined): boolean => {
      const part = path.reduce<Expression | undefined>((it, step) => it && memberWritten(it, step), value);
      const { binding: its } = (part && rootOf(part)) ?? {};
      return its?.kind === 'variable' && isModuleLevel(its);
    };
    return given.length > 0 && given.every(isLasting) ? lasting(binding.name) : undefined;
  }

  /** Python makes what a parameter is given by default when the function is defined. */
  const isMadeOnce = (value: Expression): boolean =>
    symbols.language === 'python' &&
    (value.kind === 'object' ||
      value.kind === 'list' ||
      (value.kind === 'call' && /^(dict|list|set)$/.test(symbols.of(value.callee).symbol)));

  /** What a local was taken out of: `const client = clients.get(region)`, `expiry, client = entry`. */
  function takenFrom(expression: Expression): readonly Place[] {
    const local = localAt(expression);
    return local ? takenBy(local) : [];
  }

  const takenBy = forEach((local: Binding): readonly Place[] => {
    const places = new Map<string, Place>();
    const seen = new Set([local]);
    let last = [local];
    for (let depth = 0; depth < deepest && last.length > 0; depth++) {
      const next = new Set<Binding>();
      for (const value of last.flatMap(({ writes }) => writes.flatMap((it) => it.value ?? []))) {
        const from = containerOf(value);
        const place = placeOf(from);
        if (place) places.set(place.key, place);
        const further = localAt(from);
        if (further && !seen.has(further)) next.add(further);
      }
      for (const it of next) seen.add(it);
      last = [...next];
    }
    return [...places.values()];
  });

  function localAt(expression: Expression): Binding | undefined {
    const binding = rootOf(expression)?.binding;
    return binding?.kind === 'variable' && binding.function === fn && !isModuleLevel(binding) ? binding : undefined;
  }

  /** `clients.set(region, client)`, `Object.assign(cached, { client })`, `setattr(connect, 'client', client)`. */
  function putInto(call: CallExpression): Place | undefined {
    const { callee, arguments: given } = call;
    if (callee.kind === 'name') return callee.name === 'setattr' ? placeOf(memberNamed(call) ?? callee) : undefined;
    if (callee.kind !== 'member') return undefined;
    if (given[0] && symbols.of(callee).symbol === 'Object.assign') return placeOf(given[0].value);
    const into = putting.has(callee.property) ? placeOf(callee.object) : undefined;
    return into && inside(into);
  }

  return { placeOf, placesIn, placesOf, putInto, takenFrom };
}

/** `clients` of `{ cache: clients }`. */
const memberWritten = (whole: Expression, name: string): Expression | undefined =>
  whole.kind === 'object' ? whole.entries.find(({ key }) => key === name)?.value : undefined;

/** `client` in `this.client['a'].b`. */
function memberOfThis(expression: Expression): string | undefined {
  const it = withoutCasts(expression);
  if (it.kind !== 'member' && it.kind !== 'index') return undefined;
  const isOwn = it.kind === 'member' && withoutCasts(it.object).kind === 'this';
  return isOwn ? it.property : memberOfThis(it.object);
}

/** What the value is taken out of: `clients` in `(await clients.get(region)) as S3Client`. */
function containerOf(value: Expression): Expression {
  const it = withoutCasts(value);
  if (it.kind === 'await') return containerOf(it.value);
  if (it.kind !== 'call') return it;
  return it.callee.kind === 'member' ? it.callee.object : (memberNamed(it) ?? it);
}

/** Each of which a value may be, as something that one can put more into. */
function alternatives(given: Expression): readonly Expression[] {
  const value = withoutCasts(given);
  switch (value.kind) {
    case 'conditional':
      return [...alternatives(value.then), ...alternatives(value.else)];
    case 'logical':
      return [...alternatives(value.left), ...alternatives(value.right)];
    case 'await':
    case 'assign':
      return alternatives(value.value);
    case 'call':
      return value.callee.kind === 'member' && /^(setdefault|computeIfAbsent)$/.test(value.callee.property)
        ? [value.callee.object]
        : [];
    default:
      return [value];
  }
}
