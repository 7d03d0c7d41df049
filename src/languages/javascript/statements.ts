import type { TSESTree } from '@typescript-eslint/types';
import type { Block, Expression, Range, Statement } from '../tree.ts';
import { expressionsOfTarget } from '../walk.ts';
import { lowerAssignment } from './assignments.ts';
import { lowerClass } from './classes.ts';
import { block, clamped, deepest, rangeOf, within, type Child, type Lowering } from './context.ts';
import type { Draft } from '../draft.ts';
import { lowerDeclaration } from './declarations.ts';
import { headOf, lowerFunction } from './functions.ts';
import { exportAll, exportSpecifiers, exportValue, lowerImport, lowerImportEquals } from './modules.ts';
import type { Fields, Outside } from './outside.ts';
import { given, lowerTarget } from './targets.ts';

export function lowerStatements(lowering: Lowering, nodes: readonly TSESTree.Node[]): void {
  for (const node of nodes) lowerStatement(lowering, node);
}

function lowerStatement(lowering: Lowering, node: TSESTree.Node, outside: Outside = {}): void {
  // What a label or an `export` is put before is the statement; they only make it longer.
  if (node.type === 'LabeledStatement') {
    lowerStatement(lowering, node.body, { ...outside, range: outside.range ?? rangeOf(node) });
    return;
  }
  if (node.type === 'ExportNamedDeclaration' && node.declaration) {
    lowerStatement(lowering, node.declaration, { range: rangeOf(node), exported: 'named' });
    return;
  }
  if (node.type === 'ExportDefaultDeclaration' && isDeclaration(node.declaration)) {
    lowerStatement(lowering, node.declaration, { range: rangeOf(node), exported: 'default' });
    return;
  }
  const { block: into, function: fn } = lowering.place;
  const { start, end } = withoutNextLine(lowering.text, withDecorators(node, outside.range ?? rangeOf(node)));
  // Writes and blocks within point at the statement before it is whole.
  const statement = { kind: 'none', start, end, block: into, function: fn } as Draft<Statement>;
  into.statements.push(statement);
  within(lowering, { function: fn, block: into, statement }, () => {
    const { around } = lowering;
    lowering.around = { start, end };
    lowering.depth++;
    const fields: Fields =
      lowering.depth > deepest
        ? { kind: 'other', values: [lowering.expression(node)], blocks: [] }
        : fieldsOf(lowering, node, outside);
    lowering.depth--;
    lowering.around = around;
    Object.assign(statement, fields);
  });
}

function isDeclaration(node: TSESTree.Node): boolean {
  return /^(TSDeclareFunction|FunctionDeclaration|ClassDeclaration|TSInterfaceDeclaration|TSEnumDeclaration)$/.test(
    node.type,
  );
}

function withDecorators(node: TSESTree.Node, { start, end }: Range): Range {
  const first = node.type === 'ClassDeclaration' ? node.decorators[0] : undefined;
  return { start: first ? Math.min(start, first.range[0]) : start, end };
}

function fieldsOf(lowering: Lowering, node: TSESTree.Node, outside: Outside): Fields {
  const lower = (child: Child) => lowering.expression(child);
  const inside = (child: Child) => bodyOf(lowering, child);
  switch (node.type) {
    case 'ExpressionStatement':
      return lowerExpressionStatement(lowering, node);
    case 'VariableDeclaration':
      return lowerDeclaration(lowering, node, outside);
    case 'FunctionDeclaration':
      return lowerFunctionStatement(lowering, node, outside);
    case 'ClassDeclaration':
      return lowerClassStatement(lowering, node, outside);
    case 'ReturnStatement':
      return { kind: 'return', value: node.argument ? lower(node.argument) : undefined };
    case 'ThrowStatement':
      return { kind: 'throw', value: lower(node.argument) };
    case 'IfStatement': {
      const test = lower(node.test);
      const then = inside(node.consequent);
      return { kind: 'if', test, then, else: node.alternate ? inside(node.alternate) : undefined };
    }
    case 'ForStatement': {
      const head = [
        ...headOfLoop(lowering, node.init),
        ...[node.test, node.update].flatMap((it) => (it ? [lower(it)] : [])),
      ];
      return { kind: 'loop', head, body: inside(node.body), else: undefined };
    }
    case 'ForOfStatement':
    case 'ForInStatement':
      return { kind: 'loop', ...headOfEach(lowering, node), body: inside(node.body), else: undefined };
    case 'WhileStatement':
    case 'DoWhileStatement':
      return { kind: 'loop', head: [lower(node.test)], body: inside(node.body), else: undefined };
    case 'TryStatement':
      return lowerTry(lowering, node);
    case 'SwitchStatement':
      return {
        kind: 'switch',
        subject: lower(node.discriminant),
        tests: node.cases.flatMap((it) => (it.test ? [lower(it.test)] : [])),
        cases: node.cases.map((it) => block(lowering, it.consequent, rangeOfCase(it))),
      };
    case 'BlockStatement':
      return { kind: 'other', values: [], blocks: [inside(node)] };
    case 'WithStatement':
      return { kind: 'other', values: [lower(node.object)], blocks: [inside(node.body)] };
    case 'ImportDeclaration':
      return { kind: 'import', node: lowerImport(lowering, node) };
    case 'ExportNamedDeclaration':
      exportSpecifiers(lowering, node);
      return { kind: 'none' };
    case 'ContinueStatement':
      return { kind: 'none', skips: true };
    case 'ExportAllDeclaration':
      exportAll(lowering, node);
      return { kind: 'none' };
    case 'ExportDefaultDeclaration':
    case 'TSExportAssignment': {
      const isDefault = node.type === 'ExportDefaultDeclaration';
      const value = lower(isDefault ? node.declaration : node.expression);
      exportValue(lowering, isDefault ? 'default' : '*', value, node);
      return { kind: 'expression', value };
    }
    case 'TSImportEqualsDeclaration':
      return lowerImportEqualsStatement(lowering, node, outside);
    case 'TSEnumDeclaration':
      return lowerEnum(lowering, node, outside);
    case 'TSModuleDeclaration':
      return lowerNamespace(lowering, node, outside);
    default:
      return { kind: 'none' };
  }
}

