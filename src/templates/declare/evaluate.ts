/** A template's nodes as values: intrinsics decided as far as the files of the workspace decide them. */
import { known, unknown, type Known } from '../../core/known.ts';
import { mentionsOf, scalarOf, type MapEntry, type MapValue, type UnknownValue, type Value } from '../../core/value.ts';
import { entryOf, type IntrinsicNode, type ListNode, type MapNode, type Node } from '../node.ts';
import { expandedEntries, hasLoops } from './forEach.ts';
import { deepestReference, type Scope, type Where } from './scope.ts';
import { textOf, unknownValue } from './texts.ts';

/** Undefined for `AWS::NoValue`: it is as if nothing were written there. */
export function valueOf(node: Node, where: Where, scope: Scope): Value | undefined {
  if (--scope.budget.left < 0) {
    scope.tell(
      'budget',
      'The template stands for more values than any application needs; a part of it was not read.',
      { start: 0, end: 0 },
      scope.path,
    );
    return unknownValue('the template is too large', written(node, where));
  }
  switch (node.kind) {
    case 'scalar':
      if (node.value === null) return unknownValue('nothing is written there', written(node, where));
      return {
        kind: 'scalar',
        value: typeof node.value === 'string' ? named(node.value, where) : node.value,
        ...written(node, where),
      };
    case 'list':
      return listOf(node, where, scope);
    case 'map':
      return mapOf(node, where, scope);
    case 'intrinsic':
      return ofIntrinsic(node, where, scope);
  }
}

function listOf(node: ListNode, where: Where, scope: Scope): Value {
  const items = node.items.flatMap((item) => valueOf(item, where, scope) ?? []);
  return { kind: 'list', items, ...written(node, where) };
}

function mapOf(node: MapNode, where: Where, scope: Scope): MapValue {
  const entries = new Map<string, MapEntry>();
  let open: string | undefined;
  const add = ({ key, keyRange, value: inner }: MapNode['entries'][number], there: Where): void => {
    if (key === 'Fn::Transform') {
      const included = transformed(inner, there, scope);
      if (included?.kind === 'map') for (const [name, entry] of included.entries) entries.set(name, entry);
      else open ??= included?.kind === 'unknown' ? included.why : 'a part of it is included';
      return;
    }
    const value = valueOf(inner, there, scope);
    entries.delete(key);
    if (value) entries.set(key, { key: { path: there.path, start: keyRange.start, end: keyRange.end }, value });
  };
  if (hasLoops(node))
    for (const entry of expandedEntries(node, where, scope.tell, (it, there) => valueOf(it, there, scope)))
      add(entry, entry.where);
  else for (const entry of node.entries) add(entry, where);
  return { kind: 'map', entries, ...(open === undefined ? {} : { open }), ...written(node, where) };
}

function ofIntrinsic(node: IntrinsicNode, where: Where, scope: Scope): Value | undefined {
  const { argument } = node;
  const here = written(node, where);
  const text = plainText(argument, where);
  switch (node.name) {
    case 'Ref':
      return text === 'AWS::NoValue' ? undefined : reference(text ?? '', here, where, scope);
    case 'GetAtt':
      return attribute(argument, here, where, scope);
    case 'Sub':
      return substituted(argument, here, where, scope);
    case 'Join':
      return joined(argument, here, where, scope);
    case 'Select':
      return selected(argument, here, where, scope);
    case 'Split':
      return split(argument, here, where, scope);
    case 'FindInMap':
      return mapped(argument, here, where, scope);
    case 'If':
      return chosen(argument, here, where, scope);
    case 'Length': {
      const list = valueOf(argument, where, scope);
      if (list?.kind === 'list' && list.open === undefined)
        return { kind: 'scalar', value: list.items.length, ...here };
      return undecided(node, here, where, scope);
    }
    case 'ToJsonString': {
      const json = jsonOf(valueOf(argument, where, scope));
      return json === undefined
        ? undecided(node, here, where, scope)
        : { kind: 'scalar', value: JSON.stringify(json), ...here };
    }
    case 'Transform':
      return transformed(argument, where, scope) ?? unknownValue('it is what a macro makes of it', here);
    case 'Condition':
      return { kind: 'map', entries: conditionEntry(node, where, scope), ...here };
    default:
      return undecided(node, here, where, scope);
  }
}

