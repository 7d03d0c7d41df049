/** Whether what calls give is for the parameters of the functions that they run. */
import type { CallFact, FunctionFact, ModuleFacts, Value } from '../core/module.ts';
import { lastPart } from '../core/symbol.ts';
import { handsOn, isByWrapper } from './handingOn.ts';
import { isConstructor, type Place, type Sources } from './reference.ts';

/** Whether the function is called as it is, so that its arguments are for its parameters: a decorator may give it more. */
export function isByName(call: CallFact, module: ModuleFacts, place: Place, sources?: Sources): boolean {
  const { module: there, fn } = place;
  if (sources && fn.wrappers.length > 0 && isByWrapper(call, module, place, sources)) return true;
  if (there.language === 'python' && !fn.wrappers.every((it) => handsOn(it, there, sources))) return false;
  const isTarget = call.targets.length === 1 && call.targets.some((it) => it.kind === 'function' && it.id === fn.id);
  return call.callee.length === 0
    ? isTarget && module === there && call.method === lastPart(fn.name)
    : call.callee.every((it) => isNameOf(place, it, module));
}

function isNameOf(place: Place, value: Value, module: ModuleFacts, depth = 0): boolean {
  const { module: there, fn } = place;
  const own = lastPart(fn.name);
  const areNames = (values: readonly Value[], of: ModuleFacts): boolean =>
    depth < 3 && values.length === 1 && values.every((it) => isNameOf(place, it, of, depth + 1));
  switch (value.kind) {
    case 'function':
      return module === there && value.id === fn.id;
    case 'class':
      return isConstructor(fn);
    case 'import':
      // In Java the class itself is what is imported.
      if (value.member !== '' || there.language === 'java')
        return isConstructor(fn) || place.bound !== undefined || (own !== '' && own === lastPart(value.member));
      return there.exports.some(({ name, values }) => /^(default|\*)$/.test(name) && areNames(values, there));
    case 'this':
      return value.above && isConstructor(fn);
    case 'member':
      if (value.name !== own && isConstructor(fn)) return true;
      return (value.name === own || isEntry(value.name, fn)) && !isOfClassAlone(value.of, place);
    case 'holder':
      return areNames(module.holders[value.id] ?? [], module);
    case 'bound':
      return areNames(value.of, module);
    // What the call gives which made the function.
    case 'result':
      return (
        fn.wrappers.length === 0 &&
        place.makers?.some((it) => it.module === module && it.call.id === value.call) === true
      );
    // It is what was given, unless something gave it another shape.
    case 'parameter':
      return fn.wrappers.length === 0;
    default:
      return false;
  }
}

/** Whether it may stand under that name in a table as it is; `delay` and its like are methods of functions. */
const isEntry = (name: string, { wrappers }: FunctionFact): boolean =>
  wrappers.length === 0 && !/^(call|apply|delay|__wrapped__)$/.test(name);

/** `Orders.load(orders, key)` and `Base.__init__(self, key)` give the object, too. */
const isOfClassAlone = (of: readonly Value[], { module, fn }: Place): boolean =>
  module.language === 'python' && fn.method !== undefined && fn.wrappers.length === 0 && of.some(isClass);

const isClass = (value: Value): boolean =>
  value.kind === 'class' || (value.kind === 'import' && /^[A-Z]/.test(lastPart(value.member)));
