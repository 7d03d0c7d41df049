/** What a name of Java means: a variable, a field of the object, a class, or a class of the same package. */
import { memberOf } from '../plain.ts';
import { memberNamed } from '../treeSitter/operations.ts';
import { type BindingDraft, rangeOf, textOf, unknownExpression } from '../treeSitter/draft.ts';
import { isKnownClass } from '../catalogue.ts';
import { childOf, fieldOf, namedOf, type SyntaxNode } from '../treeSitter/syntax.ts';
import type { ClassNode, Expression, ImportNode, NameExpression, Range } from '../tree.ts';
import { bind, type Lowering, type Members, type Scope } from './context.ts';
import { isOfPlatform } from './platform.ts';
import { javaLang } from './spelling.ts';

export function reading(
  lowering: Lowering,
  binding: BindingDraft | undefined,
  node: Range,
  name: string,
): NameExpression {
  const read: NameExpression = { kind: 'name', name, binding, ...rangeOf(node) };
  if (binding) binding.reads.push(read);
  else lowering.unresolved.add(name);
  return read;
}

/** A name in an expression. A field of the object is `this.name`, however it is written. */
export function lowerName(lowering: Lowering, node: SyntaxNode): Expression {
  const name = textOf(lowering, node);
  if (name === '') return unknownExpression(node, []);
  for (let scope: Scope | undefined = lowering.scope; scope; scope = scope.parent) {
    const binding = scope.names.get(name);
    if (binding) return reading(lowering, binding, node, name);
    if (scope.members?.fields.has(name)) return fieldOfThis(scope.members.node, node, name);
  }
  if (hasType(lowering, name) || (isTypeName(name) && !isConstantName(name)))
    return reading(lowering, typeBinding(lowering, name, node), node, name);
  const inheriting = membersAround(lowering).find(({ inherits }) => inherits);
  if (!inheriting) return reading(lowering, undefined, node, name);
  lowering.unresolved.add(name);
  return fieldOfThis(inheriting.node, node, name);
}

export const fieldOfThis = (owner: ClassNode, node: Range, name: string): Expression =>
  memberOf({ kind: 'this', class: owner, start: node.start, end: node.start }, name, node);

/** What `name(…)` calls: a method of this class or of one around it, a statically imported one, an inherited one. */
export function lowerMethodName(lowering: Lowering, node: SyntaxNode): Expression {
  const name = textOf(lowering, node);
  const around = membersAround(lowering);
  const owner = around.find(({ methods }) => methods.has(name));
  if (owner) return fieldOfThis(owner.node, node, name);
  const imported = lowering.module.names.get(name);
  if (imported?.import) return reading(lowering, imported, node, name);
  const inheriting = around.find(({ inherits }) => inherits);
  return inheriting ? fieldOfThis(inheriting.node, node, name) : reading(lowering, undefined, node, name);
}

/** Innermost first. */
export function membersAround(lowering: Lowering): readonly Members[] {
  const found: Members[] = [];
  for (let scope: Scope | undefined = lowering.scope; scope; scope = scope.parent)
    if (scope.members) found.push(scope.members);
  return found;
}

export function findVariable(lowering: Lowering, name: string): BindingDraft | undefined {
  for (let scope: Scope | undefined = lowering.scope; scope; scope = scope.parent) {
    const binding = scope.names.get(name);
    if (binding || scope.members?.fields.has(name)) return binding;
  }
  return undefined;
}

function hasType(lowering: Lowering, name: string): boolean {
  for (let scope: Scope | undefined = lowering.scope; scope; scope = scope.parent)
    if (scope.types.has(name)) return true;
  return false;
}

function findType(lowering: Lowering, name: string): BindingDraft | undefined {
  for (let scope: Scope | undefined = lowering.scope; scope; scope = scope.parent)
    if (scope.types.has(name)) return scope.types.get(name);
  return undefined;
}

const isTypeName = (name: string): boolean => /^[A-Z]/.test(name);
const isConstantName = (name: string): boolean => /^[A-Z][A-Z0-9]*_[A-Z0-9_]*$|^[A-Z]$/.test(name);

/** The binding of a type's name, made when the file does not say where the type comes from; undefined for a type's parameter. */
function typeBinding(lowering: Lowering, name: string, at: Range): BindingDraft | undefined {
  return hasType(lowering, name) ? findType(lowering, name) : implied(lowering, name, specifierOf(lowering, name), at);
}

/** A name that no import brings is of `java.lang`, of a package that is imported as a whole, or of the same package. */
function specifierOf(lowering: Lowering, name: string): string {
  if (javaLang.has(name)) return `java.lang.${name}`;
  const packages = lowering.imports.flatMap(({ names, specifier }) =>
    names.some(({ local }) => local === '*') ? [specifier] : [],
  );
  // Of several packages of services, a pattern would take the first; the interface tells which one has the builder.
  const its = name.replace(/(?:Async)?Client(?:Builder)?$/, '');
  const known =
    packages.find((it) => isOfPlatform(`${it}.${name}`) || isOfPlatform(`${it}.${its}`)) ??
    packages.find((it) => isKnownClass(`${it}.${name}`));
  return `${known ?? lowering.package}.${name}`.replace(/^\./, '');
}

