/**
 * What names mean. A scope is told of all that it declares when lowering enters it, since a name may be used
 * before the place that declares it. Of types only their own names are known, and not those within them.
 * https://tc39.es/ecma262/#sec-syntax-directed-operations-scope-analysis
 */
import ts from 'typescript';
import type { Binding, FunctionNode, NameExpression, Range, Write } from '../tree.ts';
import type { Draft } from '../draft.ts';

const {
  Block,
  ClassDeclaration,
  DoStatement,
  EnumDeclaration,
  ExternalModuleReference,
  ForInStatement,
  ForOfStatement,
  ForStatement,
  FunctionDeclaration,
  Identifier,
  IfStatement,
  ImportDeclaration,
  ImportEqualsDeclaration,
  InterfaceDeclaration,
  LabeledStatement,
  ModuleDeclaration,
  NamespaceImport,
  OmittedExpression,
  SwitchStatement,
  TryStatement,
  TypeAliasDeclaration,
  TypeKeyword,
  VariableDeclarationList,
  VariableStatement,
  WhileStatement,
  WithStatement,
} = ts.SyntaxKind;

export type BindingDraft = Draft<Omit<Binding, 'writes' | 'reads'>> & {
  readonly writes: Write[];
  readonly reads: NameExpression[];
};

/** The names of one file, and where they are asked. */
export interface Names {
  readonly bindings: BindingDraft[];
  /** Bindings of which no value has the name: interfaces, aliases and parameters of types. */
  readonly types: Set<BindingDraft>;
  /** What a name `require` of the file's own is given where it is declared. */
  readonly requires: Map<BindingDraft, ts.Expression>;
  scope: Scope;
}

export interface Scope {
  readonly around: Scope | undefined;
  readonly function: FunctionNode;
  /** One object for all names of the scope. */
  readonly visible: Range;
  readonly names: Map<string, BindingDraft>;
  /** The body of `with`: what is not declared within may be a member of its object. */
  readonly ofObject?: boolean;
}

export const scopeIn = (around: Scope | undefined, fn: FunctionNode, visible: Range): Scope => ({
  around,
  function: fn,
  visible,
  names: new Map(),
});

/** The binding that the name of a value means where lowering stands; undefined when no scope of the file declares it. */
export function bindingNamed(names: Names, name: string): BindingDraft | undefined {
  for (let scope: Scope | undefined = names.scope; scope; scope = scope.around) {
    const binding = scope.names.get(name);
    if (binding && !names.types.has(binding)) return binding;
    if (scope.ofObject) return undefined;
  }
  return undefined;
}

/** The binding that the name of a type means there: a class, an enum, an import, a namespace or a type alone. */
export function typeNamed(names: Names, name: string): BindingDraft | undefined {
  for (let scope: Scope | undefined = names.scope; scope; scope = scope.around) {
    const binding = scope.names.get(name);
    if (binding && !isOnlyValue(binding)) return binding;
  }
  return undefined;
}

const isOnlyValue = ({ kind, declaration }: BindingDraft): boolean =>
  declaration !== 'none' || kind === 'parameter' || kind === 'catch' || kind === 'function';

/** Two declarations of one name in one scope are one binding, of which the first that declares a value says what it is. */
export function declare(
  names: Names,
  scope: Scope,
  name: string,
  kind: Binding['kind'],
  declaration: Binding['declaration'] = 'none',
): BindingDraft | undefined {
  // Where the parser misses a name.
  if (name === '') return undefined;
  const known = scope.names.get(name);
  if (known) {
    if (names.types.delete(known)) known.kind = kind;
    if (known.declaration === 'none') known.declaration = declaration;
    return known;
  }
  const { function: fn, visible } = scope;
  const binding: BindingDraft = {
    name,
    kind,
    function: fn,
    visible,
    writes: [],
    reads: [],
    declaration,
    declares: undefined,
    import: undefined,
  };
  scope.names.set(name, binding);
  names.bindings.push(binding);
  return binding;
}

function declareType(names: Names, scope: Scope, name: string): void {
  if (scope.names.has(name)) return;
  const binding = declare(names, scope, name, 'type');
  if (binding) names.types.add(binding);
}

export function declareTypeParameters(
  names: Names,
  scope: Scope,
  parameters: readonly ts.TypeParameterDeclaration[] | undefined,
): void {
  for (const { name } of parameters ?? []) declareType(names, scope, name.text);
}

/** Every name of a pattern. */
export function declareNames(
  names: Names,
  scope: Scope,
  name: ts.BindingName,
  kind: Binding['kind'],
  declaration?: Binding['declaration'],
): void {
  if (name.kind === Identifier) declare(names, scope, name.text, kind, declaration);
  else
    for (const element of name.elements)
      if (element.kind !== OmittedExpression) declareNames(names, scope, element.name, kind, declaration);
}

/** Whether it declares for the block it stands in, and not for the function. */
export const isBlockScoped = (node: ts.VariableDeclarationList): boolean =>
  (node.flags & ts.NodeFlags.BlockScoped) !== 0;

export function declarationOf({ flags }: ts.VariableDeclarationList): 'const' | 'let' | 'var' | 'using' {
  switch (flags & ts.NodeFlags.BlockScoped) {
    case ts.NodeFlags.None:
      return 'var';
    case ts.NodeFlags.Let:
      return 'let';
    case ts.NodeFlags.Const:
      return 'const';
    default:
      return 'using';
  }
}

