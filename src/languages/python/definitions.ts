/** Functions and classes. */
import { isEmptyValue, lastNameOf } from '../plain.ts';
import { classDraft, type ClassDraft, deepest, functionDraft, recordWrite, within } from '../treeSitter/draft.ts';
import type { ClassNode, Expression, FunctionNode, Range } from '../tree.ts';
import { bodyOf, extent, isStatement } from './bodies.ts';
import { type Lowering } from './context.ts';
import { addConstructor } from './dataClasses.ts';
import { lowerArguments } from './expressions.ts';
import { lowerImports } from './imports.ts';
import { namesIn } from './names.ts';
import { askProviders, providerOf } from './providers.ts';
import { bindParameters, readParameters } from './parameters.ts';
import { aliasOf, openScope, resolveTarget } from './scopes.ts';
import { fieldOf, hasToken, namedOf, type SyntaxNode } from '../treeSitter/syntax.ts';
import { lowerAssignment } from './assignments.ts';
import { lowerTarget } from './targets.ts';

/** `node` is the definition, or the `decorated_definition` around it. */
export function lowerFunction(lowering: Lowering, node: SyntaxNode, owner?: ClassNode): FunctionNode {
  const definition = definitionIn(node);
  const name = fieldOf(definition, 'name');
  const list = fieldOf(definition, 'parameters');
  const range = { start: node.start, end: node.end };
  const nodes = bodyOf(definition);
  const visible = extent(nodes, definition);
  const fn = functionDraft(
    lowering,
    {
      name: name ? lowering.text.slice(name.start, name.end) : '',
      at:
        name && name.start < name.end
          ? { start: name.start, end: name.end }
          : { start: definition.start, end: list?.end ?? definition.end },
      range,
      parent: lowering.scope.function,
      class: owner,
    },
    visible,
  );
  fn.async = hasToken(definition, 'async');
  fn.generator = yields(nodes);
  fn.decorators = decoratorsOf(lowering, node);
  if (owner && fn.decorators.some(isProperty)) fn.getter = true;
  const parameters = readParameters(lowering, list);
  const result = fieldOf(definition, 'return_type');
  if (result) namesIn(lowering, result);

  const scope = openScope(lowering, lowering.scope, nodes, { kind: 'function', function: fn, visible });
  const bound = bindParameters(lowering, scope, parameters, visible);
  const isBound = owner !== undefined && parameters[0] && !parameters[0].rest && !isDecoratedBy(fn, 'staticmethod');
  fn.selfBinding = isBound ? bound[0]?.bindings[0] : undefined;
  fn.parameters = isBound ? bound.slice(1) : bound;
  askProviders(lowering, scope, fn);
  lowering.fill(fn.body, scope, nodes);

  define(lowering, name, fn, { kind: 'function', function: fn, ...range });
  return fn;
}

export function lowerClass(lowering: Lowering, node: SyntaxNode): ClassNode {
  const definition = definitionIn(node);
  const name = fieldOf(definition, 'name');
  const superclasses = fieldOf(definition, 'superclasses');
  const range = { start: node.start, end: node.end };
  const nodes = bodyOf(definition);
  const draft = classDraft(lowering, name ? lowering.text.slice(name.start, name.end) : '', range);
  draft.decorators = decoratorsOf(lowering, node);
  // A metaclass and other keywords are evaluated too, but are no bases.
  const given = superclasses ? lowerArguments(lowering, superclasses) : [];
  draft.bases = given.flatMap((argument) => (argument.name === undefined ? [argument.value] : []));
  const metaclass = given.find((argument) => argument.name === 'metaclass')?.value;
  if (metaclass) draft.metaclass = metaclass;

  const visible = extent(nodes, definition);
  const scope = openScope(lowering, lowering.scope, nodes, {
    kind: 'class',
    function: lowering.scope.function,
    visible,
  });
  within(lowering, scope, () => {
    for (const member of nodes) lowerMember(lowering, draft, member);
    if (mayBeGivenNothing(draft)) initializing(lowering, draft);
  });
  addConstructor(lowering, draft, nodes);
  define(lowering, name, draft, { kind: 'class', class: draft, ...range });
  return draft;
}

/** A statement of a class body. What it evaluates without binding a name – a call, a condition – is a field without a name. */
function lowerMember(lowering: Lowering, draft: ClassDraft, node: SyntaxNode): void {
  if (!node.named || lowering.depth >= deepest) return;
  lowering.depth += 1;
  addMember(lowering, draft, node);
  lowering.depth -= 1;
}

