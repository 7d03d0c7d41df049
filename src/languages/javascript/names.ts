/** What names mean, as the scope analysis of typescript-eslint has it, in bindings of the tree. */
import type { Scope, ScopeManager, ScopeVariable } from '@typescript-eslint/scope-manager';
import type { TSESTree } from '@typescript-eslint/types';
import type { Binding, FunctionNode, NameExpression, Range, Write } from '../tree.ts';
import type { Draft } from '../draft.ts';

export type BindingDraft = Draft<Omit<Binding, 'writes' | 'reads'>> & {
  readonly writes: Write[];
  readonly reads: NameExpression[];
};

export interface Names {
  /** The binding that an identifier declares, reads or sets; undefined when no scope of the file declares it. */
  readonly of: (identifier: TSESTree.Node) => BindingDraft | undefined;
  /** What a variable is declared by, for the few declarations that are told by their value. */
  readonly declarator: (identifier: TSESTree.Node) => TSESTree.VariableDeclarator | undefined;
  /** Says which function of the tree a function of the source became. */
  readonly became: (node: TSESTree.Node, fn: FunctionNode) => void;
  /** Every use of a value's name within the range, in order. */
  readonly usesIn: (range: Range) => readonly Use[];
  /** All bindings; asked once everything is lowered. */
  readonly bindings: () => readonly Binding[];
}

export interface Use {
  readonly identifier: TSESTree.Identifier | TSESTree.JSXIdentifier;
  readonly reads: boolean;
  readonly writes: boolean;
}

export function namesOf(scopes: ScopeManager, module: FunctionNode): Names {
  const variables = variablesByIdentifier(scopes);
  const bindings = new Map<ScopeVariable, BindingDraft>();
  const ranges = new Map<Scope, Range>();
  const functions = new Map<TSESTree.Node, FunctionNode>();

  function bindingOf(variable: ScopeVariable): BindingDraft | undefined {
    const known = bindings.get(variable);
    if (known) return known;
    // Without a definition it is a name of the language: `arguments`.
    if (variable.defs.length === 0 || variable.name === '') return undefined;
    const binding: BindingDraft = {
      name: variable.name,
      kind: kindOf(variable),
      function: module,
      visible: visibleIn(variable.scope),
      writes: [],
      reads: [],
      declaration: declarationOf(variable),
      declares: undefined,
      import: undefined,
    };
    bindings.set(variable, binding);
    return binding;
  }

  /** One object for all names of a scope. */
  function visibleIn(scope: Scope): Range {
    const known = ranges.get(scope);
    if (known) return known;
    const [start, end] = scope.block.range;
    const range = scope.type === 'module' || scope.type === 'global' ? module.body.range : { start, end };
    ranges.set(scope, range);
    return range;
  }

  function functionOf(scope: Scope): FunctionNode {
    for (let around: Scope | null = scope; around; around = around.upper) {
      const fn = functions.get(around.block);
      if (fn) return fn;
    }
    return module;
  }

  return {
    of: (identifier) => {
      const variable = variables.get(identifier);
      return variable && bindingOf(variable);
    },
    declarator: (identifier) => {
      const definition = variables.get(identifier)?.defs[0]?.node;
      return definition?.type === 'VariableDeclarator' ? definition : undefined;
    },
    became: (node, fn) => functions.set(node, fn),
    usesIn: ({ start, end }) =>
      scopes.scopes
        .flatMap((scope) => scope.references)
        .filter((it) => it.isValueReference && start <= it.identifier.range[0] && it.identifier.range[1] <= end)
        .map((it) => ({ identifier: it.identifier, reads: it.isRead(), writes: it.isWrite() }))
        .sort((a, b) => a.identifier.range[0] - b.identifier.range[0]),
    bindings: () =>
      scopes.scopes.flatMap((scope) =>
        scope.variables.flatMap((variable) => {
          if (original(variable) !== variable) return [];
          const binding = bindingOf(variable);
          if (!binding) return [];
          binding.function = functionOf(scope);
          return [binding];
        }),
      ),
  };
}

function variablesByIdentifier(scopes: ScopeManager): ReadonlyMap<TSESTree.Node, ScopeVariable> {
  const variables = new Map<TSESTree.Node, ScopeVariable>();
  for (const scope of scopes.scopes) {
    for (const variable of scope.variables) {
      for (const identifier of variable.identifiers)
        if (!variables.has(identifier)) variables.set(identifier, original(variable));
    }
    for (const { identifier, resolved } of scope.references)
      if (resolved) variables.set(identifier, original(resolved));
  }
  return variables;
}

/** A class or enum declares its name in its own scope again; both are one, and the outer one stands for it. */
function original(variable: ScopeVariable): ScopeVariable {
  const { scope, name } = variable;
  const [definition] = variable.defs;
  if (scope.type !== 'class' && scope.type !== 'tsEnum') return variable;
  if (definition?.node !== scope.block || definition.node.type === 'ClassExpression') return variable;
  return scope.upper?.set.get(name) ?? variable;
}

function kindOf(variable: ScopeVariable): Binding['kind'] {
  const isType = 'isTypeVariable' in variable && variable.isTypeVariable && !variable.isValueVariable;
  const definition = variable.defs.find((it) => it.type !== 'Type') ?? variable.defs[0];
  if (definition?.type === 'ImportBinding' && !isAlias(definition.node))
    return isTypeImport(definition.node, definition.parent) ? 'type' : 'import';
  if (isType || isSignature(variable.scope)) return 'type';
  switch (definition?.type) {
    case 'Parameter':
      return 'parameter';
    case 'CatchClause':
      return 'catch';
    case 'ClassName':
      return 'class';
    case 'FunctionName':
      return 'function';
    default:
      return 'variable';
  }
}

const isTypeImport = (...nodes: readonly TSESTree.Node[]): boolean =>
  nodes.some((node) => 'importKind' in node && node.importKind === 'type');

/** `import x = Namespace.member` loads nothing. */
const isAlias = (node: TSESTree.Node): boolean =>
  node.type === 'TSImportEqualsDeclaration' && node.moduleReference.type !== 'TSExternalModuleReference';

/** Whether the scope is of a type or of a function without a body, whose parameters name nothing that runs. */
function isSignature({ type, block }: Scope): boolean {
  if (type === 'type' || type === 'functionType' || type === 'mappedType' || type === 'conditionalType') return true;
  return type === 'function' && (block.type === 'TSDeclareFunction' || block.type === 'TSEmptyBodyFunctionExpression');
}

function declarationOf(variable: ScopeVariable): Binding['declaration'] {
  for (const { parent } of variable.defs) {
    if (parent?.type !== 'VariableDeclaration') continue;
    return parent.kind === 'let' || parent.kind === 'var' ? parent.kind : 'const';
  }
  return 'none';
}
