/**
 * Classes. Static fields are variables of the module, since they live as long as it does;
 * what initializes an object's fields stands in a constructor that is made for it, which runs before the written ones.
 */
import { memberOf } from '../plain.ts';
import {
  type BlockDraft,
  type ClassDraft,
  type FunctionDraft,
  type Shape,
  functionDraft,
  openBlock,
  placeStatement,
  rangeOf,
  recordWrite,
  textOf,
  within,
  classDraft,
} from '../treeSitter/draft.ts';
import { childOf, fieldOf, fieldsOf, hasToken, namedOf, type SyntaxNode } from '../treeSitter/syntax.ts';
import type { Binding, Expression, Range, Statement } from '../tree.ts';
import { bind, innerScope, type Lowering, type Members, type Scope } from './context.ts';
import { addComponents, addField, addFieldsOfLombok, isStatic } from './components.ts';
import { lowerArguments } from './expressions.ts';
import { declareTypeParameters, lowerMethod } from './functions.ts';
import { injectedIn } from './injected.ts';
import { lowerAnnotations, lowerType, fieldOfThis } from './names.ts';
import { lowerDeclarators, lowerItems } from './statements.ts';

export const isClass = ({ type }: SyntaxNode): boolean =>
  /^(class|interface|enum|record|annotation_type)_declaration$/.test(type);

/** The class's name must be known before anything that may name it is lowered. */
export function declareClass(lowering: Lowering, node: SyntaxNode, scope: Scope): Binding | undefined {
  const name = fieldOf(node, 'name');
  if (!name || name.start === name.end) return undefined;
  return bind(lowering, scope, textOf(lowering, name), 'class');
}

/** A class that stands in a class or a method. */
export function lowerNestedClass(lowering: Lowering, node: SyntaxNode): Shape {
  const name = fieldOf(node, 'name');
  const known = name && lowering.scope.types.get(textOf(lowering, name));
  const binding = known?.kind === 'class' && !known.declares ? known : declareClass(lowering, node, lowering.scope);
  return lowerClass(lowering, node, binding);
}

export function lowerClass(lowering: Lowering, node: SyntaxNode, binding: Binding | undefined): Shape {
  const name = fieldOf(node, 'name');
  const bodyNode = fieldOf(node, 'body');
  const draft = classDraft(lowering, name ? textOf(lowering, name) : '', node);
  draft.kind = kindOf(node);
  draft.decorators = lowerAnnotations(lowering, node);
  if (binding && name) {
    const own = lowering.bindings.find((it) => it === binding);
    if (own) {
      own.declares = draft;
      recordWrite(lowering, own, name, {
        value: { kind: 'class', class: draft, ...rangeOf(node) },
        iterates: undefined,
      });
    }
  }
  const items = bodyNode ? itemsOf(bodyNode) : [];
  const body = openBlock(lowering, bodyNode ?? { start: node.end, end: node.end }, (block) => {
    const scope = classScope(lowering, draft, node, items);
    within(lowering, scope, () => {
      draft.bases = basesOf(lowering, node);
      lowerMembers(lowering, draft, items, block, node);
      const injected = injectedIn(lowering, draft, node, items);
      if (injected) draft.injected = injected;
    });
  });
  return { kind: 'class', declared: draft, exported: false, body };
}

/** `new Runnable() { … }`: `type` is what it extends or implements. */
export function lowerAnonymousClass(lowering: Lowering, body: SyntaxNode, type: SyntaxNode | undefined): ClassDraft {
  const base = type && lowerType(lowering, type);
  const number = lowering.classes.filter(({ anonymous }) => anonymous).length + 1;
  const draft = classDraft(lowering, `${type ? simpleName(textOf(lowering, type)) : ''}$${String(number)}`, body);
  draft.anonymous = true;
  draft.bases = base ? [base] : [];
  const items = itemsOf(body);
  const { pending, opened } = lowering;
  lowering.pending = [];
  lowering.opened = [];
  openBlock(lowering, body, (block) => {
    within(lowering, classScope(lowering, draft, undefined, items, base !== undefined), () => {
      lowerMembers(lowering, draft, items, block, undefined);
    });
  });
  lowering.pending = pending;
  lowering.opened = opened;
  return draft;
}

/** `Map.Entry<String, Order>` gives `Entry`. */
const simpleName = (type: string): string => /(\w+)\s*(?:<|$)/.exec(type)?.[1] ?? '';

function kindOf(node: SyntaxNode): 'class' | 'abstract' | 'interface' | 'enum' {
  if (node.type === 'interface_declaration') return 'interface';
  if (node.type === 'enum_declaration') return 'enum';
  const modifiers = childOf(node, 'modifiers');
  return modifiers && hasToken(modifiers, 'abstract') ? 'abstract' : 'class';
}

/** Those of an `enum` follow its constants. */
function itemsOf(body: SyntaxNode): readonly SyntaxNode[] {
  return body.children.flatMap((it): readonly SyntaxNode[] =>
    it.type === 'enum_body_declarations' || it.type === 'ERROR' ? itemsOf(it) : it.named ? [it] : [],
  );
}

