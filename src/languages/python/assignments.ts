import type { Declarator, Expression, Target } from '../tree.ts';
import { lowerExpression } from './expressions.ts';
import type { Lowering } from './context.ts';
import type { NameHint } from './lambdas.ts';
import { namesIn } from './names.ts';
import { resolve, resolveTarget } from './scopes.ts';
import { fieldOf, type SyntaxNode } from '../treeSitter/syntax.ts';
import { lowerTarget } from './targets.ts';

/** An `assignment` with all its targets, or an `augmented_assignment`. */
export function lowerAssignment(lowering: Lowering, node: SyntaxNode): Declarator {
  const at = { start: node.start, end: node.end };
  if (node.type === 'augmented_assignment') return { ...lowerAugmented(lowering, node), ...at };

  const lefts: SyntaxNode[] = [];
  let last = node;
  for (let next: SyntaxNode | undefined = node; next?.type === 'assignment'; next = fieldOf(next, 'right')) {
    const left = fieldOf(next, 'left');
    if (left) lefts.push(left);
    last = next;
  }
  const type = fieldOf(node, 'type');
  if (type) namesIn(lowering, type);
  const right = fieldOf(last, 'right');
  const value = right && lowerExpression(lowering, right, hintOf(lowering, lefts[0]));
  const targets = lefts.map((left) =>
    value ? lowerTarget(lowering, left, { value, iterates: undefined, path: [] }) : declaredTarget(lowering, left),
  );
  const colon = node.children.find((child) => child.type === ':');
  return {
    targets,
    value,
    operator: '=',
    annotation: type && { start: colon?.start ?? type.start, end: type.end },
    ...at,
  };
}

/** `x: T` alone makes the name a local one, and gives it nothing. */
function declaredTarget(lowering: Lowering, left: SyntaxNode): Target {
  if (left.type !== 'identifier') return { kind: 'member', expression: lowering.expression(left) };
  const name = lowering.text.slice(left.start, left.end);
  return {
    kind: 'name',
    name: { kind: 'name', name, binding: resolveTarget(lowering.scope, name), start: left.start, end: left.end },
  };
}

function lowerAugmented(lowering: Lowering, node: SyntaxNode): Omit<Declarator, 'start' | 'end'> {
  const left = fieldOf(node, 'left');
  const right = fieldOf(node, 'right');
  const operator = fieldOf(node, 'operator')?.type ?? '+=';
  const value: Expression | undefined = right && lowering.expression(right);
  if (!left) return { targets: [], value, operator, annotation: undefined };
  // In a class body what is read can be another binding than what is written.
  const read =
    left.type === 'identifier' ? resolve(lowering.scope, lowering.text.slice(left.start, left.end)) : undefined;
  const target = lowerTarget(lowering, left, { value, iterates: undefined, path: [] });
  if (target.kind === 'name') {
    if (read === target.name.binding) read?.reads.push(target.name);
    else if (!read) lowering.unresolved.add(target.name.name);
  }
  return { targets: [target], value, operator, annotation: undefined };
}

function hintOf(lowering: Lowering, left: SyntaxNode | undefined): NameHint | undefined {
  const name = left?.type === 'attribute' ? fieldOf(left, 'attribute') : left;
  if (name?.type !== 'identifier') return undefined;
  return { name: lowering.text.slice(name.start, name.end), at: { start: name.start, end: name.end } };
}
