import type { TSESTree } from '@typescript-eslint/types';
import type { ClassNode, Expression, FunctionNode, Parameter, Range, Statement } from '../tree.ts';
import { expressionsOfTarget } from '../walk.ts';
import { nameExpression, rangeOf, within, type BlockDraft, type Lowering, type Named } from './context.ts';
import type { Draft } from '../draft.ts';
import { given, lowerTarget } from './targets.ts';

export type FunctionSource =
  TSESTree.FunctionDeclaration | TSESTree.FunctionExpression | TSESTree.ArrowFunctionExpression;

interface Heading extends Named {
  /** With decorators and, for a method, its name. */
  readonly range: Range;
  readonly class?: ClassNode;
  readonly decorators?: readonly Expression[];
  readonly getter?: boolean;
}

export function lowerFunction(lowering: Lowering, node: FunctionSource, heading: Heading): FunctionNode {
  const fn = begin(lowering, node, heading, node.body.range);
  fn.async = node.async;
  fn.generator = node.generator;
  within(lowering, { function: fn, block: fn.body, statement: undefined }, () => {
    declareOwnName(lowering, node, fn);
    fn.parameters = node.params.flatMap((parameter) => lowerParameter(lowering, parameter));
    if (node.body.type === 'BlockStatement') fill(lowering, fn, node.body.body);
    else returnOnly(lowering, fn, node.body);
  });
  return fn;
}

/** A block of a class that runs when the class is defined, as a function that is called there. */
export function lowerStaticBlock(lowering: Lowering, node: TSESTree.StaticBlock, class_: ClassNode): FunctionNode {
  const range = rangeOf(node);
  const at = { start: range.start, end: Math.min(range.start + 'static'.length, range.end) };
  const brace = lowering.text.indexOf('{', range.start);
  const body = brace < 0 || brace >= range.end ? range.start : brace;
  const fn = begin(lowering, node, { name: 'static', at, range, class: class_ }, [body, range.end]);
  within(lowering, { function: fn, block: fn.body, statement: undefined }, () => {
    fill(lowering, fn, node.body);
  });
  return fn;
}

/** The constructor that a class has without saying so; `at` is where to point at. */
export function impliedConstructor(lowering: Lowering, class_: ClassNode, at: Range): FunctionNode {
  const range = { start: at.end, end: at.end };
  const fn = draft(lowering, { name: `${class_.name}.constructor`, at, range: at, class: class_ }, range);
  lowering.functions.push(fn);
  if (class_.bases.length > 0) {
    const callee: Expression = { kind: 'super', ...range };
    const value: Expression = { kind: 'call', callee, arguments: [], construct: false, optional: false, ...range };
    fn.body.statements.push({ kind: 'expression', value, block: fn.body, function: fn, ...range });
  }
  return fn;
}

type FunctionDraft = Draft<FunctionNode> & { body: BlockDraft };

function begin(
  lowering: Lowering,
  node: TSESTree.Node,
  heading: Heading,
  [start, end]: readonly [number, number],
): FunctionDraft {
  const fn = draft(lowering, heading, { start, end: Math.max(start, end) });
  lowering.functions.push(fn);
  lowering.names.became(node, fn);
  return fn;
}

function draft(
  lowering: Lowering,
  { name, at, range, class: class_, decorators, getter }: Heading,
  bodyRange: Range,
): FunctionDraft {
  const body: Draft<BlockDraft> = {
    statements: [],
    range: bodyRange,
    function: lowering.place.function,
    owner: undefined,
  };
  const fn: FunctionDraft = {
    id: -1,
    name,
    at,
    range,
    parent: lowering.place.function,
    class: class_,
    parameters: [],
    selfBinding: undefined,
    decorators: decorators ?? [],
    async: false,
    generator: false,
    ...(getter ? { getter } : {}),
    body,
  };
  body.function = fn;
  return fn;
}

function fill(lowering: Lowering, fn: FunctionDraft, nodes: readonly TSESTree.Node[]): void {
  within(lowering, { function: fn, block: fn.body, statement: undefined }, () => {
    lowering.statements(nodes);
  });
}