function basesOf(lowering: Lowering, node: SyntaxNode): readonly Expression[] {
  const lists = [fieldOf(node, 'superclass'), fieldOf(node, 'interfaces'), childOf(node, 'extends_interfaces')].flatMap(
    (it) => (it ? namedOf(it) : []),
  );
  const types = lists.flatMap((it) => (it.type === 'type_list' ? namedOf(it) : [it]));
  return types.flatMap((it) => lowerType(lowering, it) ?? []);
}

/** Its names are declared before anything of it is lowered, since members may be used before they are written. */
function classScope(
  lowering: Lowering,
  draft: ClassDraft,
  node: SyntaxNode | undefined,
  items: readonly SyntaxNode[],
  hasBase = false,
): Scope {
  const isInterface = draft.kind === 'interface';
  const fields = new Set<string>();
  const methods = new Set<string>();
  const statics: string[] = [];
  const nested: SyntaxNode[] = [];
  const nameOf = (it: SyntaxNode) => {
    const name = fieldOf(it, 'name');
    return name ? textOf(lowering, name) : '';
  };
  for (const it of items) {
    if (it.type === 'method_declaration') methods.add(nameOf(it));
    else if (isClass(it)) nested.push(it);
    else if (it.type === 'enum_constant') statics.push(nameOf(it));
    else if (it.type === 'field_declaration' || it.type === 'constant_declaration') {
      const names = fieldsOf(it, 'declarator').map(nameOf);
      if (isInterface || isStatic(it)) statics.push(...names);
      else for (const name of names) fields.add(name);
    }
  }
  const components = node?.type === 'record_declaration' ? fieldOf(node, 'parameters') : undefined;
  for (const it of components ? namedOf(components) : []) {
    fields.add(nameOf(it));
    methods.add(nameOf(it));
  }
  const inherits =
    hasBase ||
    (node !== undefined &&
      (fieldOf(node, 'superclass') ?? fieldOf(node, 'interfaces') ?? childOf(node, 'extends_interfaces')) !==
        undefined);
  const members: Members = { node: draft, fields, methods, inherits };
  const scope: Scope = { ...innerScope(lowering, lowering.module.visible, { members }), parent: lowering.scope };
  if (node) declareTypeParameters(lowering, node, scope);
  for (const name of statics) if (name !== '') bind(lowering, scope, name, 'variable');
  for (const it of nested) declareClass(lowering, it, scope);
  return scope;
}

function lowerMembers(
  lowering: Lowering,
  draft: ClassDraft,
  items: readonly SyntaxNode[],
  block: BlockDraft,
  node: SyntaxNode | undefined,
): void {
  const initializer = impliedConstructor(lowering, draft, items, node);
  addComponents(lowering, draft, initializer, node);
  addFieldsOfLombok(lowering, draft, items, initializer);
  for (const item of items) {
    const atStart = (shape: () => Shape) => {
      within(lowering, innerScope(lowering, item, { function: initializer }), () => {
        placeStatement(lowering, initializer.body, item, shape);
      });
      block.statements.push(nothing(item, block));
    };
    switch (item.type) {
      case 'method_declaration':
      case 'constructor_declaration':
      case 'compact_constructor_declaration':
        placeStatement(lowering, block, item, () => {
          const fn = lowerMethod(lowering, item, draft);
          if (node && fieldOf(node, 'superclass') && item.type === 'constructor_declaration' && !namesAnother(item))
            fn.body.statements.unshift(callAbove(fn, fn.at));
          draft.methods.push({ name: fn.name, function: fn, static: isStatic(item) });
          return { kind: 'function', declared: fn, exported: false };
        });
        break;
      case 'field_declaration':
      case 'constant_declaration':
        if (draft.kind === 'interface' || isStatic(item)) {
          placeStatement(lowering, block, item, () => lowerStaticFields(lowering, draft, item));
        } else atStart(() => lowerFields(lowering, draft, item));
        break;
      case 'enum_constant':
        placeStatement(lowering, block, item, () => lowerConstant(lowering, draft, item));
        break;
      case 'static_initializer':
        placeStatement(lowering, block, item, () => ({
          kind: 'other',
          values: [],
          blocks: [blockIn(lowering, childOf(item, 'block') ?? item)],
        }));
        break;
      case 'block':
        atStart(() => ({ kind: 'other', values: [], blocks: [blockIn(lowering, item)] }));
        break;
      default:
        if (isClass(item)) placeStatement(lowering, block, item, () => lowerNestedClass(lowering, item));
        // What stands alone in broken text still runs when an object is made, as far as anybody can tell.
        else if (/statement$|expression$|invocation$|^local_variable/.test(item.type))
          within(lowering, innerScope(lowering, item, { function: initializer }), () => {
            lowerItems(lowering, initializer.body, [item]);
          });
    }
  }
}

function blockIn(lowering: Lowering, node: SyntaxNode) {
  return openBlock(lowering, node, (block) => {
    within(lowering, innerScope(lowering, node), () => {
      lowerItems(lowering, block, node.children);
    });
  });
}

const nothing = (node: SyntaxNode, block: BlockDraft): Statement => ({
  kind: 'none',
  ...rangeOf(node),
  block,
  function: block.function,
});