/** A map whose only key is `Condition` is that of a policy's statement, when it is no condition. */
function conditionEntry(node: IntrinsicNode, where: Where, scope: Scope): ReadonlyMap<string, MapEntry> {
  const value = valueOf(node.argument, where, scope);
  const key = { path: where.path, ...rangeOf(node) };
  return new Map(value ? [['Condition', { key, value }]] : []);
}

function undecided(node: IntrinsicNode, here: Written, where: Where, scope: Scope): UnknownValue {
  const inner = valueOf(node.argument, where, scope);
  return unknownValue(`it is decided at deployment (\`${node.name}\`)`, here, inner ? [...mentionsOf(inner)] : []);
}

function reference(name: string, here: Written, where: Where, scope: Scope): Value {
  const own = where.names.get(name);
  if (own !== undefined) return { kind: 'scalar', value: own, ...here };
  const parameter = scope.parameter(name);
  // What has no value is not known where it is used.
  if (parameter) return parameter.kind === 'unknown' ? { ...parameter, ...here } : parameter;
  const to = scope.keyOf(name);
  if (to !== undefined) return { kind: 'reference', to, ...here };
  return unknownValue(
    name.startsWith('AWS::')
      ? `it is \`${name}\`, which is decided at deployment`
      : `it is what \`${name}\` is given at deployment`,
    here,
  );
}

function attribute(argument: Node, here: Written, where: Where, scope: Scope): Value {
  const parts = itemsOf(argument).map((item) => plainText(item, where) ?? scalarText(valueOf(item, where, scope)));
  const [id, name] = parts.length > 1 ? parts : (parts[0] ?? plainText(argument, where) ?? '').split(/\.(.*)/s);
  if (id === undefined || name === undefined) return unknownValue('its `Fn::GetAtt` is not understood', here);
  const output = /^Outputs\.(.+)$/.exec(name)?.[1];
  const value = output === undefined ? undefined : scope.output(id, output);
  if (value) return value;
  const to = scope.keyOf(id);
  if (to === undefined) return unknownValue(`it is what \`${id}\` is given at deployment`, here);
  return { kind: 'reference', to, attribute: name, ...here };
}

function substituted(argument: Node, here: Written, where: Where, scope: Scope): Value {
  const [first, own] = argument.kind === 'list' ? argument.items : [argument];
  const template = first && plainText(first, where);
  if (template === undefined) return unknownValue('its `Fn::Sub` is not understood', here);
  const parts: (string | Value)[] = [];
  let end = 0;
  for (const { 0: whole, 1: literal, 2: name = '', index } of template.matchAll(/\$\{(!?)\s*([^}]*?)\s*\}/g)) {
    parts.push(template.slice(end, index));
    end = index + whole.length;
    if (literal === '!') parts.push(`\${${name}}`);
    else {
      const given = entryOf(own, name)?.value;
      const value = given
        ? valueOf(given, where, scope)
        : name.includes('.') && !name.startsWith('AWS::')
          ? attribute({ kind: 'scalar', value: name, start: 0, end: 0 }, here, where, scope)
          : reference(name, here, where, scope);
      parts.push(value ?? unknownValue('a part of it has no value', here));
    }
  }
  parts.push(template.slice(end));
  return textOf(parts, here);
}