function lowerExpressionStatement(lowering: Lowering, { expression }: TSESTree.ExpressionStatement): Fields {
  if (expression.type !== 'AssignmentExpression') return { kind: 'expression', value: lowering.expression(expression) };
  const { assign, exports } = lowerAssignment(lowering, expression);
  const range = rangeOf(expression);
  if (exports) return { kind: 'expression', value: { ...assign, ...range } };
  const { targets, value, operator } = assign;
  return {
    kind: 'assign',
    declarators: [{ targets, value, operator, annotation: undefined, ...range }],
    declaration: 'none',
    exported: false,
  };
}

function lowerFunctionStatement(lowering: Lowering, node: TSESTree.FunctionDeclaration, outside: Outside): Fields {
  const range = rangeOf(node);
  const at = node.id && node.id.name !== '' ? rangeOf(node.id) : headOf(lowering, node);
  const declared = lowerFunction(lowering, node, { name: node.id?.name ?? '', at, range });
  if (isModuleExport(lowering, outside)) {
    const name = outside.exported === 'default' ? 'default' : declared.name;
    exportValue(lowering, name, { kind: 'function', function: declared, ...range }, node);
  }
  return { kind: 'function', declared, exported: outside.exported !== undefined };
}

function lowerClassStatement(lowering: Lowering, node: TSESTree.ClassDeclaration, outside: Outside): Fields {
  if (node.declare) return { kind: 'none' };
  const declared = lowerClass(lowering, node, '');
  if (isModuleExport(lowering, outside)) {
    const name = outside.exported === 'default' ? 'default' : declared.name;
    exportValue(lowering, name, { kind: 'class', class: declared, ...declared.range }, node);
  }
  return { kind: 'class', declared, exported: outside.exported !== undefined };
}

const isModuleExport = (lowering: Lowering, { exported }: Outside): boolean =>
  exported !== undefined && !lowering.place.function.parent && !lowering.place.block.owner;

/** In code without semicolons, one that begins a line belongs to what follows on it: `;[a, b].forEach(…)`. */
function withoutNextLine(text: string, { start, end }: Range): Range {
  if (text.charAt(end - 1) !== ';' || /^(?:\s|\/\/|$)/.test(text.slice(end, end + 2))) return { start, end };
  let own = end - 1;
  while (own > start && /\s/.test(text.charAt(own - 1))) own--;
  return { start, end: own > start && text.slice(own, end).includes('\n') ? own : end };
}

/** A statement's body: a block, or a single statement that stands for one. */
function bodyOf(lowering: Lowering, node: Child): Block {
  const around = lowering.place.statement ?? lowering.around;
  if (!node) return block(lowering, [], { start: around.end, end: around.end });
  return block(lowering, node.type === 'BlockStatement' ? node.body : [node], clamped(rangeOf(node), around));
}

function headOfLoop(lowering: Lowering, node: Child): readonly Expression[] {
  if (!node) return [];
  if (node.type !== 'VariableDeclaration') return [lowering.expression(node)];
  const declaration = lowerDeclaration(lowering, node, { inHead: true });
  if (declaration.kind !== 'assign') return [];
  return declaration.declarators.flatMap(({ targets, value }) => [
    ...targets.flatMap(expressionsOfTarget),
    ...(value ? [value] : []),
  ]);
}

