import ts from 'typescript';
import type { ClassNode, Expression } from '../tree.ts';
import { isUpdate } from './assignments.ts';
import { bare, has, inScope, modifiersOf, rangeOf, type Lowering } from './context.ts';
import type { Draft } from '../draft.ts';
import {
  type Beside,
  hasBody,
  headOf,
  impliedConstructor,
  lowerFunction,
  lowerStaticBlock,
  withoutName,
} from './functions.ts';
import { keyOf } from './keys.ts';
import { bindingNamed, declare, declareTypeParameters, scopeIn, type Scope } from './scopes.ts';
import { declarationRange } from './outside.ts';

const {
  AbstractKeyword,
  AccessorKeyword,
  ArrowFunction,
  BigIntLiteral,
  ClassExpression,
  ClassStaticBlockDeclaration,
  ComputedPropertyName,
  Constructor,
  DeclareKeyword,
  Decorator,
  DeleteExpression,
  ExtendsKeyword,
  FalseKeyword,
  FunctionExpression,
  GetAccessor,
  Identifier,
  MethodDeclaration,
  NullKeyword,
  NumericLiteral,
  PrefixUnaryExpression,
  PropertyAccessExpression,
  PropertyDeclaration,
  RegularExpressionLiteral,
  SetAccessor,
  StaticKeyword,
  StringLiteral,
  ThisKeyword,
  TrueKeyword,
  TypeOfExpression,
  VoidExpression,
} = ts.SyntaxKind;

type Drafted = Omit<Draft<ClassNode>, 'methods' | 'fields'> & {
  readonly methods: ClassNode['methods'][number][];
  readonly fields: ClassNode['fields'][number][];
};

/** `named` is what the class is called where it stands, when it has no name of its own. */
export function lowerClass(lowering: Lowering, node: ts.ClassLikeDeclaration, named: string): ClassNode {
  const own: Drafted = {
    name: node.name?.text ?? named,
    range: declarationRange(lowering, node),
    parent: lowering.place.function,
    bases: [],
    decorators: [],
    methods: [],
    fields: [],
  };
  lowering.classes.push(own);
  inScope(lowering, scopeOf(lowering, node), () => {
    declareName(lowering, node, own);
    const decorators = decoratorsOf(lowering, node);
    const [first] = decorators;
    if (first) own.range = { start: Math.min(own.range.start, first.start - 1), end: own.range.end };
    const base = node.heritageClauses?.find(({ token }) => token === ExtendsKeyword)?.types[0];
    own.bases = base ? [lowering.expression(base.expression)] : [];
    const beside: Beside = new Map(node.members.flatMap((member) => decoratorsBeside(lowering, member)));
    own.decorators = [...decorators, ...[...beside.values()].flat()];
    const written = node.members.some(isConstructor);
    if (!written && (node.members.some(initializesField) || isOfPackage(lowering, base?.expression))) {
      const at = node.name ? rangeOf(lowering, node.name) : { start: own.range.start, end: own.range.start };
      own.methods.push({ name: 'constructor', function: impliedConstructor(lowering, own, at), static: false });
    }
    for (const member of node.members) {
      addKey(lowering, own, member);
      addMember(lowering, own, member, beside);
    }
  });
  return own;
}

/** The name of a class expression means the class within it. */
function scopeOf(lowering: Lowering, node: ts.ClassLikeDeclaration): Scope {
  const { scope: around } = lowering;
  const named = node.kind === ClassExpression && node.name;
  if (!named && !node.typeParameters) return around;
  const scope = scopeIn(around, around.function, declarationRange(lowering, node));
  if (named) declare(lowering, scope, named.text, 'class');
  declareTypeParameters(lowering, scope, node.typeParameters);
  return scope;
}

/** Whether something runs for each object. */
const initializesField = (member: ts.ClassElement): boolean =>
  isProperty(member) && isField(member) && !isAtRest(member.initializer);

/** Whether the constructor of the class above is one that only its symbol tells of. */
function isOfPackage(lowering: Lowering, base: ts.Expression | undefined): boolean {
  const inner = base && bare(base);
  if (inner?.kind === PropertyAccessExpression)
    return isOfPackage(lowering, (inner as ts.PropertyAccessExpression).expression);
  if (inner?.kind !== Identifier) return false;
  const from = bindingNamed(lowering, (inner as ts.Identifier).text)?.import?.node.specifier;
  return from !== undefined && !/^[./~]|^@\//.test(from);
}

const isConstructor = (member: ts.ClassElement): boolean =>
  !has(member, StaticKeyword) &&
  (member.kind === Constructor ||
    (member.kind === MethodDeclaration && member.name?.kind === StringLiteral && member.name.text === 'constructor'));

const isProperty = (member: ts.ClassElement): member is ts.PropertyDeclaration => member.kind === PropertyDeclaration;

const isField = (member: ts.PropertyDeclaration): boolean =>
  ![StaticKeyword, DeclareKeyword, AbstractKeyword, AccessorKeyword].some((kind) => has(member, kind));

const atRest: ReadonlySet<ts.SyntaxKind> = new Set([
  ArrowFunction,
  BigIntLiteral,
  DeleteExpression,
  FalseKeyword,
  FunctionExpression,
  Identifier,
  NullKeyword,
  NumericLiteral,
  PrefixUnaryExpression,
  RegularExpressionLiteral,
  StringLiteral,
  ThisKeyword,
  TrueKeyword,
  TypeOfExpression,
  VoidExpression,
]);

function isAtRest(value: ts.Expression | undefined): boolean {
  if (!value) return true;
  const inner = bare(value);
  return atRest.has(inner.kind) && !isUpdate(inner);
}

