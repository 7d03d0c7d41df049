/** Methods of texts, lists and maps. */
import { join } from '../../core/paths.ts';
import type { Arguments, CdkList, CdkMap, CdkValue } from '../value.ts';
import { elementsOf } from './iteration.ts';
import { spread } from './literals.ts';
import { spanOf, type Machine, type Site } from './machine.ts';
import { includes, joinPath } from './operators.ts';
import { branches, removeEntry, writeEntry, writeItems } from './state.ts';
import {
  isEqual,
  isText,
  listOf,
  nothing,
  numberIn,
  partAt,
  partsOf,
  scalar,
  textFrom,
  textIn,
  truthOf,
  unknownValue,
  whyOf,
} from './values.ts';

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

function methodOfText(
  machine: Machine,
  text: string,
  name: string,
  { positional }: Arguments,
  at: CdkValue['at'],
): CdkValue | undefined {
  const [first, second] = positional;
  const [a, b] = [textIn(first), textIn(second)];
  const [from, to] = [numberIn(first), numberIn(second)];
  const give = (value: string | number | boolean) => scalar(value, at);
  switch (name) {
    case 'toLowerCase':
    case 'lower':
      return give(text.toLowerCase());
    case 'toUpperCase':
    case 'upper':
      return give(text.toUpperCase());
    case 'trim':
    case 'strip':
      return a === undefined ? give(text.trim()) : undefined;
    case 'rstrip':
    case 'trimEnd':
      return give(a === undefined ? text.trimEnd() : trimmedEnd(text, a));
    case 'lstrip':
    case 'trimStart':
      return give(a === undefined ? text.trimStart() : text);
    case 'capitalize':
      return give(text.slice(0, 1).toUpperCase() + text.slice(1).toLowerCase());
    case 'title':
      return give(
        text
          .toLowerCase()
          .replace(/(^|[^a-z])([a-z])/g, (_, before: string, char: string) => before + char.toUpperCase()),
      );
    case 'toString':
    case 'valueOf':
    case 'as_posix':
    case '__str__':
    case 'absolute':
      return give(text);
    case 'resolve':
      return give(text.startsWith('/') ? joinPath(text) : joinPath(`/${machine.appDirectory}`, text));
    case 'joinpath':
      return positional.every(isText) ? give(joinPath(text, ...positional.map((it) => textIn(it) ?? ''))) : undefined;
    case 'exists':
    case 'is_file':
    case 'is_dir': {
      const path = join('', text);
      return path === undefined ? undefined : give(machine.project.exists(path));
    }
    case 'read_text': {
      const path = join('', text);
      const content = path === undefined ? undefined : machine.project.read(path);
      return content === undefined || path === undefined
        ? undefined
        : scalar(content, { path, start: 0, end: content.length });
    }
    case 'with_suffix':
      return a === undefined ? undefined : give(text.replace(/\.[^./]*$/, '') + a);
    case 'replace':
      if (a === undefined || b === undefined) return undefined;
      return give(at.path.endsWith('.py') ? text.replaceAll(a, b) : text.replace(a, () => b));
    case 'replaceAll':
      return a === undefined || b === undefined ? undefined : give(text.replaceAll(a, b));
    case 'split':
      if (positional.length > 0 && a === undefined) return undefined;
      return listOf(
        (a === undefined ? text.trim().split(/\s+/) : a === '' ? [...text] : text.split(a)).slice(0, 1000).map(give),
        at,
      );
    case 'concat':
      return textFrom([text, ...positional.flatMap(partsOf)], at);
    case 'startsWith':
    case 'startswith':
      return a === undefined ? undefined : give(text.startsWith(a));
    case 'endsWith':
    case 'endswith':
      return a === undefined ? undefined : give(text.endsWith(a));
    case 'includes':
      return a === undefined ? undefined : give(text.includes(a));
    case 'indexOf':
    case 'find':
      return a === undefined ? undefined : give(text.indexOf(a));
    case 'slice':
      return from === undefined ? undefined : give(text.slice(from, to));
    case 'substring':
    case 'substr':
      return from === undefined
        ? undefined
        : give(name === 'substr' ? text.slice(from).slice(0, to) : text.substring(from, to));
    case 'charAt':
      return from === undefined ? undefined : give(text.charAt(from));
    case 'padStart':
    case 'zfill':
      return from === undefined || from > 1000
        ? undefined
        : give(text.padStart(from, name === 'zfill' ? '0' : (b ?? ' ')));
    case 'repeat':
      return from === undefined || from < 0 || from * text.length > 10_000 ? undefined : give(text.repeat(from));
    case 'join':
      return first ? joinedBy(text, first, at) : undefined;
    case 'format':
      return formatted(text, positional, at);
    default:
      return undefined;
  }
}

function trimmedEnd(text: string, chars: string): string {
  let end = text.length;
  while (end > 0 && chars.includes(text[end - 1] ?? '')) end -= 1;
  return text.slice(0, end);
}

function formatted(text: string, values: readonly CdkValue[], at: CdkValue['at']): CdkValue | undefined {
  let next = 0;
  const pieces = text.split(/\{(\d*)\}/);
  if (pieces.some((piece, index) => index % 2 === 0 && /[{}]/.test(piece))) return undefined;
  return textFrom(
    pieces.flatMap((piece, index) => {
      if (index % 2 === 0) return [piece];
      const value = values[piece === '' ? next++ : Number(piece)];
      return value ? partsOf(value) : [''];
    }),
    at,
  );
}

function joinedBy(separator: string, list: CdkValue, at: CdkValue['at']): CdkValue {
  if (list.kind !== 'list') return unknownValue(whyOf(list), at);
  if (list.open !== undefined) return unknownValue(list.open, at);
  return textFrom(
    list.items.flatMap((item, index) => [...(index > 0 ? [separator] : []), ...partsOf(item)]),
    at,
  );
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
