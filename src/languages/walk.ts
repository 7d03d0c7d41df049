import { grouped } from '../core/groups.ts';
import { keptWith } from '../core/memo.ts';
import { countBefore } from '../core/sorted.ts';
import { withoutCasts } from './plain.ts';
import type {
  Binding,
  Block,
  Expression,
  FunctionNode,
  NameExpression,
  Range,
  Statement,
  Target,
  Tree,
} from './tree.ts';

/** Calls `visit` for each expression that is evaluated as a part of this one, in order; a function's body is not a part. */
export function eachPart(expression: Expression, visit: (part: Expression) => void): void {
  switch (expression.kind) {
    case 'name':
    case 'this':
    case 'super':
    case 'literal':
    case 'function':
    case 'import':
      return;
    case 'class':
      expression.class.bases.forEach(visit);
      expression.class.decorators.forEach(visit);
      return;
    case 'member':
      visit(expression.object);
      return;
    case 'index':
      visit(expression.object);
      visit(expression.index);
      return;
    case 'call':
      visit(expression.callee);
      for (const { value } of expression.arguments) visit(value);
      return;
    case 'await':
      visit(expression.value);
      return;
    case 'assign':
      for (const target of expression.targets) expressionsOfTarget(target).forEach(visit);
      visit(expression.value);
      return;
    case 'conditional':
      visit(expression.test);
      visit(expression.then);
      visit(expression.else);
      return;
    case 'logical':
      visit(expression.left);
      visit(expression.right);
      return;
    case 'object':
      for (const { dynamicKey, value } of expression.entries) {
        if (dynamicKey) visit(dynamicKey);
        visit(value);
      }
      return;
    case 'list':
      expression.items.forEach(visit);
      return;
    case 'operation':
    case 'unknown':
      expression.parts.forEach(visit);
      return;
  }
}

/** The expressions that are evaluated as parts of this one, in order. */
export function partsOf(expression: Expression): readonly Expression[] {
  const parts: Expression[] = [];
  eachPart(expression, (part) => parts.push(part));
  return parts;
}

/** What a target evaluates: the object of `a.b = …`; nothing for a plain name. */
export function expressionsOfTarget(target: Target): readonly Expression[] {
  switch (target.kind) {
    case 'name':
      return [];
    case 'member':
      return [target.expression];
    case 'pattern':
      return [...target.parts.flatMap(expressionsOfTarget), ...(target.evaluated ?? [])];
  }
}

/** A statement's own expressions, in order; those of its blocks are not among them. */
export function expressionsOf(statement: Statement): readonly Expression[] {
  switch (statement.kind) {
    case 'assign':
      return statement.declarators.flatMap((declarator) => [
        ...declarator.targets.flatMap(expressionsOfTarget),
        ...(declarator.value ? [declarator.value] : []),
      ]);
    case 'expression':
      return [statement.value];
    case 'if':
      return [statement.test];
    case 'loop':
      return statement.head;
    case 'with':
      return statement.items.map((item) => item.value);
    case 'switch':
      return [statement.subject, ...statement.tests];
    case 'return':
    case 'throw':
      return statement.value ? [statement.value] : [];
    case 'function':
      return statement.declared.decorators;
    case 'class':
      return [...statement.declared.bases, ...statement.declared.decorators];
    case 'other':
      return statement.values;
    case 'try':
    case 'import':
    case 'none':
      return [];
  }
}

export function blocksOf(statement: Statement): readonly Block[] {
  switch (statement.kind) {
    case 'if':
      return statement.else ? [statement.then, statement.else] : [statement.then];
    case 'loop':
      return statement.else ? [statement.body, statement.else] : [statement.body];
    case 'try':
      return [
        statement.body,
        ...statement.handlers,
        ...[statement.else, statement.finally].filter((it) => it !== undefined),
      ];
    case 'with':
      return [statement.body];
    case 'switch':
      return statement.cases;
    case 'class':
      return statement.body ? [statement.body] : [];
    case 'other':
      return statement.blocks;
    default:
      return [];
  }
}

/** Every statement of a block and of the blocks within it, outer ones first; those of other functions are not visited. */
export function statementsWithin(block: Block): readonly Statement[] {
  const all: Statement[] = [];
  const visit = ({ statements }: Block): void => {
    for (const statement of statements) {
      all.push(statement);
      for (const inner of blocksOf(statement)) visit(inner);
    }
  };
  visit(block);
  return all;
}

/** The expression and everything that it is made of, outer ones first; functions' bodies are not entered. */
export function expressionsWithin(expression: Expression): readonly Expression[] {
  const all: Expression[] = [];
  addTo(all)(expression);
  return all;
}

function addTo(all: Expression[]): (expression: Expression) => void {
  const add = (expression: Expression): void => {
    all.push(expression);
    eachPart(expression, add);
  };
  return add;
}

