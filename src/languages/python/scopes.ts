/** Which names a scope of Python binds, and which binding a name means. */
import type { BindingDraft } from '../treeSitter/draft.ts';
import type { Binding, FunctionNode, Range } from '../tree.ts';
import type { Lowering, Scope } from './context.ts';
import { importedNames } from './imported.ts';
import { capturesOf } from './patterns.ts';
import { fieldOf, namedOf, type SyntaxNode } from '../treeSitter/syntax.ts';

export interface ScopeOptions {
  readonly kind: Scope['kind'];
  readonly function: FunctionNode;
  /** Where its names are visible. */
  readonly visible: Range;
}

/** Opens a scope with all the names that `body` binds: a name that is assigned anywhere in a function is the function's everywhere in it. */
export function openScope(
  lowering: Lowering,
  parent: Scope | undefined,
  body: readonly SyntaxNode[],
  options: ScopeOptions,
): Scope {
  const found = boundNames(lowering.text, body, options.kind);
  const scope: Scope = {
    kind: options.kind,
    function: options.function,
    names: new Map(),
    globals: found.globals,
    parent,
  };
  for (const [name, kind] of found.names) {
    if (!elsewhere(scope, name, found)) declare(lowering, scope, name, kind, options.visible);
  }
  return scope;
}

/** The scope's binding of the name, made if there is none. */
export function declare(
  lowering: Lowering,
  scope: Scope,
  name: string,
  kind: Binding['kind'],
  visible: Range,
): BindingDraft {
  const present = scope.names.get(name);
  if (present) return present;
  const binding: BindingDraft = {
    name,
    kind,
    function: scope.function,
    visible,
    writes: [],
    reads: [],
    declaration: 'none',
    declares: undefined,
    import: undefined,
  };
  scope.names.set(name, binding);
  lowering.bindings.push(binding);
  return binding;
}

export function resolve(scope: Scope, name: string): BindingDraft | undefined {
  let global = false;
  for (let at: Scope | undefined = scope; at; at = at.parent) {
    if (global && at.kind !== 'module') continue;
    // Code inside of a class's methods does not see the class's names.
    if (at.kind === 'class' && at !== scope) continue;
    if (at.globals.has(name)) {
      global = at.kind !== 'module';
      if (global) continue;
    }
    const binding = at.names.get(name);
    // A class body runs from top to bottom: until it has bound the name itself, `client = client` reads the outer one.
    if (binding && !(at.kind === 'class' && binding.writes.length === 0)) return binding;
  }
  return undefined;
}

/** What a name in a target means: in a class body its own, even before the first assignment. */
export function resolveTarget(scope: Scope, name: string): BindingDraft | undefined {
  return scope.kind === 'class' && !scope.globals.has(name)
    ? (scope.names.get(name) ?? resolve(scope, name))
    : resolve(scope, name);
}

/** Names that functions declare `global` anywhere in the file; the module has them even if it never assigns them itself. */
export function globalNames(text: string, root: SyntaxNode): readonly string[] {
  const names: string[] = [];
  const stack = text.includes('global') ? [root] : [];
  for (let node = stack.pop(); node; node = stack.pop()) {
    if (node.type === 'global_statement') names.push(...namedOf(node).map((name) => text.slice(name.start, name.end)));
    else stack.push(...node.children);
  }
  return names;
}

interface BoundNames {
  readonly names: Map<string, Binding['kind']>;
  readonly globals: Set<string>;
  readonly nonlocals: Set<string>;
}

function elsewhere(scope: Scope, name: string, found: BoundNames): boolean {
  if (scope.kind === 'module') return false;
  if (found.globals.has(name)) return true;
  return found.nonlocals.has(name) && scope.parent !== undefined && resolve(scope.parent, name) !== undefined;
}

