/** Intrinsics, as far as a template alone decides them: parameter defaults, mappings, conditions. */
import { known, unknown, type Known } from '../core/known.ts';
import type { Setting } from '../core/application.ts';
import { at, entryOf, type IntrinsicNode, type Node, type Range } from './node.ts';

type Scalar = string | number | boolean;

/** A value, where it is written, and what it comes from. */
export interface Evaluated<T> extends Range {
  readonly value: Known<T>;
  readonly from: Setting<T>['from'];
}

export interface Evaluator {
  /** Looks through `Fn::If` and `!Ref` of list parameters; undefined stands for `AWS::NoValue`. */
  readonly resolve: (node: Node) => Node | { readonly kind: 'unknown'; readonly why: string } | undefined;
  readonly scalar: (node: Node) => Evaluated<Scalar> | undefined;
  readonly text: (node: Node) => Evaluated<string> | undefined;
  readonly number: (node: Node) => Evaluated<number> | undefined;
}

const deepestReference = 30;

export function evaluatorOf(root: Node | undefined): Evaluator {
  const parameters = at(root, 'Parameters');
  const conditions = at(root, 'Conditions');
  const mappings = at(root, 'Mappings');

  function resolve(node: Node, depth = 0): ReturnType<Evaluator['resolve']> {
    if (node.kind !== 'intrinsic') return node;
    if (depth > deepestReference) return { kind: 'unknown', why: 'it refers to itself' };
    if (node.name === 'Ref' && scalarText(node.argument) === 'AWS::NoValue') return undefined;
    if (node.name !== 'If') return node;
    const [condition, yes, no] = listItems(node.argument);
    if (!condition || !yes || !no) return { kind: 'unknown', why: 'its `Fn::If` is not complete' };
    const decided = decide(scalarText(condition) ?? '', depth + 1);
    return decided.known ? resolve(decided.value ? yes : no, depth + 1) : { kind: 'unknown', why: decided.why };
  }

  function decide(name: string, depth: number): Known<boolean> {
    const condition = at(conditions, name);
    return condition ? truth(condition, depth) : unknown(`there is no condition \`${name}\``);
  }

  function truth(node: Node, depth: number): Known<boolean> {
    if (depth > deepestReference) return unknown('a condition refers to itself');
    if (node.kind !== 'intrinsic') return unknown('a condition is not understood');
    switch (node.name) {
      case 'Condition':
        return decide(scalarText(node.argument) ?? '', depth + 1);
      case 'Equals': {
        const [left, right] = listItems(node.argument).map(
          (item) => evaluate(item, depth + 1)?.value ?? unknown('it has no value'),
        );
        if (!left || !right) return unknown('an `Fn::Equals` is not complete');
        if (!left.known) return left;
        return right.known ? known(String(left.value) === String(right.value)) : right;
      }
      case 'Not': {
        const [inner] = listItems(node.argument).map((item) => truth(item, depth + 1));
        return inner?.known ? known(!inner.value) : (inner ?? unknown('an `Fn::Not` is not complete'));
      }
      case 'And':
      case 'Or': {
        const decisive = node.name === 'Or';
        const parts = listItems(node.argument).map((item) => truth(item, depth + 1));
        if (parts.some((part) => part.known && part.value === decisive)) return known(decisive);
        return parts.find((part) => !part.known) ?? known(!decisive);
      }
      default:
        return unknown('a condition is not understood');
    }
  }

  function evaluate(node: Node, depth = 0): Evaluated<Scalar> | undefined {
    const resolved = resolve(node, depth);
    if (!resolved) return undefined;
    const here = { start: node.start, end: node.end, from: 'resource' } as const;
    if (resolved.kind === 'unknown') return { ...here, value: unknown(resolved.why) };
    const place = { start: resolved.start, end: resolved.end, from: 'resource' } as const;
    switch (resolved.kind) {
      case 'scalar':
        return {
          ...place,
          value: resolved.value === null ? unknown('nothing is written there') : known(resolved.value),
        };
      case 'intrinsic':
        return depth > deepestReference
          ? { ...place, value: unknown('it refers to itself') }
          : ofIntrinsic(resolved, depth + 1);
      default:
        return { ...place, value: unknown('it is not a single value') };
    }
  }

  function ofIntrinsic(node: IntrinsicNode, depth: number): Evaluated<Scalar> {
    const here = { start: node.start, end: node.end, from: 'resource' } as const;
    switch (node.name) {
      case 'Ref':
        return reference(scalarText(node.argument) ?? '', here);
      case 'Sub':
        return { ...here, value: substitute(node.argument, depth) };
      case 'Join': {
        const [separator, list] = listItems(node.argument);
        const parts = listItems(list).map((item) => evaluate(item, depth)?.value ?? known(''));
        const open = parts.find((part) => !part.known);
        if (open) return { ...here, value: open };
        return {
          ...here,
          value: known(parts.map((part) => (part.known ? String(part.value) : '')).join(scalarText(separator) ?? '')),
        };
      }
      case 'FindInMap':
        return mapped(node, here, depth);
      case 'Select': {
        const [index, list] = listItems(node.argument);
        const item = listItems(list)[Number(scalarText(index))];
        return item
          ? (evaluate(item, depth) ?? { ...here, value: unknown('it has no value') })
          : { ...here, value: unknown('`Fn::Select` selects from something that is not a list') };
      }
      default:
        return { ...here, value: unknown(`it is decided at deployment (\`${node.name}\`)`) };
    }
  }

  function reference(name: string, here: Range & { readonly from: 'resource' }): Evaluated<Scalar> {
    const parameter = at(parameters, name);
    if (!parameter) {
      const why = name.startsWith('AWS::')
        ? `it is \`${name}\`, which is decided at deployment`
        : `it is what \`${name}\` is given at deployment`;
      return { ...here, value: unknown(why) };
    }
    const fallback = entryOf(parameter, 'Default')?.value;
    if (fallback?.kind !== 'scalar' || fallback.value === null)
      return { ...here, value: unknown(`it is the parameter \`${name}\`, which has no default`) };
    return { start: fallback.start, end: fallback.end, value: known(fallback.value), from: 'parameter' };
  }

  function substitute(argument: Node, depth: number): Known<string> {
    const [first, second] = argument.kind === 'list' ? argument.items : [argument];
    const template = scalarText(first);
    if (template === undefined) return unknown('its `Fn::Sub` is not understood');
    let open: string | undefined;
    const text = template.replace(/\$\{(!?)([^}]*)\}/g, (whole, literal: string, name: string) => {
      if (literal) return `\${${name}}`;
      const own = entryOf(second, name)?.value;
      const found = own ? evaluate(own, depth) : reference(name, { start: 0, end: 0, from: 'resource' });
      if (found?.value.known) return String(found.value.value);
      open ??= found && !found.value.known ? found.value.why : 'a part of it has no value';
      return whole;
    });
    return open === undefined ? known(text) : unknown(open);
  }

  function mapped(node: IntrinsicNode, here: Range & { readonly from: 'resource' }, depth: number): Evaluated<Scalar> {
    const keys = listItems(node.argument)
      .slice(0, 3)
      .map((item) => evaluate(item, depth)?.value ?? unknown('a key has no value'));
    const open = keys.find((key) => !key.known);
    if (open) return { ...here, value: open };
    const found = at(mappings, ...keys.map((key) => (key.known ? String(key.value) : '')));
    if (found?.kind !== 'scalar' || found.value === null)
      return { ...here, value: unknown('the mapping has no such entry') };
    return { start: found.start, end: found.end, value: known(found.value), from: 'mapping' };
  }

  return {
    resolve,
    scalar: evaluate,
    text: (node) => converted(evaluate(node), (value) => known(String(value))),
    number: (node) =>
      converted(evaluate(node), (value) => {
        const number = Number(value);
        return Number.isFinite(number) && String(value).trim() !== ''
          ? known(number)
          : unknown(`\`${String(value)}\` is not a number`);
      }),
  };
}

const converted = <T>(
  it: Evaluated<Scalar> | undefined,
  convert: (value: Scalar) => Known<T>,
): Evaluated<T> | undefined =>
  it && { start: it.start, end: it.end, from: it.from, value: it.value.known ? convert(it.value.value) : it.value };

const listItems = (node: Node | undefined): readonly Node[] => (node?.kind === 'list' ? node.items : []);

const scalarText = (node: Node | undefined): string | undefined =>
  node?.kind === 'scalar' && node.value !== null ? String(node.value) : undefined;