/**
 * Every expression of the tree, field initializers, parameter defaults and decorators included.
 * Trees never change, and each analysis goes through all of them.
 */
export const allExpressions = keptWith((tree: Tree): readonly Expression[] => {
  const all: Expression[] = [];
  const add = addTo(all);
  for (const fn of tree.functions) {
    for (const statement of statementsWithin(fn.body)) expressionsOf(statement).forEach(add);
    for (const { default: value, asks = [] } of fn.parameters) {
      if (value) add(value);
      asks.forEach(add);
    }
    // Those of other functions belong to the statement that declares the function.
    if (fn.class) fn.decorators.forEach(add);
  }
  for (const node of tree.classes) {
    for (const { value } of node.fields) if (value) add(value);
  }
  return all;
});

/** By name, those of all scopes. */
export const bindingsIn = keptWith(({ bindings }: Tree): ReadonlyMap<string, readonly Binding[]> =>
  grouped(bindings, ({ name }) => name),
);

/** Which of the statements of a block a place lies in; -1 where that is none of them. */
export function indexAround(statements: readonly Statement[], { start, end }: Range): number {
  const index = countBefore(statements, (it) => it.end < end);
  const statement = statements[index];
  return statement && statement.start <= start ? index : -1;
}

/** The expression that each is evaluated as a part of. */
export const parentsIn = keptWith((tree: Tree): ReadonlyMap<Expression, Expression> => {
  const parents = new Map<Expression, Expression>();
  for (const expression of allExpressions(tree)) eachPart(expression, (part) => parents.set(part, expression));
  return parents;
});

/** Whether a name is visible in the whole module; one of a class body or of a block at module level is not. */
export const isModuleLevel = ({ function: fn, visible }: Binding): boolean =>
  fn.id === 0 && visible.start <= fn.body.range.start && fn.body.range.end <= visible.end;

/** Whether a function stands in another one. */
export function isAround(outer: FunctionNode, fn: FunctionNode): boolean {
  for (let at = fn.parent; at; at = at.parent) if (at === outer) return true;
  return false;
}

/** The variables whose values a value is, or has as its parts. */
export function heldBy(given: Expression): readonly Binding[] {
  const value = withoutCasts(given);
  switch (value.kind) {
    case 'name':
      return value.binding ? [value.binding] : [];
    case 'object':
      return value.entries.flatMap((entry) => heldBy(entry.value));
    case 'list':
      return value.items.flatMap(heldBy);
    default:
      return [];
  }
}

/** What a block declares for itself. */
export const declaredIn = ({ bindings }: Tree, { range }: Block): readonly Binding[] =>
  bindings.filter(({ visible }) => visible.start === range.start && visible.end === range.end);

/** Whether all of a range lies in the other one. */
export const holds = (outer: Range, inner: Range): boolean => outer.start <= inner.start && inner.end <= outer.end;

/** The names of a target, and nothing else that is assigned to with them. */
export function namesIn(target: Target): readonly NameExpression[] {
  if (target.kind === 'name') return [target.name];
  return target.kind === 'pattern' ? target.parts.flatMap(namesIn) : [];
}

/** The variables that these are. */
export const variablesIn = (target: Target): readonly Binding[] =>
  namesIn(target).flatMap(({ binding }) => binding ?? []);

/** The variables of a target that is nothing but names, `{ TABLE, REGION: region }`; undefined for any other. */
export function namesOf(target: Target): readonly Binding[] | undefined {
  if (target.kind === 'member') return undefined;
  if (target.kind === 'name') return target.name.binding ? [target.name.binding] : undefined;
  if ((target.evaluated ?? []).length > 0) return undefined;
  const parts = target.parts.map(namesOf);
  return parts.every((part) => part !== undefined) ? parts.flat() : undefined;
}

/** What a function returns. */
export const resultsOf = ({ body }: FunctionNode): readonly Expression[] =>
  [...statementsWithin(body)].flatMap((it) => (it.kind === 'return' && it.value ? [it.value] : []));

/** What a function returns and, when it is a generator, yields. */
export const givenBackBy = (fn: FunctionNode): readonly Expression[] =>
  fn.generator
    ? [...statementsWithin(fn.body)].flatMap((it) => [
        ...(it.kind === 'return' && it.value ? [it.value] : []),
        ...expressionsOf(it).flatMap(expressionsWithin).filter(isYield),
      ])
    : resultsOf(fn);

const isYield = (it: Expression): boolean => it.kind === 'operation' && it.operator === 'yield';

/** The name that `name.a().b()` begins with. */
export function startOfChain(expression: Expression): NameExpression | undefined {
  let at = expression;
  while (at.kind === 'call' && at.callee.kind === 'member') at = at.callee.object;
  return at.kind === 'name' ? at : undefined;
}