function addMember(lowering: Lowering, draft: ClassDraft, node: SyntaxNode): void {
  const evaluated = (value: Expression, range: Range = node) => {
    if (value.kind !== 'literal')
      draft.fields.push({ name: '', value, static: true, range: { start: range.start, end: range.end } });
  };
  const definition = definitionIn(node);
  if (definition.type === 'function_definition') {
    const fn = lowerFunction(lowering, node, draft);
    const isStatic = isDecoratedBy(fn, 'staticmethod') || isDecoratedBy(fn, 'classmethod');
    draft.methods.push({ name: fn.name, function: fn, static: isStatic });
    return;
  }
  if (definition.type === 'class_definition') {
    const inner = lowerClass(lowering, node);
    const range = { start: node.start, end: node.end };
    draft.fields.push({ name: inner.name, value: { kind: 'class', class: inner, ...range }, static: true, range });
    return;
  }
  if (node.type === 'import_statement' || node.type === 'import_from_statement') {
    lowerImports(lowering, node);
    return;
  }
  if (node.type === 'expression_statement') {
    const [inner] = namedOf(node);
    if (inner?.type !== 'assignment' && inner?.type !== 'augmented_assignment') {
      for (const part of namedOf(node)) evaluated(lowering.expression(part), part);
      return;
    }
    const declarator = lowerAssignment(lowering, inner);
    const range = { start: node.start, end: node.end };
    const names = declarator.targets.flatMap((target) => (target.kind === 'name' ? [target.name.name] : []));
    if (names.length === 0 && declarator.value) evaluated(declarator.value);
    const made = madeForEach(declarator.value);
    if (made) initializing(lowering, draft);
    for (const name of names) {
      const value = made ?? providerOf(lowering, draft, name, declarator.value) ?? declarator.value;
      draft.fields.push({ name, value, static: made === undefined, range });
    }
    return;
  }
  if (/^(?:pass|global|nonlocal|break|continue|type_alias)/.test(node.type)) return;

  // Compound statements: what they evaluate, then what stands in their blocks.
  const left = fieldOf(node, 'left');
  const right = fieldOf(node, 'right');
  for (const child of namedOf(node)) {
    if (child === left) continue;
    if (child.type === 'block' || child.type.endsWith('_clause') || child.type === 'with_item' || isStatement(child))
      continue;
    const alias = aliasOf(child);
    const value = lowering.expression(alias ? (namedOf(child)[0] ?? child) : child);
    evaluated(value, child);
    if (alias) lowerTarget(lowering, alias, { value, iterates: undefined, path: [] });
    if (child === right && left) lowerTarget(lowering, left, { value: undefined, iterates: value, path: [] });
  }
  for (const child of node.children) {
    if (child.type === 'block') for (const inner of child.children) lowerMember(lowering, draft, inner);
    else if (
      child.type.endsWith('_clause') ||
      child.type === 'with_item' ||
      child.type === 'ERROR' ||
      isStatement(child)
    )
      lowerMember(lowering, draft, child);
  }
}

/** `field(default_factory=make)` of a data class: what is called for each object. */
function madeForEach(value: Expression | undefined): Expression | undefined {
  if (value?.kind !== 'call' || !/^([fF]ield|PrivateAttr|ib|attrib)$/.test(lastNameOf(value.callee))) return undefined;
  const factory = value.arguments.find(({ name }) => name === 'default_factory' || name === 'factory')?.value;
  return factory && { ...value, callee: factory, arguments: [] };
}

/** The fields of a data class are made by a constructor that nobody writes; what is written of it runs afterwards. */
function initializing(lowering: Lowering, draft: ClassDraft): void {
  if (draft.methods.some(({ name }) => name === initializer)) return;
  const { start } = draft.range;
  const at = { start, end: start };
  const parent = lowering.scope.function;
  const fn = functionDraft(lowering, { name: initializer, at, range: at, parent, class: draft }, at);
  draft.methods.push({ name: initializer, function: fn, static: false });
}

const initializer = '__post_init__';

/** Whether it is a data class with a field that is nothing unless it is given, `client: Client | None = None`. */
const mayBeGivenNothing = ({ decorators, fields, methods }: ClassDraft): boolean =>
  decorators.some((it) => lastNameOf(it.kind === 'call' ? it.callee : it) === 'dataclass') &&
  !methods.some(({ name }) => name === '__init__') &&
  fields.some(({ value }) => value !== undefined && (isEmptyValue(value) || isEmptyField(value)));

/** `field(default=None)` */
const isEmptyField = (value: Expression): boolean =>
  value.kind === 'call' && value.arguments.some((it) => it.name === 'default' && isEmptyValue(it.value));

/** Gives the name in the surrounding scope its function or class. */
function define(
  lowering: Lowering,
  name: SyntaxNode | undefined,
  declared: FunctionNode | ClassNode,
  value: Expression,
): void {
  if (!name || name.start === name.end) return;
  const binding = resolveTarget(lowering.scope, lowering.text.slice(name.start, name.end));
  if (!binding) return;
  binding.declares = declared;
  recordWrite(lowering, binding, name, { value, iterates: undefined, path: [] });
}

export const definitionIn = (node: SyntaxNode): SyntaxNode =>
  node.type === 'decorated_definition' ? (fieldOf(node, 'definition') ?? node) : node;

const decoratorsOf = (lowering: Lowering, node: SyntaxNode): readonly Expression[] =>
  node.type === 'decorated_definition'
    ? node.children
        .filter(({ type }) => type === 'decorator')
        .flatMap((decorator) => namedOf(decorator).map(lowering.expression))
    : [];

/** `@property`, `@cached_property`, `@functools.cached_property`. */
const isProperty = (decorator: Expression): boolean => /^(?:\w+_)?property$/.test(lastNameOf(decorator));

const isDecoratedBy = (fn: Pick<FunctionNode, 'decorators'>, name: string): boolean =>
  fn.decorators.some((decorator) => decorator.kind === 'name' && decorator.name === name);

function yields(nodes: readonly SyntaxNode[]): boolean {
  const stack = [...nodes];
  for (let node = stack.pop(); node; node = stack.pop()) {
    if (node.type === 'yield' && node.named) return true;
    if (node.type !== 'function_definition' && node.type !== 'class_definition' && node.type !== 'lambda')
      stack.push(...node.children);
  }
  return false;
}