function declareName(lowering: Lowering, { name }: ts.ClassLikeDeclaration, own: ClassNode): void {
  const binding = name && bindingNamed(lowering, name.text);
  if (!binding) return;
  binding.declares ??= own;
  const { function: fn, statement } = lowering.place;
  binding.writes.push({
    function: fn,
    range: rangeOf(lowering, name),
    value: undefined,
    path: [],
    iterates: undefined,
    statement,
  });
}

/** A key that is computed is evaluated when the class is defined, as a static field is. */
function addKey(lowering: Lowering, own: Drafted, { name }: ts.ClassElement): void {
  if (name?.kind !== ComputedPropertyName || keyOf(name) !== undefined) return;
  const value = lowering.expression(name.expression);
  own.fields.push({ name: '', value, static: true, range: { start: value.start, end: value.end } });
}

type Member =
  | ts.ConstructorDeclaration
  | ts.MethodDeclaration
  | ts.AccessorDeclaration
  | ts.PropertyDeclaration
  | ts.ClassStaticBlockDeclaration;

function addMember(lowering: Lowering, own: Drafted, element: ts.ClassElement, beside: Beside): void {
  const member = element as Member;
  switch (member.kind) {
    case Constructor:
    case MethodDeclaration:
    case GetAccessor:
    case SetAccessor:
      addMethod(lowering, own, member, beside);
      return;
    case PropertyDeclaration:
      if (!has(member, DeclareKeyword) && !has(member, AbstractKeyword))
        addField(lowering, own, member, beside.get(member));
      return;
    case ClassStaticBlockDeclaration: {
      const range = rangeOf(lowering, member);
      const callee: Expression = { kind: 'function', function: lowerStaticBlock(lowering, member, own), ...range };
      const value: Expression = { kind: 'call', callee, arguments: [], construct: false, optional: false, ...range };
      own.fields.push({ name: '', value, static: true, range });
      return;
    }
    default:
    // Signatures are not there when the code runs.
  }
}

function addMethod(
  lowering: Lowering,
  own: Drafted,
  member: ts.ConstructorDeclaration | ts.MethodDeclaration | ts.AccessorDeclaration,
  beside: Beside,
): void {
  // Nor are overloads and abstract methods.
  if (!hasBody(member) || has(member, AbstractKeyword)) return;
  const name = member.kind === Constructor ? 'constructor' : (keyOf(member.name) ?? '');
  const range = rangeOf(lowering, member);
  const visible = withoutName(member);
  const constructs = isConstructor(member);
  const fn = lowerFunction(lowering, member, {
    name: constructs ? `${own.name}.${name}` : name,
    at:
      name === ''
        ? { start: range.start, end: headOf(lowering, visible.start, member).end }
        : nameRange(lowering, member),
    range,
    visible,
    class: own,
    decorators: member.kind === Constructor ? [] : decoratorsOf(lowering, member),
    getter: member.kind === GetAccessor,
    ...(constructs ? { fields: own.fields, beside } : {}),
  });
  own.methods.push({ name, function: fn, static: has(member, StaticKeyword) });
}

function nameRange(
  lowering: Lowering,
  member: ts.ConstructorDeclaration | ts.MethodDeclaration | ts.AccessorDeclaration,
): { readonly start: number; readonly end: number } {
  if (member.kind !== Constructor) return keyRange(lowering, member.name);
  const start = lowering.text.lastIndexOf('constructor', member.parameters.pos);
  return { start, end: start + 'constructor'.length };
}

const keyRange = (lowering: Lowering, name: ts.PropertyName) =>
  rangeOf(lowering, name.kind === ComputedPropertyName ? bare(name.expression) : name);

/** A function that a field holds is as good as a method: `this` in it means the object. */
function addField(
  lowering: Lowering,
  own: Drafted,
  member: ts.PropertyDeclaration,
  decorators: readonly Expression[] | undefined,
): void {
  const name = keyOf(member.name) ?? '';
  const range = rangeOf(lowering, member);
  const named = { name, at: keyRange(lowering, member.name) };
  const base = { name, static: has(member, StaticKeyword), range, ...(decorators ? { decorators } : {}) };
  const value = member.initializer && (bare(member.initializer) as ts.ArrowFunction | ts.FunctionExpression);
  if (value?.kind === ArrowFunction || value?.kind === FunctionExpression) {
    const whole = rangeOf(lowering, value);
    const fn = lowerFunction(lowering, value, { ...named, range: whole, visible: whole, class: own });
    own.fields.push({ ...base, value: { kind: 'function', function: fn, ...whole } });
    return;
  }
  own.fields.push({ ...base, value: value ? lowering.expression(value, named) : undefined });
}

/** Decorators of fields and parameters, which are evaluated when the class is defined. */
function decoratorsBeside(
  lowering: Lowering,
  element: ts.ClassElement,
): readonly (readonly [ts.Node, readonly Expression[]])[] {
  const member = element as Member;
  if (member.kind === ClassStaticBlockDeclaration || has(member, AbstractKeyword)) return [];
  const parameters: readonly ts.ParameterDeclaration[] | undefined =
    member.kind === PropertyDeclaration ? undefined : member.parameters;
  const nodes: readonly ts.Node[] = member.kind === PropertyDeclaration ? [member] : (parameters ?? []);
  return nodes.flatMap((node) => {
    const decorators = decoratorsOf(lowering, node);
    return decorators.length > 0 ? [[node, decorators] as const] : [];
  });
}

const decoratorsOf = (lowering: Lowering, node: ts.Node): readonly Expression[] =>
  modifiersOf(node).flatMap((it) => (it.kind === Decorator ? [lowering.expression(it.expression)] : []));