function joined(argument: Node, here: Written, where: Where, scope: Scope): Value {
  const [first, second] = itemsOf(argument);
  const separator = first && plainText(first, where);
  const list = second && valueOf(second, where, scope);
  if (separator === undefined || list?.kind !== 'list')
    return unknownValue(
      list?.kind === 'unknown' ? list.why : 'its `Fn::Join` is not understood',
      here,
      list ? [...mentionsOf(list)] : [],
    );
  return textOf(
    list.items.flatMap((item, index) => (index === 0 ? [item] : [separator, item])),
    here,
  );
}

function selected(argument: Node, here: Written, where: Where, scope: Scope): Value {
  const [first, second] = itemsOf(argument);
  const index = first && valueOf(first, where, scope);
  const list = second && valueOf(second, where, scope);
  if (index?.kind !== 'scalar' || list?.kind !== 'list')
    return unknownValue(
      list?.kind === 'unknown' ? list.why : '`Fn::Select` selects from something that is not a list',
      here,
      list ? [...mentionsOf(list)] : [],
    );
  return list.items[Number(index.value)] ?? unknownValue('`Fn::Select` selects more than there is', here);
}

function split(argument: Node, here: Written, where: Where, scope: Scope): Value {
  const [first, second] = itemsOf(argument);
  const separator = first && plainText(first, where);
  const text = second && valueOf(second, where, scope);
  if (separator === undefined || separator === '' || text?.kind !== 'scalar')
    return unknownValue('it is decided at deployment (`Split`)', here, text ? [...mentionsOf(text)] : []);
  const items = String(text.value)
    .split(separator)
    .map((value) => ({ kind: 'scalar', value, at: text.at, from: text.from }) as const);
  return { kind: 'list', items, ...here };
}