/** What runs before the body of any written constructor. */
function impliedConstructor(
  lowering: Lowering,
  draft: ClassDraft,
  items: readonly SyntaxNode[],
  node: SyntaxNode | undefined,
): FunctionDraft {
  const name = node && fieldOf(node, 'name');
  const at = name ? rangeOf(name) : { start: draft.range.start, end: draft.range.start };
  const fn = functionDraft(
    lowering,
    { name: 'constructor', at, range: at, parent: lowering.scope.function, class: draft },
    draft.range,
  );
  fn.implied = true;
  draft.methods.push({ name: 'constructor', function: fn, static: false });
  const hasWritten = items.some(({ type }) => type === 'constructor_declaration');
  if (node && fieldOf(node, 'superclass') && !hasWritten) fn.body.statements.push(callAbove(fn, at));
  return fn;
}

/** Whether a constructor says which other one runs first: `this(…)`, `super(…)`. */
const namesAnother = (node: SyntaxNode): boolean => {
  const body = fieldOf(node, 'body');
  return body !== undefined && childOf(body, 'explicit_constructor_invocation') !== undefined;
};

/** The constructor of the class above runs even where nobody wrote `super()`. */
function callAbove(fn: FunctionDraft, { start }: Range): Statement {
  const at = { start, end: start };
  const callee = memberOf({ kind: 'super', ...at }, 'constructor', at);
  const value: Expression = { kind: 'call', callee, arguments: [], construct: false, optional: false, ...at };
  return { kind: 'expression', value, ...at, block: fn.body, function: fn };
}

/** The names are those of the class's scope already. */
function lowerStaticFields(lowering: Lowering, draft: ClassDraft, node: SyntaxNode): Shape {
  const scope = lowering.scope;
  const before = new Map(scope.names);
  const declarators = lowerDeclarators(lowering, node).map((declarator) => {
    const [target] = declarator.targets;
    if (target?.kind !== 'name') return declarator;
    const made = lowering.bindings.find((it) => it === target.name.binding);
    const declared = before.get(target.name.name);
    if (!made || !declared || made === declared) return declarator;
    // Uses that came first mean the binding that was declared for them.
    scope.names.set(declared.name, declared);
    lowering.bindings.splice(lowering.bindings.indexOf(made), 1);
    declared.writes.push(...made.writes);
    declared.reads.push(...made.reads);
    if (made.type) declared.type = made.type;
    addField(draft, declared, true, node);
    return { ...declarator, targets: [{ kind: 'name' as const, name: { ...target.name, binding: declared } }] };
  });
  return { kind: 'assign', declarators, declaration: 'none', exported: false };
}

/** `private final Orders orders = new Orders();` is `this.orders = new Orders()` in the constructor. */
function lowerFields(lowering: Lowering, draft: ClassDraft, node: SyntaxNode): Shape {
  const typeNode = fieldOf(node, 'type');
  const type = typeNode && lowerType(lowering, typeNode);
  const declarators = fieldsOf(node, 'declarator').flatMap((declarator) => {
    const name = fieldOf(declarator, 'name');
    if (!name || name.start === name.end) return [];
    const spelt = textOf(lowering, name);
    addField(draft, { name: spelt, ...(type ? { type } : {}) }, false, node);
    const given = fieldOf(declarator, 'value');
    if (!given) return [];
    const value = lowering.expression(given, spelt);
    const targets = [{ kind: 'member' as const, expression: fieldOfThis(draft, name, spelt) }];
    return [{ targets, value, operator: '=', annotation: typeNode && rangeOf(typeNode), ...rangeOf(declarator) }];
  });
  return declarators.length === 0
    ? { kind: 'none' }
    : { kind: 'assign', declarators, declaration: 'none', exported: false };
}

/** `PRIMARY(1) { … }` of an enum is an object of it, made when the enum is loaded. */
function lowerConstant(lowering: Lowering, draft: ClassDraft, node: SyntaxNode): Shape {
  const name = fieldOf(node, 'name');
  const body = fieldOf(node, 'body');
  const binding = name && lowering.scope.names.get(textOf(lowering, name));
  if (!name || !binding) return { kind: 'none' };
  const own = body ? lowerAnonymousClass(lowering, body, undefined) : draft;
  if (own !== draft) own.bases = [{ kind: 'class', class: draft, ...rangeOf(name) }];
  const value: Expression = {
    kind: 'call',
    callee: { kind: 'class', class: own, ...rangeOf(name) },
    arguments: lowerArguments(lowering, fieldOf(node, 'arguments')),
    construct: true,
    optional: false,
    ...rangeOf(node),
  };
  recordWrite(lowering, binding, name, { value, iterates: undefined });
  addField(draft, { name: binding.name, type: { kind: 'class', class: draft, ...rangeOf(name) } }, true, node);
  const target = { kind: 'name', name: { kind: 'name', name: binding.name, binding, ...rangeOf(name) } } as const;
  const declarator = { targets: [target], value, operator: '=', annotation: undefined, ...rangeOf(node) };
  return { kind: 'assign', declarators: [declarator], declaration: 'none', exported: false };
}