/** In order of appearance. Iterative, since broken text can nest without end. */
function boundNames(text: string, body: readonly SyntaxNode[], kind: Scope['kind']): BoundNames {
  const found: BoundNames = { names: new Map(), globals: new Set(), nonlocals: new Set() };
  const stack = [...body].reverse();
  const later = (nodes: readonly (SyntaxNode | undefined)[]) => {
    for (const node of [...nodes].reverse()) if (node) stack.push(node);
  };
  const bind = (node: SyntaxNode | undefined, as: Binding['kind']) => {
    if (!node || node.start === node.end) return;
    const name = text.slice(node.start, node.end);
    if (!found.names.has(name)) found.names.set(name, as);
  };
  const bindTargets = (target: SyntaxNode | undefined, as: Binding['kind']) => {
    for (const name of namesOfTarget(target)) bind(name, as);
  };

  for (let node = stack.pop(); node; node = stack.pop()) {
    switch (node.type) {
      case 'function_definition':
        bind(fieldOf(node, 'name'), 'function');
        // Defaults are evaluated where the function is defined.
        later(namedOf(fieldOf(node, 'parameters') ?? node).map((parameter) => fieldOf(parameter, 'value')));
        break;
      case 'class_definition':
        bind(fieldOf(node, 'name'), 'class');
        later([fieldOf(node, 'superclasses')]);
        break;
      case 'lambda':
        break;
      case 'list_comprehension':
      case 'set_comprehension':
      case 'dictionary_comprehension':
      case 'generator_expression':
        // Its targets are its own; `:=` in it binds outside of it.
        if (kind !== 'comprehension') later(namedOf(node));
        break;
      case 'for_in_clause':
        if (kind === 'comprehension') bindTargets(fieldOf(node, 'left'), 'variable');
        else later(node.children.filter((child) => child.field === 'right'));
        break;
      case 'assignment':
      case 'augmented_assignment':
      case 'for_statement':
        bindTargets(fieldOf(node, 'left'), 'variable');
        later(node.children.filter((child) => child.field !== 'left' && child.field !== 'type'));
        break;
      case 'named_expression':
        bind(fieldOf(node, 'name'), 'variable');
        later([fieldOf(node, 'value')]);
        break;
      case 'except_clause': {
        const value = fieldOf(node, 'value');
        bindTargets(fieldOf(node, 'alias') ?? (value && aliasOf(value)), 'catch');
        later(node.children);
        break;
      }
      case 'as_pattern':
        bindTargets(aliasOf(node), 'variable');
        later(node.children.filter((child) => child.field !== 'alias'));
        break;
      case 'case_pattern':
        for (const capture of capturesOf(text, node)) bind(capture.name, 'variable');
        break;
      case 'delete_statement':
        bindTargets(namedOf(node)[0], 'variable');
        break;
      case 'import_statement':
      case 'import_from_statement':
      case 'future_import_statement':
        for (const imported of importedNames(text, node)) if (imported.local) bind(imported.local, 'import');
        break;
      case 'type_alias_statement': {
        const name = fieldOf(node, 'left')?.children[0];
        if (name?.type === 'identifier') bind(name, 'type');
        break;
      }
      case 'global_statement':
        for (const name of namedOf(node)) found.globals.add(text.slice(name.start, name.end));
        break;
      case 'nonlocal_statement':
        for (const name of namedOf(node)) found.nonlocals.add(text.slice(name.start, name.end));
        break;
      default:
        later(node.children);
    }
  }
  return found;
}

/** The `as x` of `except … as x`, `with … as x`. */
export const aliasOf = (node: SyntaxNode): SyntaxNode | undefined =>
  node.type === 'as_pattern' ? fieldOf(node, 'alias')?.children[0] : undefined;

/** The identifiers that an assignment to the target binds, in order; members and subscripts bind none. */
export function namesOfTarget(target: SyntaxNode | undefined): readonly SyntaxNode[] {
  const names: SyntaxNode[] = [];
  const stack = target ? [target] : [];
  for (let node = stack.pop(); node; node = stack.pop()) {
    if (node.type === 'identifier') names.push(node);
    else if (node.type !== 'attribute' && node.type !== 'subscript' && node.type !== 'call')
      stack.push(...[...namedOf(node)].reverse());
  }
  return names;
}
