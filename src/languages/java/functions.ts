import {
  type ClassDraft,
  type FunctionDraft,
  functionDraft,
  nothingGiven,
  rangeOf,
  recordWrite,
  textOf,
  within,
} from '../treeSitter/draft.ts';
import { childOf, fieldOf, namedOf, type SyntaxNode } from '../treeSitter/syntax.ts';
import type { Expression, Parameter, Statement } from '../tree.ts';
import { bind, innerScope, type Lowering, type Scope } from './context.ts';
import { lowerAnnotations, lowerType } from './names.ts';

/** `owner` is the class whose method or constructor it is. */
export function lowerMethod(lowering: Lowering, node: SyntaxNode, owner: ClassDraft): FunctionDraft {
  const isConstructor = node.type === 'constructor_declaration' || node.type === 'compact_constructor_declaration';
  const name = fieldOf(node, 'name');
  const body = fieldOf(node, 'body');
  const visible = body ?? { start: node.end, end: node.end };
  const fn = functionDraft(
    lowering,
    {
      name: isConstructor ? 'constructor' : name ? textOf(lowering, name) : '',
      at: name ? rangeOf(name) : { start: node.start, end: visible.start },
      range: rangeOf(node),
      parent: lowering.scope.function,
      class: owner,
    },
    visible,
  );
  fn.decorators = lowerAnnotations(lowering, node);
  const scope = innerScope(lowering, visible, { function: fn });
  declareTypeParameters(lowering, node, scope);
  within(lowering, scope, () => {
    const type = fieldOf(node, 'type');
    const returned = type && lowerType(lowering, type);
    if (returned) fn.returns = returned;
    const list = fieldOf(node, 'parameters');
    fn.parameters = list ? lowerParameters(lowering, list, scope) : [];
    for (const it of namedOf(childOf(node, 'throws') ?? { ...node, children: [] })) lowerType(lowering, it);
    if (body) lowering.fill(fn.body, body.children);
    else fn.abstract = true;
  });
  return fn;
}

/** The parameters' types are looked up where the present scope sees them. */
export function lowerParameters(lowering: Lowering, list: SyntaxNode, scope: Scope): readonly Parameter[] {
  // `order -> …` and `(order, other) -> …`
  if (list.type === 'identifier') return [parameter(lowering, scope, list, undefined)];
  return namedOf(list).flatMap((it): readonly Parameter[] => {
    if (it.type === 'identifier') return [parameter(lowering, scope, it, undefined)];
    if (it.type === 'formal_parameter') {
      const type = fieldOf(it, 'type');
      const lowered = type && lowerType(lowering, type);
      const name = fieldOf(it, 'name');
      return name ? [parameter(lowering, scope, name, lowered)] : [];
    }
    if (it.type !== 'spread_parameter') return [];
    for (const part of namedOf(it)) lowerType(lowering, part);
    const name = fieldOf(childOf(it, 'variable_declarator') ?? it, 'name');
    return name ? [{ ...parameter(lowering, scope, name, undefined), rest: 'items' }] : [];
  });
}

function parameter(lowering: Lowering, scope: Scope, name: SyntaxNode, type: Expression | undefined): Parameter {
  const binding = bind(lowering, scope, textOf(lowering, name), 'parameter', type);
  const outer = lowering.pending;
  // A parameter is given by the call, not by a statement of the function.
  lowering.pending = [];
  within(lowering, scope, () => {
    recordWrite(lowering, binding, name, nothingGiven);
  });
  lowering.pending = outer;
  return { name: binding.name, bindings: [binding], default: undefined };
}

export function lowerLambda(lowering: Lowering, node: SyntaxNode, named: string | undefined): FunctionDraft {
  const list = fieldOf(node, 'parameters');
  const body = fieldOf(node, 'body');
  const visible = body ?? { start: node.end, end: node.end };
  const fn = functionDraft(
    lowering,
    {
      name: named ?? '',
      at: { start: node.start, end: list?.end ?? node.end },
      range: rangeOf(node),
      parent: lowering.scope.function,
      class: undefined,
    },
    visible,
  );
  const scope = innerScope(lowering, visible, { function: fn });
  fn.parameters = list ? lowerParameters(lowering, list, scope) : [];
  const { pending, opened } = lowering;
  lowering.pending = [];
  lowering.opened = [];
  within(lowering, scope, () => {
    if (body?.type === 'block') lowering.fill(fn.body, body.children);
    else if (body) returnValue(lowering, fn, body);
  });
  lowering.pending = pending;
  lowering.opened = opened;
  return fn;
}

/** `S3Client::create` as a lambda that calls it; `callee` is what it refers to. */
export function lowerMaker(
  lowering: Lowering,
  node: SyntaxNode,
  callee: Expression,
  named: string | undefined,
): FunctionDraft {
  const range = rangeOf(node);
  const fn = functionDraft(
    lowering,
    { name: named ?? '', at: range, range, parent: lowering.scope.function, class: undefined },
    node,
  );
  const value: Expression = { kind: 'call', callee, arguments: [], construct: false, optional: false, ...range };
  fn.body.statements.push({ kind: 'return', value, ...range, block: fn.body, function: fn });
  return fn;
}

function returnValue(lowering: Lowering, fn: FunctionDraft, body: SyntaxNode): void {
  const value = lowering.expression(body);
  const statement: Statement = { kind: 'return', value, ...rangeOf(body), block: fn.body, function: fn };
  for (const write of lowering.pending) write.statement = statement;
  fn.body.statements.push(statement);
}

export function declareTypeParameters(lowering: Lowering, node: SyntaxNode, scope: Scope): void {
  const list = fieldOf(node, 'type_parameters') ?? childOf(node, 'type_parameters');
  for (const it of list ? namedOf(list) : []) {
    const name = namedOf(it).find(({ type }) => type === 'type_identifier' || type === 'identifier');
    if (name) scope.types.set(textOf(lowering, name), undefined);
  }
}
