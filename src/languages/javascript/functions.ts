import ts from 'typescript';
import type { ClassNode, Expression, FunctionNode, NameExpression, Parameter, Range, Statement } from '../tree.ts';
import { expressionsOfTarget } from '../walk.ts';
import {
  bare,
  has,
  inScope,
  modifiersOf,
  rangeOf,
  readName,
  startOf,
  within,
  type BlockDraft,
  type Lowering,
  type Named,
} from './context.ts';
import type { Draft } from '../draft.ts';
import {
  bindingNamed,
  declare,
  declareBody,
  declareNames,
  declareTypeParameters,
  scopeIn,
  typeNamed,
  type Scope,
} from './scopes.ts';
import { given, lowerTarget } from './targets.ts';

const { AsyncKeyword, Block, Decorator, FunctionExpression, FunctionDeclaration, Identifier, TypeReference } =
  ts.SyntaxKind;

type Source =
  | ts.FunctionDeclaration
  | ts.FunctionExpression
  | ts.ArrowFunction
  | ts.MethodDeclaration
  | ts.AccessorDeclaration
  | ts.ConstructorDeclaration;

/** A function that has a body: the others are only told of to the compiler. */
export type FunctionSource = Source & { readonly body: ts.ConciseBody };

export const hasBody = <Node extends Source>(node: Node): node is Node & { readonly body: ts.ConciseBody } =>
  node.body !== undefined;

interface Heading extends Named {
  /** With decorators and, for a method, its name. */
  readonly range: Range;
  /** Where the names of parameters are seen. */
  readonly visible: Range;
  readonly class?: ClassNode;
  readonly decorators?: readonly Expression[];
  readonly getter?: boolean;
  /** A constructor's: the fields of the class. */
  readonly fields?: ClassNode['fields'][number][];
  /** A constructor's: the decorators of its parameters. */
  readonly beside?: Beside;
}

/** The decorators of fields and parameters of a class, by what they stand before. */
export type Beside = ReadonlyMap<ts.Node, readonly Expression[]>;

export function lowerFunction(lowering: Lowering, node: FunctionSource, heading: Heading): FunctionNode {
  const body = bare(node.body);
  const fn = begin(lowering, heading, rangeOf(lowering, body));
  fn.async = has(node, AsyncKeyword);
  fn.generator = 'asteriskToken' in node && node.asteriskToken !== undefined;
  const around = lowering.scope;
  inScope(lowering, scopeOf(lowering, node, fn, heading.visible), () => {
    within(lowering, { function: fn, block: fn.body, statement: undefined }, () => {
      declareOwnName(lowering, node, fn, around);
      fn.parameters = node.parameters.flatMap((parameter) => lowerParameter(lowering, parameter, heading.beside));
      if (body.kind === Block) fill(lowering, fn, (body as ts.Block).statements);
      else returnOnly(lowering, fn, body);
      heading.fields?.push(...fieldsOfParameters(lowering, node));
    });
  });
  return fn;
}

/** The scope of its parameters, in which its body declares too when it is entered: their defaults see nothing of it. */
function scopeOf(lowering: Lowering, node: FunctionSource, fn: FunctionNode, visible: Range): Scope {
  let { scope: around } = lowering;
  if (node.kind === FunctionExpression && node.name) {
    around = scopeIn(around, fn, visible);
    declare(lowering, around, node.name.text, 'function');
  }
  const scope = scopeIn(around, fn, visible);
  for (const { name } of node.parameters) declareNames(lowering, scope, name, 'parameter');
  declareTypeParameters(lowering, scope, node.typeParameters);
  return scope;
}

/** A block of a class that runs when the class is defined, as a function that is called there. */
export function lowerStaticBlock(
  lowering: Lowering,
  node: ts.ClassStaticBlockDeclaration,
  class_: ClassNode,
): FunctionNode {
  const range = rangeOf(lowering, node);
  const at = { start: range.start, end: Math.min(range.start + 'static'.length, range.end) };
  const body = { start: startOf(lowering, node.body), end: range.end };
  const fn = begin(lowering, { name: 'static', at, range, visible: range, class: class_ }, body);
  inScope(lowering, scopeIn(lowering.scope, fn, range), () => {
    fill(lowering, fn, node.body.statements);
  });
  return fn;
}

/** The constructor that a class has without saying so, which hands on all that it is given; `at` is where to point at. */
export function impliedConstructor(lowering: Lowering, class_: ClassNode, at: Range): FunctionNode {
  const range = { start: at.end, end: at.end };
  const name = `${class_.name}.constructor`;
  const fn = begin(lowering, { name, at, range: at, visible: at, class: class_ }, range);
  const rest = class_.bases.length > 0 && declare(lowering, scopeIn(lowering.scope, fn, range), 'args', 'parameter');
  if (!rest) return fn;
  const reading: NameExpression = { kind: 'name', name: rest.name, binding: rest, ...range };
  rest.reads.push(reading);
  fn.parameters = [{ name: rest.name, bindings: [rest], default: undefined, rest: 'items' }];
  const value: Expression = {
    kind: 'call',
    callee: { kind: 'super', ...range },
    arguments: [{ name: undefined, value: reading, spread: true }],
    construct: false,
    optional: false,
    ...range,
  };
  fn.body.statements.push({ kind: 'expression', value, block: fn.body, function: fn, ...range });
  return fn;
}

