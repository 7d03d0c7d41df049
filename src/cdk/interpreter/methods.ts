/** Methods of texts, lists and maps. */
import type { Arguments, CdkList, CdkMap, CdkValue } from '../value.ts';
import { elementsOf } from './iteration.ts';
import { spread } from './literals.ts';
import { spanOf, type Machine, type Site } from './machine.ts';
import { includes } from './operators.ts';
import { joinedBy, methodOfText } from './texts.ts';
import { branches, removeEntry, writeEntry, writeItems } from './state.ts';
import { isEqual, listOf, nothing, numberIn, partAt, scalar, textIn, truthOf, unknownValue, whyOf } from './values.ts';

/** Undefined for a method that is not followed. */
export function callMethodOfValue(
  machine: Machine,
  object: CdkValue,
  name: string,
  args: Arguments,
  site: Site,
): CdkValue | undefined {
  const at = spanOf(site.frame, site.range);
  switch (object.kind) {
    case 'scalar':
      if (typeof object.value === 'string') return methodOfText(machine, object.value, name, args, at);
      return name === 'toString' && object.value !== null ? scalar(String(object.value), at) : undefined;
    case 'token':
      if (name === 'toString') return object;
      return undefined;
    case 'list':
      return methodOfList(machine, object, name, args, site);
    case 'map':
      return methodOfMap(machine, object, name, args, site);
    default:
      return undefined;
  }
}

function methodOfList(
  machine: Machine,
  list: CdkList,
  name: string,
  args: Arguments,
  site: Site,
): CdkValue | undefined {
  const at = spanOf(site.frame, site.range);
  const { positional } = args;
  const [first, second] = positional;
  const call = (item: CdkValue, index: number): CdkValue =>
    first ? machine.call(first, { positional: [item, scalar(index, at), list], named: undefined }, site) : nothing(at);
  /** Every item, and what may come beside them once. */
  const each = (): readonly CdkValue[] => {
    const results = list.items.slice(0, 1000).map(call);
    const { open } = list;
    if (open !== undefined && first)
      branches(machine, open, at, [() => call(unknownValue(open, at), list.items.length)]);
    return results;
  };
  switch (name) {
    case 'push':
    case 'append':
    case 'add':
      writeItems(machine, list, [...list.items, ...positional]);
      return scalar(list.items.length, at);
    case 'unshift':
      writeItems(machine, list, [...positional, ...list.items]);
      return scalar(list.items.length, at);
    case 'insert':
      if (second) writeItems(machine, list, list.items.toSpliced(numberIn(first) ?? 0, 0, second));
      return nothing(at);
    case 'extend': {
      const { elements, open } = first ? elementsOf(first, true) : { elements: [], open: undefined };
      writeItems(machine, list, [...list.items, ...elements], list.open ?? open);
      return nothing(at);
    }
    case 'pop': {
      const last = list.items.at(-1);
      writeItems(machine, list, list.items.slice(0, -1));
      return last ?? nothing(at);
    }
    case 'concat': {
      const items = [...list.items];
      let { open } = list;
      for (const other of positional) {
        if (other.kind === 'list') {
          items.push(...other.items);
          open ??= other.open;
        } else if (other.kind === 'unknown') open ??= other.why;
        else items.push(other);
      }
      return listOf(items, at, open);
    }
    case 'forEach':
      each();
      return nothing(at);
    case 'map':
      return listOf(each(), at, list.open);
    case 'flatMap':
      return flattened(each(), at, list.open);
    case 'flat':
      return flattened(list.items, at, list.open);
    case 'filter': {
      let { open } = list;
      const results = each();
      const kept = list.items.filter((_, index) => {
        const result = results[index];
        const truth = result && truthOf(result);
        if (truth === undefined && result) open ??= whyOf(result);
        return truth !== false;
      });
      return listOf(kept, at, open);
    }
    case 'find':
    case 'some':
    case 'every':
    case 'findIndex': {
      for (const [index, item] of list.items.entries()) {
        const result = call(item, index);
        const truth = truthOf(result);
        if (truth === undefined) return unknownValue(whyOf(result), at);
        if (name === 'find' && truth) return item;
        if (name === 'findIndex' && truth) return scalar(index, at);
        if (name === 'some' && truth) return scalar(true, at);
        if (name === 'every' && !truth) return scalar(false, at);
      }
      if (list.open !== undefined) return unknownValue(list.open, at);
      return name === 'find' ? nothing(at) : scalar(name === 'findIndex' ? -1 : name === 'every', at);
    }
    case 'reduce': {
      let total = second ?? list.items[0] ?? nothing(at);
      if (!first) return undefined;
      for (const [index, item] of list.items.entries()) {
        if (!second && index === 0) continue;
        total = machine.call(first, { positional: [total, item, scalar(index, at)], named: undefined }, site);
      }
      return list.open === undefined ? total : unknownValue(list.open, at);
    }
    case 'join':
      return joinedBy(textIn(first) ?? ',', list, at);
    case 'includes':
    case 'has': {
      const found = first && includes(list, first);
      return found === undefined ? unknownValue('it is compared with what is not known', at) : scalar(found, at);
    }
    case 'indexOf':
    case 'index': {
      const index = first ? list.items.findIndex((item) => isEqual(item, first) === true) : -1;
      return scalar(index, at);
    }
    case 'slice':
      return listOf(list.items.slice(numberIn(first), numberIn(second)), at, list.open);
    case 'at':
      return partAt(list, String(numberIn(first) ?? 0)) ?? nothing(at);
    case 'sort':
    case 'copy':
      return listOf(list.items, at, list.open);
    case 'reverse':
      return listOf([...list.items].reverse(), at, list.open);
    case 'entries':
      return listOf(
        list.items.map((item, index) => listOf([scalar(index, at), item], at)),
        at,
        list.open,
      );
    case 'keys':
      return listOf(
        list.items.map((_, index) => scalar(index, at)),
        at,
        list.open,
      );
    case 'values':
      return list;
    // Promises are what they give.
    case 'then':
      return first ? machine.call(first, { positional: [list], named: undefined }, site) : list;
    default:
      return undefined;
  }
}

