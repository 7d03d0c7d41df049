import ts from 'typescript';
import type { Block, Expression, Range, Statement } from '../tree.ts';
import { expressionsOfTarget } from '../walk.ts';
import { isAssignment, lowerAssignment } from './assignments.ts';
import { lowerClass } from './classes.ts';
import {
  bare,
  block,
  clamped,
  deepest,
  has,
  inScope,
  rangeOf,
  startOf,
  within,
  type Child,
  type Lowering,
} from './context.ts';
import type { Draft } from '../draft.ts';
import { lowerDeclaration } from './declarations.ts';
import { hasBody, headOf, lowerFunction } from './functions.ts';
import { exportedName, exportValue, lowerExport, lowerImport } from './modules.ts';
import { lowerEnum, lowerImportEqualsStatement, lowerNamespace } from './namespaces.ts';
import { declarationRange, exported, isModuleExport, type Fields, type Outside } from './outside.ts';
import { declareNames, declareVariables, isBlockScoped, lexicalScope, scopeIn } from './scopes.ts';
import { given, lowerTarget } from './targets.ts';

const {
  Block: BlockKind,
  CaseClause,
  ClassDeclaration,
  ContinueStatement,
  DeclareKeyword,
  Decorator,
  DoStatement,
  EnumDeclaration,
  ExportAssignment,
  ExportDeclaration,
  ExpressionStatement,
  ForInStatement,
  ForOfStatement,
  ForStatement,
  FunctionDeclaration,
  Identifier,
  IfStatement,
  ImportDeclaration,
  ImportEqualsDeclaration,
  LabeledStatement,
  ModuleDeclaration,
  ReturnStatement,
  SwitchStatement,
  ThrowStatement,
  TryStatement,
  VariableDeclarationList,
  VariableStatement,
  WhileStatement,
  WithStatement,
} = ts.SyntaxKind;

export function lowerStatements(lowering: Lowering, nodes: readonly ts.Statement[]): void {
  for (const node of nodes) lowerStatement(lowering, node);
}

function lowerStatement(lowering: Lowering, node: ts.Statement, around: Outside = {}): void {
  // What a label or an `export` is put before is the statement; they only make it longer.
  if (node.kind === LabeledStatement) {
    const { statement } = node as ts.LabeledStatement;
    lowerStatement(lowering, statement, { ...around, range: around.range ?? rangeOf(lowering, node) });
    return;
  }
  const outside = exported(lowering, node) ?? around;
  const { block: into, function: fn } = lowering.place;
  const whole = withDecorators(lowering, node, outside.range ?? rangeOf(lowering, node));
  const { start, end } = withoutNextLine(lowering.text, whole);
  // Writes and blocks within point at the statement before it is whole.
  const statement = { kind: 'none', start, end, block: into, function: fn } as Draft<Statement>;
  into.statements.push(statement);
  within(lowering, { function: fn, block: into, statement }, () => {
    const { around: outer } = lowering;
    lowering.around = { start, end };
    lowering.depth++;
    const fields: Fields =
      lowering.depth > deepest
        ? { kind: 'other', values: [lowering.expression(node)], blocks: [] }
        : fieldsOf(lowering, node as StatementNode, outside);
    lowering.depth--;
    lowering.around = outer;
    Object.assign(statement, fields);
  });
}

function withDecorators(lowering: Lowering, node: ts.Statement, { start, end }: Range): Range {
  const first = node.kind === ClassDeclaration && (node as ts.ClassDeclaration).modifiers?.find(isDecorator);
  return { start: first ? Math.min(start, startOf(lowering, first)) : start, end };
}

const isDecorator = ({ kind }: ts.Node): boolean => kind === Decorator;

type StatementNode =
  | ts.ExpressionStatement
  | ts.VariableStatement
  | ts.FunctionDeclaration
  | ts.ClassDeclaration
  | ts.ReturnStatement
  | ts.ThrowStatement
  | ts.IfStatement
  | ts.ForStatement
  | ts.ForOfStatement
  | ts.ForInStatement
  | ts.WhileStatement
  | ts.DoStatement
  | ts.TryStatement
  | ts.SwitchStatement
  | ts.Block
  | ts.WithStatement
  | ts.ImportDeclaration
  | ts.ImportEqualsDeclaration
  | ts.ExportDeclaration
  | ts.ExportAssignment
  | ts.ContinueStatement
  | ts.EnumDeclaration
  | ts.ModuleDeclaration;

