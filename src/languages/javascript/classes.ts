import type { TSESTree } from '@typescript-eslint/types';
import type { ClassNode, Expression } from '../tree.ts';
import { rangeOf, type Lowering } from './context.ts';
import type { Draft } from '../draft.ts';
import { fieldsOfParameters, headOf, impliedConstructor, lowerFunction, lowerStaticBlock } from './functions.ts';
import { keyOf } from './keys.ts';

type Drafted = Omit<Draft<ClassNode>, 'methods' | 'fields'> & {
  readonly methods: ClassNode['methods'][number][];
  readonly fields: ClassNode['fields'][number][];
};

/** `named` is what the class is called where it stands, when it has no name of its own. */
export function lowerClass(
  lowering: Lowering,
  node: TSESTree.ClassDeclaration | TSESTree.ClassExpression,
  named: string,
): ClassNode {
  const own: Drafted = {
    name: node.id?.name ?? named,
    range: rangeOf(node),
    parent: lowering.place.function,
    bases: [],
    decorators: [],
    methods: [],
    fields: [],
  };
  lowering.classes.push(own);
  declareName(lowering, node, own);
  const decorators = decoratorsOf(lowering, node);
  const [first] = decorators;
  if (first) own.range = { start: Math.min(own.range.start, first.start - 1), end: own.range.end };
  own.bases = node.superClass ? [lowering.expression(node.superClass)] : [];
  own.decorators = [...decorators, ...node.body.body.flatMap((member) => decoratorsBeside(lowering, member))];
  if (initializesFields(node.body.body)) {
    const at = node.id ? rangeOf(node.id) : { start: own.range.start, end: own.range.start };
    own.methods.push({ name: 'constructor', function: impliedConstructor(lowering, own, at), static: false });
  }
  for (const member of node.body.body) addMember(lowering, own, member);
  return own;
}

/** Whether something runs for each object although no constructor is written. */
const initializesFields = (members: readonly TSESTree.ClassElement[]): boolean =>
  !members.some((it) => it.type === 'MethodDefinition' && it.kind === 'constructor') &&
  members.some((it) => it.type === 'PropertyDefinition' && !it.static && !it.declare && !isAtRest(it.value));

const isAtRest = (value: TSESTree.Expression | null): boolean =>
  value === null || /^(Literal|Identifier|ThisExpression|UnaryExpression|(Arrow)?FunctionExpression)$/.test(value.type);

function declareName(
  lowering: Lowering,
  node: TSESTree.ClassDeclaration | TSESTree.ClassExpression,
  own: ClassNode,
): void {
  const binding = node.id && lowering.names.of(node.id);
  if (!node.id || !binding) return;
  binding.declares ??= own;
  const { function: fn, statement } = lowering.place;
  binding.writes.push({
    function: fn,
    range: rangeOf(node.id),
    value: undefined,
    path: [],
    iterates: undefined,
    statement,
  });
}

function addMember(lowering: Lowering, own: Drafted, member: TSESTree.ClassElement): void {
  switch (member.type) {
    case 'MethodDefinition':
      addMethod(lowering, own, member);
      return;
    case 'PropertyDefinition':
    case 'AccessorProperty':
      if (!('declare' in member) || !member.declare) addField(lowering, own, member);
      return;
    case 'StaticBlock': {
      const range = rangeOf(member);
      const callee: Expression = { kind: 'function', function: lowerStaticBlock(lowering, member, own), ...range };
      const value: Expression = { kind: 'call', callee, arguments: [], construct: false, optional: false, ...range };
      own.fields.push({ name: '', value, static: true, range });
      return;
    }
    default:
    // Signatures and abstract members are not there when the code runs.
  }
}

function addMethod(lowering: Lowering, own: Drafted, member: TSESTree.MethodDefinition): void {
  const { value, kind, static: isStatic } = member;
  if (value.type !== 'FunctionExpression') return;
  const name = keyOf(member.key, member.computed) ?? '';
  const range = rangeOf(member);
  const fn = lowerFunction(lowering, value, {
    name: kind === 'constructor' ? `${own.name}.${name}` : name,
    at: name === '' ? { start: range.start, end: headOf(lowering, value).end } : rangeOf(member.key),
    range,
    class: own,
    decorators: decoratorsOf(lowering, member),
    getter: kind === 'get',
  });
  own.methods.push({ name, function: fn, static: isStatic });
  if (kind === 'constructor') own.fields.push(...fieldsOfParameters(lowering, value));
}

/** A function that a field holds is as good as a method: `this` in it means the object. */
function addField(
  lowering: Lowering,
  own: Drafted,
  member: TSESTree.PropertyDefinition | TSESTree.AccessorProperty,
): void {
  const name = keyOf(member.key, member.computed) ?? '';
  const range = rangeOf(member);
  const named = { name, at: rangeOf(member.key) };
  const base = { name, static: member.static, range };
  const { value } = member;
  if (value?.type === 'ArrowFunctionExpression' || value?.type === 'FunctionExpression') {
    const fn = lowerFunction(lowering, value, { ...named, range: rangeOf(value), class: own });
    own.fields.push({ ...base, value: { kind: 'function', function: fn, ...rangeOf(value) } });
    return;
  }
  own.fields.push({ ...base, value: value ? lowering.expression(value, named) : undefined });
}

/** Decorators of fields and parameters, which are evaluated when the class is defined. */
function decoratorsBeside(lowering: Lowering, member: TSESTree.ClassElement): readonly Expression[] {
  if (member.type === 'PropertyDefinition' || member.type === 'AccessorProperty') return decoratorsOf(lowering, member);
  if (member.type !== 'MethodDefinition') return [];
  return member.value.params.flatMap((parameter) => decoratorsOf(lowering, parameter));
}

const decoratorsOf = (
  lowering: Lowering,
  { decorators }: { readonly decorators?: readonly TSESTree.Decorator[] },
): readonly Expression[] => (decorators ?? []).map((it) => lowering.expression(it.expression));