type FunctionDraft = Draft<FunctionNode> & { body: BlockDraft };

function begin(
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
  lowering.functions.push(fn);
  return fn;
}

function fill(lowering: Lowering, fn: FunctionDraft, statements: readonly ts.Statement[]): void {
  declareBody(lowering, lowering.scope, statements);
  within(lowering, { function: fn, block: fn.body, statement: undefined }, () => {
    lowering.statements(statements);
  });
}

function returnOnly(lowering: Lowering, fn: FunctionDraft, node: ts.Node): void {
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
export function nameOr(lowering: Lowering, id: ts.Identifier | undefined, named: Named | undefined): Named | undefined {
  return id && id.text !== '' ? { name: id.text, at: rangeOf(lowering, id) } : named;
}

/** What stands before the body, from `start` on. */
export function headOf(lowering: Lowering, start: number, { body }: FunctionSource): Range {
  return { start, end: start + lowering.text.slice(start, startOf(lowering, bare(body))).trimEnd().length };
}

/** From its type parameters or parameters on: a method without its name. */
export function withoutName(node: ts.MethodDeclaration | ts.AccessorDeclaration | ts.ConstructorDeclaration): Range {
  const start = (node.typeParameters ?? node.parameters).pos - 1;
  return { start, end: Math.max(start, node.end) };
}

/** The name of a function expression means the function within it. */
function declareOwnName(lowering: Lowering, node: FunctionSource, fn: FunctionNode, around: Scope): void {
  if (node.kind !== FunctionDeclaration && node.kind !== FunctionExpression) return;
  const { name } = node;
  const isDeclaration = node.kind === FunctionDeclaration;
  const named = isDeclaration ? around : lowering.scope.around;
  const binding = name && named && inScope(lowering, named, () => bindingNamed(lowering, name.text));
  if (!binding) return;
  binding.declares ??= fn;
  binding.writes.push({
    function: (isDeclaration ? fn.parent : fn) ?? fn,
    range: rangeOf(lowering, name),
    value: undefined,
    path: [],
    iterates: undefined,
    statement: undefined,
  });
}

function lowerParameter(lowering: Lowering, node: ts.ParameterDeclaration, beside?: Beside): readonly Parameter[] {
  const { name, initializer, dotDotDotToken } = node;
  // `this: Context` says a type and declares nothing.
  if (name.kind === Identifier && /^(this)?$/.test(name.text) && !initializer && !dotDotDotToken) return [];
  const { target, bindings, evaluated } = lowerTarget(lowering, node, given(undefined));
  const type = dotDotDotToken || name.kind !== Identifier ? undefined : typeOf(lowering, node);
  if (type) for (const binding of bindings) binding.type = type;
  const parts = [...(target ? expressionsOfTarget(target) : []), ...evaluated];
  const [only] = parts;
  const start = startOf(lowering, dotDotDotToken ?? name);
  const end = initializer?.end ?? (node.type ?? name).end;
  const all: Expression = { kind: 'operation', operator: 'default', parts, start, end: Math.max(start, end) };
  const decorators = beside?.get(node);
  return [
    {
      name: nameOf(lowering, name),
      bindings,
      default: parts.length > 1 ? all : only,
      ...(decorators ? { decorators } : {}),
      ...(dotDotDotToken ? { rest: 'items' } : {}),
    },
  ];
}

/** The class that it is annotated with, when that is a plain name: `orders: Orders`. */
function typeOf(lowering: Lowering, { type }: ts.ParameterDeclaration): Expression | undefined {
  if (type?.kind !== TypeReference) return undefined;
  const { typeName } = type as ts.TypeReferenceNode;
  if (typeName.kind !== Identifier) return undefined;
  const binding = typeNamed(lowering, typeName.text);
  return { kind: 'name', name: typeName.text, binding, ...rangeOf(lowering, typeName) };
}

/** A destructured parameter's name is its pattern as it is written. */
function nameOf(lowering: Lowering, name: ts.BindingName): string {
  if (name.kind === Identifier) return name.text;
  const { start, end } = rangeOf(lowering, name);
  return lowering.text.slice(start, end).replace(/\s+/g, ' ').trim();
}

/** `constructor(private client: Client)` declares the field `client` and gives it the argument. */
const fieldsOfParameters = (lowering: Lowering, node: FunctionSource): ClassNode['fields'] =>
  node.parameters.flatMap((parameter) => {
    const { name, dotDotDotToken } = parameter;
    if (name.kind !== Identifier || name.text === '' || dotDotDotToken) return [];
    if (modifiersOf(parameter).every(({ kind }) => kind === Decorator)) return [];
    const value = readName(lowering, name);
    return [{ name: name.text, value, static: false, range: rangeOf(lowering, parameter) }];
  });