function fieldsOf(lowering: Lowering, node: StatementNode, outside: Outside): Fields {
  const lower = (child: Child) => lowering.expression(child);
  const inside = (child: ts.Statement) => bodyOf(lowering, child);
  switch (node.kind) {
    case ExpressionStatement:
      return lowerExpressionStatement(lowering, node);
    case VariableStatement:
      return has(node, DeclareKeyword) ? { kind: 'none' } : lowerDeclaration(lowering, node.declarationList, outside);
    case FunctionDeclaration:
      return lowerFunctionStatement(lowering, node, outside);
    case ClassDeclaration:
      return lowerClassStatement(lowering, node, outside);
    case ReturnStatement:
      return { kind: 'return', value: node.expression ? lower(node.expression) : undefined };
    case ThrowStatement:
      return { kind: 'throw', value: lower(node.expression) };
    case IfStatement: {
      const test = lower(node.expression);
      const then = inside(node.thenStatement);
      return { kind: 'if', test, then, else: node.elseStatement ? inside(node.elseStatement) : undefined };
    }
    case ForStatement:
      return inScopeOfHead(lowering, node, () => {
        const head = [
          ...headOfLoop(lowering, node.initializer),
          ...[node.condition, node.incrementor].flatMap((it) => (it ? [lower(it)] : [])),
        ];
        return { kind: 'loop', head, body: inside(node.statement), else: undefined };
      });
    case ForOfStatement:
    case ForInStatement:
      return inScopeOfHead(lowering, node, () => ({
        kind: 'loop',
        ...headOfEach(lowering, node),
        body: inside(node.statement),
        else: undefined,
      }));
    case WhileStatement:
    case DoStatement:
      return { kind: 'loop', head: [lower(node.expression)], body: inside(node.statement), else: undefined };
    case TryStatement:
      return lowerTry(lowering, node);
    case SwitchStatement:
      return lowerSwitch(lowering, node);
    case BlockKind:
      return { kind: 'other', values: [], blocks: [inside(node)] };
    case WithStatement: {
      const object = lower(node.expression);
      const { scope } = lowering;
      const within = { ...scopeIn(scope, scope.function, rangeOf(lowering, node)), ofObject: true };
      return { kind: 'other', values: [object], blocks: [inScope(lowering, within, () => inside(node.statement))] };
    }
    case ImportDeclaration:
      return { kind: 'import', node: lowerImport(lowering, node) };
    case ExportDeclaration:
      lowerExport(lowering, node);
      return { kind: 'none' };
    case ContinueStatement:
      return { kind: 'none', skips: true };
    case ExportAssignment: {
      const inner = bare(node.expression);
      const value = inner.kind === Identifier ? exportedName(lowering, inner as ts.Identifier) : lower(inner);
      exportValue(lowering, node.isExportEquals ? '*' : 'default', value, rangeOf(lowering, node));
      return { kind: 'expression', value };
    }
    case ImportEqualsDeclaration:
      return lowerImportEqualsStatement(lowering, node, outside);
    case EnumDeclaration:
      return lowerEnum(lowering, node, outside);
    case ModuleDeclaration:
      return lowerNamespace(lowering, node, outside);
    default:
      return { kind: 'none' };
  }
}

function lowerExpressionStatement(lowering: Lowering, node: ts.ExpressionStatement): Fields {
  const expression = bare(node.expression);
  if (!isAssignment(expression)) return { kind: 'expression', value: lowering.expression(expression) };
  const { assign, exports } = lowerAssignment(lowering, expression);
  const range = rangeOf(lowering, expression);
  if (exports) return { kind: 'expression', value: { ...assign, ...range } };
  const { targets, value, operator } = assign;
  return {
    kind: 'assign',
    declarators: [{ targets, value, operator, annotation: undefined, ...range }],
    declaration: 'none',
    exported: false,
  };
}

function lowerFunctionStatement(lowering: Lowering, node: ts.FunctionDeclaration, outside: Outside): Fields {
  if (!hasBody(node)) return { kind: 'none' };
  const range = declarationRange(lowering, node);
  const at = node.name && node.name.text !== '' ? rangeOf(lowering, node.name) : headOf(lowering, range.start, node);
  const declared = lowerFunction(lowering, node, { name: node.name?.text ?? '', at, range, visible: range });
  if (isModuleExport(lowering, outside)) {
    const name = outside.exported === 'default' ? 'default' : declared.name;
    exportValue(lowering, name, { kind: 'function', function: declared, ...range }, range);
  }
  return { kind: 'function', declared, exported: outside.exported !== undefined };
}

function lowerClassStatement(lowering: Lowering, node: ts.ClassDeclaration, outside: Outside): Fields {
  if (has(node, DeclareKeyword)) return { kind: 'none' };
  const declared = lowerClass(lowering, node, '');
  if (isModuleExport(lowering, outside)) {
    const name = outside.exported === 'default' ? 'default' : declared.name;
    const value: Expression = { kind: 'class', class: declared, ...declared.range };
    exportValue(lowering, name, value, declarationRange(lowering, node));
  }
  return { kind: 'class', declared, exported: outside.exported !== undefined };
}