function mapped(argument: Node, here: Written, where: Where, scope: Scope): Value | undefined {
  const [map, top, second, rest] = itemsOf(argument);
  const keys: string[] = [];
  for (const node of [map, top, second]) {
    const value = node && valueOf(node, where, scope);
    const key = value ? scalarOf(value) : unknown('a key has no value');
    if (!key.known)
      return orDefault(rest, unknownValue(key.why, here, value ? [...mentionsOf(value)] : []), where, scope);
    keys.push(String(key.value));
  }
  if (where.depth > deepestReference) {
    scope.tell('mapping', `The mapping \`${keys[0] ?? ''}\` refers to itself.`, argument, where.path);
    return unknownValue('it refers to itself', here);
  }
  const found = scope.mapping(keys);
  if (!found || (found.node.kind === 'scalar' && found.node.value === null))
    return orDefault(rest, unknownValue('the mapping has no such entry', here), where, scope);
  return valueOf(found.node, { ...found.where, depth: where.depth + 1 }, scope);
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-findinmap-enhancements.html */
function orDefault(rest: Node | undefined, otherwise: UnknownValue, where: Where, scope: Scope): Value | undefined {
  const fallback = entryOf(rest, 'DefaultValue')?.value;
  return fallback ? valueOf(fallback, where, scope) : otherwise;
}

function chosen(argument: Node, here: Written, where: Where, scope: Scope): Value | undefined {
  const [condition, yes, no] = itemsOf(argument);
  const name = condition && plainText(condition, where);
  if (name === undefined || !yes || !no) return unknownValue('its `Fn::If` is not complete', here);
  const decided = scope.decide(name);
  if (decided.known) return valueOf(decided.value ? yes : no, where, scope);
  const mentions = [yes, no].flatMap((node) => {
    const value = valueOf(node, where, scope);
    return value ? [...mentionsOf(value)] : [];
  });
  return unknownValue(decided.why, here, mentions);
}

function transformed(argument: Node, where: Where, scope: Scope): Value | undefined {
  const included = includedBy(argument, where, scope);
  return included && 'node' in included ? valueOf(included.node, included.where, scope) : included;
}

/** What `{ Name: AWS::Include, Parameters: { Location: … } }` stands for, or why that is not known; undefined for other macros. */
export function includedBy(
  argument: Node,
  where: Where,
  scope: Scope,
): { readonly node: Node; readonly where: Where } | UnknownValue | undefined {
  const name = entryOf(argument, 'Name')?.value;
  if (!name || plainText(name, where) !== 'AWS::Include') return undefined;
  const location = entryOf(entryOf(argument, 'Parameters')?.value, 'Location')?.value;
  const value = location && valueOf(location, where, scope);
  const path = value ? scalarOf(value) : unknown('no `Location` is given');
  if (!path.known) return unknownValue(`it is included, and ${path.why}`, written(argument, where));
  if (where.depth > deepestReference) {
    scope.tell('include', `\`${String(path.value)}\` includes itself.`, argument, where.path);
    return unknownValue('it includes itself', written(argument, where));
  }
  const included = scope.include(String(path.value), { ...where, depth: where.depth + 1 });
  return (
    included ??
    unknownValue(`it is included from \`${String(path.value)}\`, which is not here`, written(argument, where))
  );
}

/** Whether a condition holds. */
export function truthOf(node: Node, where: Where, scope: Scope): Known<boolean> {
  if (--scope.budget.left < 0) return unknown('the template is too large');
  if (node.kind !== 'intrinsic') return unknown('a condition is not understood');
  switch (node.name) {
    case 'Condition':
      return scope.decide(plainText(node.argument, where) ?? '');
    case 'Equals': {
      const [left, right] = itemsOf(node.argument).map((item) => {
        const value = valueOf(item, where, scope);
        return value ? scalarOf(value) : unknown('it has no value');
      });
      if (!left || !right) return unknown('an `Fn::Equals` is not complete');
      if (!left.known) return left;
      return right.known ? known(String(left.value) === String(right.value)) : right;
    }
    case 'Not': {
      const [inner] = itemsOf(node.argument).map((item) => truthOf(item, where, scope));
      return inner?.known ? known(!inner.value) : (inner ?? unknown('an `Fn::Not` is not complete'));
    }
    case 'And':
    case 'Or': {
      const decisive = node.name === 'Or';
      const parts = itemsOf(node.argument).map((item) => truthOf(item, where, scope));
      if (parts.some((part) => part.known && part.value === decisive)) return known(decisive);
      return parts.find((part) => !part.known) ?? known(!decisive);
    }
    default:
      return unknown('a condition is not understood');
  }
}

type Written = Pick<Value, 'at' | 'from'>;
type Json = string | number | boolean | readonly Json[] | { readonly [key: string]: Json };

const rangeOf = ({ start, end }: { readonly start: number; readonly end: number }) => ({ start, end });

const written = ({ start, end }: Node, { path, from }: Where): Written => ({ at: { path, start, end }, from });

const itemsOf = (node: Node): readonly Node[] => (node.kind === 'list' ? node.items : []);

const plainText = (node: Node, where: Where): string | undefined =>
  node.kind === 'scalar' && node.value !== null ? named(String(node.value), where) : undefined;

const scalarText = (value: Value | undefined): string | undefined =>
  value?.kind === 'scalar' ? String(value.value) : undefined;

/** With what `Fn::ForEach` puts in for `${Name}` and `&{Name}`. */
const named = (text: string, { names }: Where): string =>
  names.size === 0 || !text.includes('{')
    ? text
    : text.replace(/[$&]\{([A-Za-z0-9]+)\}/g, (whole, name: string) => names.get(name) ?? whole);

function jsonOf(value: Value | undefined): Json | undefined {
  switch (value?.kind) {
    case 'scalar':
      return value.value;
    case 'list': {
      const items = value.items.map(jsonOf);
      return items.every((item) => item !== undefined) ? items : undefined;
    }
    case 'map': {
      const entries = [...value.entries].map(([key, entry]) => [key, jsonOf(entry.value)] as const);
      return entries.every(([, item]) => item !== undefined) ? (Object.fromEntries(entries) as Json) : undefined;
    }
    default:
      return undefined;
  }
}