function implied(lowering: Lowering, name: string, specifier: string, at: Range): BindingDraft {
  const binding = bind(lowering, lowering.module, name, 'import');
  const range = rangeOf(at);
  const node: ImportNode = {
    specifier,
    form: 'import',
    typeOnly: false,
    names: [{ imported: '*', local: name, binding, range }],
    specifierRange: range,
    range,
    function: lowering.module.function,
  };
  binding.import = { node, imported: '*' };
  // What the language itself brings is loaded by nobody.
  if (!specifier.startsWith('java.lang.')) lowering.imports.push(node);
  return binding;
}

/** The class that a type names, its arguments left out; undefined for primitives, arrays, `var` and a type's parameter. All names in it are read. */
export function lowerType(lowering: Lowering, node: SyntaxNode): Expression | undefined {
  switch (node.type) {
    case 'identifier':
    case 'type_identifier': {
      const name = textOf(lowering, node);
      if (name === '' || name === 'var') return undefined;
      const binding = typeBinding(lowering, name, node);
      return binding && reading(lowering, binding, node, name);
    }
    case 'scoped_type_identifier':
      return lowerScopedType(lowering, node);
    case 'generic_type': {
      const [head, ...rest] = namedOf(node);
      const type = head && lowerType(lowering, head);
      for (const it of rest) typesIn(lowering, it);
      return type;
    }
    case 'annotated_type': {
      const last = namedOf(node).at(-1);
      return last && lowerType(lowering, last);
    }
    case 'catch_type':
    case 'array_type':
      typesIn(lowering, node);
      return undefined;
    default:
      return undefined;
  }
}

/** Reads every type that the node names. */
function typesIn(lowering: Lowering, node: SyntaxNode): void {
  const stack = [node];
  for (let at = stack.pop(); at; at = stack.pop()) {
    if (at.type === 'type_identifier' || at.type === 'scoped_type_identifier') lowerType(lowering, at);
    else stack.push(...at.children);
  }
}

/** `Map.Entry`, `java.util.Map.Entry`. */
function lowerScopedType(lowering: Lowering, node: SyntaxNode): Expression | undefined {
  const names: SyntaxNode[] = [];
  for (let at: SyntaxNode | undefined = node; at;) {
    const parts: readonly SyntaxNode[] = namedOf(at);
    if (at.type !== 'scoped_type_identifier') {
      names.unshift(at.type === 'generic_type' ? (parts[0] ?? at) : at);
      break;
    }
    const last = parts.at(-1);
    if (last) names.unshift(last);
    at = parts.length > 1 ? parts[0] : undefined;
  }
  return lowerDotted(lowering, names);
}

/** The class at the front of `a.b.C.D`, written with its package, with what is taken of it. */
export function lowerDotted(lowering: Lowering, names: readonly SyntaxNode[]): Expression | undefined {
  const [first] = names;
  if (!first) return undefined;
  const spelt = names.map((it) => textOf(lowering, it));
  const at = spelt.findIndex(isTypeName);
  const head = names[at];
  if (at < 0 || !head) return undefined;
  const name = spelt[at] ?? '';
  const range = { start: first.start, end: head.end };
  const binding =
    at === 0 ? typeBinding(lowering, name, head) : packaged(lowering, spelt.slice(0, at + 1).join('.'), range);
  if (!binding) return undefined;
  return names
    .slice(at + 1)
    .reduce<Expression>(
      (object, it) => memberNamed(lowering, object, it, { start: range.start, end: it.end }),
      reading(lowering, binding, range, binding.name),
    );
}

/** A class written with its package is a name that nothing else can mean. */
function packaged(lowering: Lowering, full: string, at: Range): BindingDraft {
  const before = lowering.module.types.get(full);
  return before ?? implied(lowering, full, full, at);
}

/** The identifiers of `a.b.C`, when it is nothing else and its first one is no variable. */
export function dottedNames(lowering: Lowering, node: SyntaxNode): readonly SyntaxNode[] | undefined {
  const names: SyntaxNode[] = [];
  let at: SyntaxNode | undefined = node;
  while (at?.type === 'field_access') {
    const field = fieldOf(at, 'field');
    if (field?.type !== 'identifier') return undefined;
    names.unshift(field);
    at = fieldOf(at, 'object');
  }
  if (at?.type !== 'identifier' || names.length === 0) return undefined;
  const first = textOf(lowering, at);
  if (!/^[a-z]/.test(first) || isVariable(lowering, first)) return undefined;
  return [at, ...names];
}

function isVariable(lowering: Lowering, name: string): boolean {
  for (let scope: Scope | undefined = lowering.scope; scope; scope = scope.parent)
    if (scope.names.has(name) || scope.members?.fields.has(name) || scope.types.has(name)) return true;
  return false;
}

/** What the node's annotations name, in order. */
export function lowerAnnotations(lowering: Lowering, node: SyntaxNode): readonly Expression[] {
  const modifiers = childOf(node, 'modifiers');
  return (modifiers?.children ?? []).flatMap((it): readonly Expression[] => {
    if (it.type !== 'marker_annotation' && it.type !== 'annotation') return [];
    const name = fieldOf(it, 'name');
    if (!name) return [];
    const parts = name.type === 'scoped_identifier' ? identifiersIn(name) : [name];
    const lowered = lowerDotted(lowering, parts);
    return lowered ? [lowered] : [];
  });
}

/** In their order; names may be nested more deeply than a stack is. */
export function identifiersIn(node: SyntaxNode): readonly SyntaxNode[] {
  const found: SyntaxNode[] = [];
  const open = [node];
  for (let it = open.pop(); it; it = open.pop()) {
    if (it.type === 'identifier') found.push(it);
    else open.push(...namedOf(it).toReversed());
  }
  return found;
}
