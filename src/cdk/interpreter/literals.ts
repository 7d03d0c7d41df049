/** Objects, lists and arguments, as they are written. */
import type { Argument, Expression, Range } from '../../languages/tree.ts';
import type { Arguments, CdkList, CdkMap, CdkValue } from '../value.ts';
import { keyFrom } from './expressionKeys.ts';
import { offeredBy } from './imports.ts';
import { isPython, spanOf, type Frame, type Machine } from './machine.ts';
import { isNothing, scalar, whyOf } from './values.ts';

export function objectValue(machine: Machine, expression: Expression & { kind: 'object' }, frame: Frame): CdkValue {
  const map: CdkMap = { kind: 'map', entries: new Map(), at: spanOf(frame, expression), from: 'resource' };
  let from = expression.start + 1;
  for (const { key, dynamicKey, value: node } of expression.entries) {
    const name = key ?? (dynamicKey && keyFrom(machine.evaluate(dynamicKey, frame)));
    const value = machine.evaluate(node, frame);
    if (key === undefined && !dynamicKey) {
      const module = value.kind === 'library' ? offeredBy(machine, value, { frame, range: node }) : undefined;
      spread(map, module ?? value);
    } else if (name === undefined) map.open ??= 'the name of an entry is computed';
    else {
      const start = dynamicKey?.start ?? keyStart(frame.module.tree.text, from, node.start);
      const end = dynamicKey?.end ?? keyEnd(frame.module.tree.text, start, Math.max(node.start, start));
      // What is written later takes the place of a spread before it.
      map.entries.delete(name);
      map.entries.set(name, { key: spanOf(frame, { start, end }), value });
    }
    from = node.end;
  }
  return map;
}

/** Past the comma, spaces and comments before a key. */
function keyStart(text: string, from: number, to: number): number {
  const between = text
    .slice(from, to)
    .replace(/\/\*[\s\S]*?\*\/|\/\/[^\n]*|#[^\n'"]*\n/g, (it) => ' '.repeat(it.length));
  const found = /[^\s,)\]}]/.exec(between);
  return found ? from + found.index : to;
}

function keyEnd(text: string, start: number, to: number): number {
  const word = /^(?:'[^'\n]*'|"[^"\n]*"|`[^`\n]*`|[\w$]+)/.exec(text.slice(start, Math.max(to, start + 200)));
  return word ? start + word[0].length : start;
}

export function spread(map: CdkMap, value: CdkValue): void {
  switch (value.kind) {
    case 'map':
      for (const [key, entry] of value.entries) {
        // Nothing that is spread takes away what is there.
        map.entries.delete(key);
        map.entries.set(key, entry);
      }
      if (value.open !== undefined) map.open ??= value.open;
      return;
    case 'object':
    case 'construct':
      for (const [key, field] of value.fields) map.entries.set(key, { key: field.at, value: field });
      return;
    case 'scalar':
      return;
    default:
      map.open ??= whyOf(value);
  }
}

export function listValue(machine: Machine, items: readonly Expression[], frame: Frame, range: Range): CdkList {
  const list: CdkList = { kind: 'list', items: [], at: spanOf(frame, range), from: 'resource' };
  for (const item of items) {
    if (item.kind !== 'operation' || item.operator !== 'spread') list.items.push(machine.evaluate(item, frame));
    else addAll(list, machine.evaluate(item.parts[0] ?? item, frame));
  }
  return list;
}

function addAll(list: CdkList, value: CdkValue): void {
  if (value.kind === 'list') {
    list.items.push(...value.items);
    if (value.open !== undefined) list.open ??= value.open;
  } else if (value.kind === 'map') list.items.push(...[...value.entries].map(([key, { key: at }]) => scalar(key, at)));
  else if (!isNothing(value)) list.open ??= whyOf(value);
}

/** The arguments of a call as they are written; Python's keywords keep the names that they are written with. */
export function evaluateArguments(
  machine: Machine,
  args: readonly Argument[],
  frame: Frame,
): { readonly args: Arguments; readonly named: number | undefined } {
  const positional: CdkValue[] = [];
  const { text } = frame.module.tree;
  let named: CdkMap | undefined;
  let open = false;
  let id: number | undefined;
  const keywords = (at: Range): CdkMap => {
    named ??= { kind: 'map', entries: new Map(), at: spanOf(frame, at), from: 'resource' };
    return named;
  };
  for (const argument of args) {
    const value = machine.evaluate(argument.value, frame);
    if (argument.spread) {
      const isKeywords = isPython(frame) && text.slice(0, argument.value.start).trimEnd().endsWith('**');
      if (isKeywords) spread(keywords(argument.value), value);
      else if (value.kind === 'list') positional.push(...value.items);
      else open = true;
      continue;
    }
    if (argument.name === undefined) {
      // What comes after a spread of something unknown stands nobody knows where.
      if (open) continue;
      positional.push(value);
      if (positional.length === 2) id = argument.value.end;
      continue;
    }
    if (argument.name === 'id' || argument.name.endsWith('_id')) id ??= argument.value.end;
    const before = text.slice(0, argument.value.start);
    const start = before.lastIndexOf(argument.name);
    const key = start < 0 ? argument.value : { start, end: start + argument.name.length };
    keywords(argument.value).entries.set(argument.name, { key: spanOf(frame, key), value });
  }
  return { args: { positional, named }, named: id };
}