export function declareVariables(names: Names, scope: Scope, node: ts.VariableDeclarationList): void {
  const word = declarationOf(node);
  for (const { name, initializer } of node.declarations) {
    declareNames(names, scope, name, 'variable', word === 'using' ? 'const' : word);
    if (!initializer || name.kind !== Identifier || name.text !== 'require') continue;
    const binding = scope.names.get(name.text);
    if (binding) names.requires.set(binding, initializer);
  }
}

/** All that the body of a module, function or namespace declares. */
export function declareBody(names: Names, scope: Scope, statements: readonly ts.Statement[]): void {
  for (const statement of statements) {
    declareStatement(names, scope, statement);
    declareVars(names, scope, statement);
  }
}

/** The scope of a block: its own where it declares something. */
export function lexicalScope(names: Names, statements: readonly ts.Statement[], visible: Range): Scope {
  const { scope: around } = names;
  const scope = scopeIn(around, around.function, visible);
  for (const statement of statements) declareStatement(names, scope, statement);
  return scope.names.size > 0 ? scope : around;
}

type Declaring =
  | ts.VariableStatement
  | ts.LabeledStatement
  | ts.FunctionDeclaration
  | ts.ClassDeclaration
  | ts.EnumDeclaration
  | ts.ModuleDeclaration
  | ts.InterfaceDeclaration
  | ts.TypeAliasDeclaration
  | ts.ImportDeclaration
  | ts.ImportEqualsDeclaration;

/** What a statement declares for the block that it stands in. */
function declareStatement(names: Names, scope: Scope, statement: ts.Statement): void {
  const node = statement as Declaring;
  switch (node.kind) {
    case VariableStatement:
      if (isBlockScoped(node.declarationList)) declareVariables(names, scope, node.declarationList);
      return;
    case LabeledStatement:
      declareStatement(names, scope, node.statement);
      return;
    case FunctionDeclaration:
      if (node.name) declare(names, scope, node.name.text, 'function');
      return;
    case ClassDeclaration:
      if (node.name) declare(names, scope, node.name.text, 'class');
      return;
    case EnumDeclaration:
      declare(names, scope, node.name.text, 'variable');
      return;
    case ModuleDeclaration:
      if (declaresNamespace(node)) declare(names, scope, node.name.text, 'variable');
      return;
    case InterfaceDeclaration:
    case TypeAliasDeclaration:
      declareType(names, scope, node.name.text);
      return;
    case ImportDeclaration:
      declareImports(names, scope, node);
      return;
    case ImportEqualsDeclaration:
      declareImportEquals(names, scope, node);
      return;
    default:
  }
}

/** `module 'name'`, `global` and `namespace A.B` declare no name of their own here. */
export const declaresNamespace = (node: ts.ModuleDeclaration): boolean =>
  node.name.kind === Identifier &&
  (node.flags & ts.NodeFlags.GlobalAugmentation) === 0 &&
  node.body?.kind !== ModuleDeclaration;

function declareImports(names: Names, scope: Scope, { importClause }: ts.ImportDeclaration): void {
  if (!importClause) return;
  const kind = importClause.phaseModifier === TypeKeyword ? 'type' : 'import';
  const { name, namedBindings } = importClause;
  if (name) declare(names, scope, name.text, kind);
  if (namedBindings?.kind === NamespaceImport) declare(names, scope, namedBindings.name.text, kind);
  else
    for (const element of namedBindings?.elements ?? [])
      declare(names, scope, element.name.text, element.isTypeOnly ? 'type' : kind);
}

/** `import x = Namespace.member` loads nothing. */
function declareImportEquals(names: Names, scope: Scope, node: ts.ImportEqualsDeclaration): void {
  const kind = node.moduleReference.kind !== ExternalModuleReference ? 'variable' : node.isTypeOnly ? 'type' : 'import';
  declare(names, scope, node.name.text, kind);
}

type Containing =
  | ts.VariableStatement
  | ts.LabeledStatement
  | ts.Block
  | ts.IfStatement
  | ts.ForStatement
  | ts.ForInStatement
  | ts.ForOfStatement
  | ts.WhileStatement
  | ts.DoStatement
  | ts.WithStatement
  | ts.TryStatement
  | ts.SwitchStatement;

/** What `var` within a statement declares, however deep in blocks. */
function declareVars(names: Names, scope: Scope, statement: ts.Statement): void {
  const open: ts.Statement[] = [statement];
  const later = (nodes: readonly (ts.Statement | undefined)[]) => {
    for (let index = nodes.length - 1; index >= 0; index--) {
      const node = nodes[index];
      if (node) open.push(node);
    }
  };
  const list = (node: ts.Node | undefined) => {
    if (node?.kind !== VariableDeclarationList) return;
    const declared = node as ts.VariableDeclarationList;
    if (!isBlockScoped(declared)) declareVariables(names, scope, declared);
  };
  for (let next = open.pop(); next; next = open.pop()) {
    const node = next as Containing;
    switch (node.kind) {
      case VariableStatement:
        list(node.declarationList);
        break;
      case Block:
        later(node.statements);
        break;
      case IfStatement:
        later([node.thenStatement, node.elseStatement]);
        break;
      case ForStatement:
      case ForInStatement:
      case ForOfStatement:
        list(node.initializer);
        later([node.statement]);
        break;
      case LabeledStatement:
      case WhileStatement:
      case DoStatement:
      case WithStatement:
        later([node.statement]);
        break;
      case TryStatement:
        later([node.tryBlock, node.catchClause?.block, node.finallyBlock]);
        break;
      case SwitchStatement:
        later(node.caseBlock.clauses.flatMap((clause) => clause.statements));
        break;
      default:
    }
  }
}
