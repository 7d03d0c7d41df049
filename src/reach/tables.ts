/** Which entries of tables a call runs where it is known by what names they are looked up: `handlers[name](event)`. */
import type { CallFact, ModuleFacts, Value } from '../core/module.ts';
import { keyOf, type Place } from './reference.ts';
import { distinct, type Thing } from './thing.ts';
import type { Things } from './things.ts';
import { slotOf } from './demanded.ts';
import { textsOf, toldBy, type TextsOf } from './told.ts';

export interface Tables {
  /** Those of the places that a call may run, of all that it may run whatever the names are. */
  readonly chosen: (
    places: readonly Place[],
    call: CallFact,
    module: ModuleFacts,
    textsIn: TextsOf,
  ) => readonly Place[];
}

/** Further than anybody looks one thing up, and more than anybody looks up at once. */
const deepest = 8;
const mostSteps = 400;

export function tablesIn(things: Things): Tables {
  const byName = new WeakMap<Value, boolean>();

  function chosen(places: readonly Place[], call: CallFact, module: ModuleFacts, textsIn: TextsOf): readonly Place[] {
    if (places.length < 2 || !call.callee.some((it) => isByName(it, module))) return places;
    const all = keysOf(things.of(call.callee, module));
    const named = keysOf(lookUp(call, module, textsIn));
    // What is in none of them under that name is one that was not seen there.
    if (named.size === 0) return places;
    const own = places.filter(({ module: there, fn }) => named.has(keyOf(there, fn.id)));
    return own.length === 0
      ? places
      : places.filter(
          ({ module: there, fn }) => named.has(keyOf(there, fn.id)) || !(all.has(keyOf(there, fn.id)) || fn.abstract),
        );
  }

  const keysOf = (list: readonly Thing[]): ReadonlySet<string> =>
    new Set(list.flatMap(things.runBy).map(({ module, fn }) => keyOf(module, fn.id)));

  /** Whether an element is taken by a name that parameters decide on. */
  function isByName(value: Value, module: ModuleFacts, depth = 0): boolean {
    const known = byName.get(value);
    if (known !== undefined || depth > deepest) return known ?? false;
    byName.set(value, false);
    const is = isTaken(value, module, depth);
    byName.set(value, is);
    return is;
  }

  function isTaken(value: Value, module: ModuleFacts, depth: number): boolean {
    const areByName = (list: readonly Value[]): boolean => list.some((it) => isByName(it, module, depth + 1));
    switch (value.kind) {
      case 'member':
        return value.by !== undefined || areByName(value.of);
      case 'holder':
        return areByName(module.holders[value.id] ?? []);
      case 'memory':
        return areByName(value.of);
      case 'result':
        return areByName(value.of) || functionsIn(value, module).some((it) => givesByName(it));
      default:
        return false;
    }
  }

  /** The functions that a call names which tells them something. */
  function functionsIn(value: Extract<Value, { kind: 'result' }>, module: ModuleFacts): readonly Place[] {
    const call = value.call === undefined ? undefined : module.calls[value.call];
    if (!call?.arguments.some(({ words }) => words)) return [];
    return things.of(value.of, module).flatMap((it) => (it.kind === 'function' ? [it.place] : []));
  }

  const givesByName = ({ module, fn }: Place): boolean => fn.values.some((it) => isTakenByName(it, module));

  function lookUp(call: CallFact, module: ModuleFacts, textsIn: TextsOf): readonly Thing[] {
    let steps = 0;
    return call.callee.flatMap((it) => of(it, module, textsIn, 0));

    function of(value: Value, within: ModuleFacts, texts: TextsOf, depth: number): readonly Thing[] {
      if (steps++ > mostSteps || !isByName(value, within, depth)) return things.of([value], within);
      const all = (list: readonly Value[]): readonly Thing[] =>
        distinct(list.flatMap((it) => of(it, within, texts, depth + 1)));
      switch (value.kind) {
        case 'member': {
          const keys = [...((value.by && textsOf(value.by, texts)) ?? [])];
          const names = keys.some((it) => typeof it === 'number') ? [] : keys.filter((it) => typeof it === 'string');
          const objects = all(value.of);
          return distinct(
            names.length > 0
              ? names.flatMap((name) => entriesOf(objects, name))
              : objects.flatMap((it) => things.memberOf(it, value.name)),
          );
        }
        case 'holder':
          return all(within.holders[value.id] ?? []);
        case 'memory':
          return all(value.of);
        case 'result':
          return distinct(
            all(value.of).flatMap((it) => {
              const made = value.call === undefined ? undefined : within.calls[value.call];
              if (it.kind !== 'function' || !made || !givesByName(it.place)) return things.resultOf(it);
              const told = toldBy(made, within, it.place, texts);
              const { module: there, fn } = it.place;
              const inside: TextsOf = (parameter) =>
                parameter.kind === 'parameter' && parameter.function === fn.id
                  ? told.get(slotOf(parameter))
                  : undefined;
              return fn.values.flatMap((result) => of(result, there, inside, depth + 1));
            }),
          );
        default:
          return things.of([value], within);
      }
    }
  }

  /** What stands under the name in the tables that have it, or else whatever it may be there. */
  function entriesOf(objects: readonly Thing[], name: string): readonly Thing[] {
    const having = objects.filter((it) => it.kind === 'record' && Object.hasOwn(it.value.members, name));
    return (having.length > 0 ? having : objects).flatMap((it) => things.memberOf(it, name));
  }

  return { chosen };
}

/** Whether it is an element, or a variable that holds one, that is taken by a name which parameters decide on. */
function isTakenByName(value: Value, { holders }: Pick<ModuleFacts, 'holders'>, depth = 0): boolean {
  if (value.kind === 'member') return value.by !== undefined;
  return (
    value.kind === 'holder' &&
    depth < 2 &&
    (holders[value.id] ?? []).some((it) => isTakenByName(it, { holders }, depth + 1))
  );
}