function flattened(items: readonly CdkValue[], at: CdkValue['at'], open: string | undefined): CdkList {
  const flat = items.flatMap((item) => (item.kind === 'list' ? item.items : [item]));
  const inner = items.find((item) => item.kind === 'list' && item.open !== undefined);
  return listOf(flat, at, open ?? (inner?.kind === 'list' ? inner.open : undefined));
}

function methodOfMap(machine: Machine, map: CdkMap, name: string, args: Arguments, site: Site): CdkValue | undefined {
  const at = spanOf(site.frame, site.range);
  const [first, second] = args.positional;
  const key = first?.kind === 'scalar' && first.value !== null ? String(first.value) : undefined;
  switch (name) {
    case 'items':
    case 'entries': {
      const { elements, open } = elementsOf(map, false);
      return listOf(elements, at, open);
    }
    case 'keys':
      return listOf(
        [...map.entries].map(([own, entry]) => scalar(own, entry.key)),
        at,
        map.open,
      );
    case 'values':
      return listOf(
        [...map.entries.values()].map(({ value }) => value),
        at,
        map.open,
      );
    case 'get':
    case 'setdefault': {
      if (key === undefined) return unknownValue(first ? whyOf(first) : 'it is computed', at);
      const found = partAt(map, key);
      if (found || name === 'get') return found ?? second ?? nothing(at);
      writeEntry(machine, map, key, at, second ?? nothing(at));
      return second ?? nothing(at);
    }
    case 'set':
      if (key !== undefined && second) writeEntry(machine, map, key, first?.at ?? at, second);
      else map.open ??= 'the name of an entry is computed';
      return map;
    case 'has':
    case 'hasOwnProperty': {
      const found = first && includes(map, first);
      return found === undefined ? unknownValue(map.open ?? 'it is computed', at) : scalar(found, at);
    }
    case 'pop':
    case 'delete': {
      const found = key === undefined ? undefined : partAt(map, key);
      if (key !== undefined) removeEntry(machine, map, key);
      return found ?? second ?? nothing(at);
    }
    case 'update': {
      const copy: CdkMap = { ...map, entries: new Map() };
      if (first) spread(copy, first);
      if (args.named) spread(copy, args.named);
      for (const [own, { key: place, value }] of copy.entries) writeEntry(machine, map, own, place, value);
      if (copy.open !== undefined) map.open ??= copy.open;
      return nothing(at);
    }
    case 'copy':
      return { ...map, entries: new Map(map.entries) };
    case 'forEach':
      if (first)
        for (const [own, { key: place, value }] of [...map.entries])
          machine.call(first, { positional: [value, scalar(own, place)], named: undefined }, site);
      return nothing(at);
    case 'then':
      return first ? machine.call(first, { positional: [map], named: undefined }, site) : map;
    default:
      return undefined;
  }
}