/** In code without semicolons, one that begins a line belongs to what follows on it: `;[a, b].forEach(…)`. */
function withoutNextLine(text: string, { start, end }: Range): Range {
  if (text.charAt(end - 1) !== ';' || /^(?:\s|\/\/|$)/.test(text.slice(end, end + 2))) return { start, end };
  let own = end - 1;
  while (own > start && /\s/.test(text.charAt(own - 1))) own--;
  return { start, end: own > start && text.slice(own, end).includes('\n') ? own : end };
}

/** A statement's body: a block, or a single statement that stands for one. */
function bodyOf(lowering: Lowering, node: ts.Statement): Block {
  const around = lowering.place.statement ?? lowering.around;
  const nodes = node.kind === BlockKind ? (node as ts.Block).statements : [node];
  return block(lowering, nodes, clamped(rangeOf(lowering, node), around));
}

/** The names of `for (let … )` are those of the loop. */
function inScopeOfHead(lowering: Lowering, node: ts.ForStatement | ts.ForInOrOfStatement, work: () => Fields): Fields {
  const declared = declaredInHead(node);
  if (!declared || !isBlockScoped(declared)) return work();
  const { scope: around } = lowering;
  const scope = scopeIn(around, around.function, rangeOf(lowering, node));
  declareVariables(lowering, scope, declared);
  return inScope(lowering, scope, work);
}

const declaredInHead = ({
  initializer,
}: ts.ForStatement | ts.ForInOrOfStatement): ts.VariableDeclarationList | undefined =>
  initializer?.kind === VariableDeclarationList ? (initializer as ts.VariableDeclarationList) : undefined;

function headOfLoop(lowering: Lowering, node: ts.ForInitializer | undefined): readonly Expression[] {
  if (!node) return [];
  if (node.kind !== VariableDeclarationList) return [lowering.expression(node)];
  const declaration = lowerDeclaration(lowering, node as ts.VariableDeclarationList, { inHead: true });
  if (declaration.kind !== 'assign') return [];
  return declaration.declarators.flatMap(({ targets, value }) => [
    ...targets.flatMap(expressionsOfTarget),
    ...(value ? [value] : []),
  ]);
}

function headOfEach(
  lowering: Lowering,
  node: ts.ForInOrOfStatement,
): Pick<Extract<Fields, { kind: 'loop' }>, 'head' | 'sets'> {
  const iterates = lowering.expression(node.expression);
  const declared = declaredInHead(node);
  const left = declared ? declared.declarations[0]?.name : node.initializer;
  const { target } = lowerTarget(lowering, left, { value: undefined, iterates, reads: false });
  if (!target || target.kind === 'name') return { head: [iterates] };
  return { head: [...expressionsOfTarget(target), iterates], sets: target };
}

function lowerTry(lowering: Lowering, { tryBlock, catchClause, finallyBlock }: ts.TryStatement): Fields {
  const body = bodyOf(lowering, tryBlock);
  return {
    kind: 'try',
    body,
    handlers: catchClause ? [lowerCatch(lowering, catchClause)] : [],
    else: undefined,
    finally: finallyBlock ? bodyOf(lowering, finallyBlock) : undefined,
  };
}

function lowerCatch(lowering: Lowering, node: ts.CatchClause): Block {
  const { variableDeclaration: caught } = node;
  if (!caught) return bodyOf(lowering, node.block);
  const { scope: around } = lowering;
  const scope = scopeIn(around, around.function, rangeOf(lowering, node));
  declareNames(lowering, scope, caught.name, 'catch');
  return inScope(lowering, scope, () => {
    lowerTarget(lowering, caught.name, given(undefined));
    return bodyOf(lowering, node.block);
  });
}

function lowerSwitch(lowering: Lowering, node: ts.SwitchStatement): Fields {
  const { clauses } = node.caseBlock;
  const subject = lowering.expression(node.expression);
  const statements = clauses.flatMap((clause) => clause.statements);
  return inScope(lowering, lexicalScope(lowering, statements, rangeOf(lowering, node)), () => ({
    kind: 'switch',
    subject,
    tests: clauses.flatMap((it) => (it.kind === CaseClause ? [lowering.expression(it.expression)] : [])),
    cases: clauses.map((it) => block(lowering, it.statements, rangeOfCase(lowering, it), lowering.scope)),
  }));
}

/** From the first statement after the colon. */
function rangeOfCase(lowering: Lowering, { statements: [first], end }: ts.CaseOrDefaultClause): Range {
  return { start: first ? startOf(lowering, first) : end, end };
}