function returnOnly(lowering: Lowering, fn: FunctionDraft, node: TSESTree.Expression): void {
  const statement: Draft<Statement & { kind: 'return' }> = {
    kind: 'return',
    value: undefined,
    block: fn.body,
    function: fn,
    ...fn.body.range,
  };
  fn.body.statements.push(statement);
  within(lowering, { function: fn, block: fn.body, statement }, () => {
    statement.value = lowering.expression(node);
  });
}

/** Its own name, else the one of where it stands. */
export function nameOr(id: TSESTree.Identifier | null, named: Named | undefined): Named | undefined {
  return id && id.name !== '' ? { name: id.name, at: rangeOf(id) } : named;
}

/** What stands before the body. */
export function headOf({ text }: Lowering, node: FunctionSource): Range {
  const { start } = rangeOf(node);
  return { start, end: start + text.slice(start, node.body.range[0]).trimEnd().length };
}

/** The name of a function expression means the function within it. */
function declareOwnName(lowering: Lowering, node: FunctionSource, fn: FunctionNode): void {
  const binding = node.id && lowering.names.of(node.id);
  if (!node.id || !binding) return;
  binding.declares ??= fn;
  const place = node.type === 'FunctionDeclaration' ? fn.parent : fn;
  binding.writes.push({
    function: place ?? fn,
    range: rangeOf(node.id),
    value: undefined,
    path: [],
    iterates: undefined,
    statement: undefined,
  });
}

function lowerParameter(lowering: Lowering, node: TSESTree.Parameter): readonly Parameter[] {
  const bare = node.type === 'TSParameterProperty' ? node.parameter : node;
  // `this: Context` says a type and declares nothing.
  if (bare.type === 'Identifier' && (bare.name === 'this' || bare.name === '')) return [];
  const left = bare.type === 'AssignmentPattern' ? bare.left : bare.type === 'RestElement' ? bare.argument : bare;
  const { target, bindings, evaluated } = lowerTarget(lowering, bare, given(undefined));
  const type = left.type === 'Identifier' ? typeOf(lowering, left) : undefined;
  if (type) for (const binding of bindings) binding.type = type;
  const parts = [...(target ? expressionsOfTarget(target) : []), ...evaluated];
  const [only] = parts;
  const all: Expression = { kind: 'operation', operator: 'default', parts, ...rangeOf(bare) };
  return [{ name: nameOf(lowering, left), bindings, default: parts.length > 1 ? all : only }];
}

/** The class that it is annotated with, when that is a plain name: `orders: Orders`. */
function typeOf(lowering: Lowering, node: TSESTree.Identifier): Expression | undefined {
  const annotation = node.typeAnnotation?.typeAnnotation;
  if (annotation?.type !== 'TSTypeReference' || annotation.typeName.type !== 'Identifier') return undefined;
  const name = annotation.typeName;
  return { kind: 'name', name: name.name, binding: lowering.names.of(name), ...rangeOf(name) };
}

/** A destructured parameter's name is its pattern as it is written. */
function nameOf(lowering: Lowering, node: TSESTree.Node): string {
  if (node.type === 'Identifier') return node.name;
  const annotation = 'typeAnnotation' in node ? node.typeAnnotation : undefined;
  const { start, end } = rangeOf(node);
  return lowering.text
    .slice(start, annotation && 'range' in annotation ? annotation.range[0] : end)
    .replace(/\s+/g, ' ')
    .trim();
}

/** `constructor(private client: Client)` declares the field `client` and gives it the argument. */
export function fieldsOfParameters(lowering: Lowering, node: FunctionSource): ClassNode['fields'] {
  return node.params.flatMap((parameter) => {
    if (parameter.type !== 'TSParameterProperty') return [];
    const bare = parameter.parameter.type === 'AssignmentPattern' ? parameter.parameter.left : parameter.parameter;
    if (bare.type !== 'Identifier' || bare.name === '') return [];
    const value = nameExpression(lowering, bare, bare.name);
    lowering.names.of(bare)?.reads.push(value);
    return [{ name: bare.name, value, static: false, range: rangeOf(parameter) }];
  });
}