function headOfEach(
  lowering: Lowering,
  node: TSESTree.ForOfStatement | TSESTree.ForInStatement,
): Pick<Extract<Fields, { kind: 'loop' }>, 'head' | 'sets'> {
  const iterates = lowering.expression(node.right);
  const left: Child = node.left.type === 'VariableDeclaration' ? node.left.declarations[0]?.id : node.left;
  const { target } = lowerTarget(lowering, left, { value: undefined, iterates, reads: false });
  if (!target || target.kind === 'name') return { head: [iterates] };
  return { head: [...expressionsOfTarget(target), iterates], sets: target };
}

function lowerTry(lowering: Lowering, node: TSESTree.TryStatement): Fields {
  const body = bodyOf(lowering, node.block);
  const { handler, finalizer } = node;
  if (handler?.param) lowerTarget(lowering, handler.param, given(undefined));
  return {
    kind: 'try',
    body,
    handlers: handler ? [bodyOf(lowering, handler.body)] : [],
    else: undefined,
    finally: finalizer ? bodyOf(lowering, finalizer) : undefined,
  };
}

/** From the first statement after the colon. */
function rangeOfCase(node: TSESTree.SwitchCase): Range {
  const { end } = rangeOf(node);
  return { start: node.consequent[0]?.range[0] ?? end, end };
}

function lowerImportEqualsStatement(
  lowering: Lowering,
  node: TSESTree.TSImportEqualsDeclaration,
  outside: Outside,
): Fields {
  const range = outside.range ?? rangeOf(node);
  const imported = lowerImportEquals(lowering, node, range);
  if (imported) {
    if (isModuleExport(lowering, outside))
      lowering.exports.push({
        name: node.id.name,
        value: undefined,
        from: { specifier: imported.specifier, imported: '*' },
        range,
      });
    return { kind: 'import', node: imported };
  }
  if (node.importKind === 'type') return { kind: 'none' };
  const value = qualifiedName(lowering, node.moduleReference);
  const { target } = lowerTarget(lowering, node.id, given(value));
  const declarator = { targets: target ? [target] : [], value, operator: '=', annotation: undefined, ...rangeOf(node) };
  if (isModuleExport(lowering, outside)) exportValue(lowering, node.id.name, value, node);
  return { kind: 'assign', declarators: [declarator], declaration: 'const', exported: outside.exported !== undefined };
}

function qualifiedName(lowering: Lowering, node: TSESTree.Node): Expression {
  if (node.type !== 'TSQualifiedName') return lowering.expression(node);
  const object = qualifiedName(lowering, node.left);
  const property = node.right.name;
  return { kind: 'member', object, property, propertyRange: rangeOf(node.right), computed: false, ...rangeOf(node) };
}

function lowerEnum(lowering: Lowering, node: TSESTree.TSEnumDeclaration, outside: Outside): Fields {
  if (node.declare) return { kind: 'none' };
  lowerTarget(lowering, node.id, given(undefined));
  if (isModuleExport(lowering, outside)) exportValue(lowering, node.id.name, undefined, node);
  const values = node.body.members.flatMap(({ initializer }) =>
    initializer ? [lowering.expression(initializer)] : [],
  );
  return { kind: 'other', values, blocks: [] };
}

function lowerNamespace(lowering: Lowering, node: TSESTree.TSModuleDeclaration, outside: Outside): Fields {
  if (node.declare || node.body?.type !== 'TSModuleBlock') return { kind: 'none' };
  const { id } = node;
  const body = block(lowering, node.body.body, rangeOf(node.body));
  if (id.type === 'Identifier') {
    const value = membersOf(lowering, node.body);
    lowerTarget(lowering, id, given(value));
    if (isModuleExport(lowering, outside)) exportValue(lowering, id.name, value, node);
  }
  return { kind: 'other', values: [], blocks: [body] };
}

/** What a namespace offers, as the object that it becomes. */
function membersOf(lowering: Lowering, body: TSESTree.TSModuleBlock): Expression {
  const names = body.body.flatMap((node): readonly TSESTree.Node[] => {
    const declared = node.type === 'ExportNamedDeclaration' ? node.declaration : undefined;
    if (declared?.type === 'VariableDeclaration') return declared.declarations.map((it) => it.id);
    return declared && 'id' in declared && declared.id ? [declared.id] : [];
  });
  const entries = names.flatMap((it) => {
    const binding = it.type === 'Identifier' ? lowering.names.of(it) : undefined;
    if (it.type !== 'Identifier' || !binding) return [];
    const value: Expression = { kind: 'name', name: it.name, binding, ...rangeOf(it) };
    return [{ key: it.name, dynamicKey: undefined, value }];
  });
  return { kind: 'object', entries, ...rangeOf(body) };
}
