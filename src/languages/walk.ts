import { ofEach } from '../core/memo.ts';
import { withoutCasts } from './plain.ts';
import type { Binding, Block, Expression, FunctionNode, Statement, Target, Tree } from './tree.ts';

/** The expressions that are evaluated as parts of this one, in order; a function's body is not a part. */
export function partsOf(expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case 'name':
    case 'this':
    case 'super':
    case 'literal':
    case 'function':
    case 'import':
      return [];
    case 'class':
      return [...expression.class.bases, ...expression.class.decorators];
    case 'member':
      return [expression.object];
    case 'index':
      return [expression.object, expression.index];
    case 'call':
      return [expression.callee, ...expression.arguments.map((argument) => argument.value)];
    case 'await':
      return [expression.value];
    case 'assign':
      return [...expression.targets.flatMap(expressionsOfTarget), expression.value];
    case 'conditional':
      return [expression.test, expression.then, expression.else];
    case 'logical':
      return [expression.left, expression.right];
    case 'object':
      return expression.entries.flatMap((entry) =>
        entry.dynamicKey ? [entry.dynamicKey, entry.value] : [entry.value],
      );
    case 'list':
      return expression.items;
    case 'operation':
    case 'unknown':
      return expression.parts;
  }
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
  const present = (...blocks: readonly (Block | undefined)[]) => blocks.filter((block) => block !== undefined);
  switch (statement.kind) {
    case 'if':
      return present(statement.then, statement.else);
    case 'loop':
      return present(statement.body, statement.else);
    case 'try':
      return present(statement.body, ...statement.handlers, statement.else, statement.finally);
    case 'with':
      return [statement.body];
    case 'switch':
      return statement.cases;
    case 'class':
      return present(statement.body);
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
  addWithin(all, expression);
  return all;
}

function addWithin(all: Expression[], expression: Expression): void {
  all.push(expression);
  for (const part of partsOf(expression)) addWithin(all, part);
}

/**
 * Every expression of the tree, field initializers, parameter defaults and decorators included.
 * Trees never change, and each analysis goes through all of them.
 */
export const allExpressions = ofEach((tree: Tree): readonly Expression[] => {
  const all: Expression[] = [];
  for (const fn of tree.functions) {
    for (const statement of statementsWithin(fn.body)) {
      for (const expression of expressionsOf(statement)) addWithin(all, expression);
    }
    for (const { default: value, asks = [] } of fn.parameters)
      for (const expression of value ? [value, ...asks] : asks) addWithin(all, expression);
    // Those of other functions belong to the statement that declares the function.
    if (fn.class) for (const decorator of fn.decorators) addWithin(all, decorator);
  }
  for (const node of tree.classes) {
    for (const field of node.fields) if (field.value) addWithin(all, field.value);
  }
  return all;
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
