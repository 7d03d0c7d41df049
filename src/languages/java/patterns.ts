/** Patterns, which declare what they match, and the `switch` that has a value. */
import { lowerPart, rangeOf, recordWrite, textOf } from '../treeSitter/draft.ts';
import { fieldOf, namedOf, type SyntaxNode } from '../treeSitter/syntax.ts';
import type { Expression } from '../tree.ts';
import { bind, type Lowering } from './context.ts';
import { findVariable, lowerType } from './names.ts';

/** `x instanceof Order order` declares a variable. */
export function lowerInstanceOf(lowering: Lowering, node: SyntaxNode): Expression {
  const value = lowerPart(lowering, fieldOf(node, 'left'), node);
  const right = fieldOf(node, 'right');
  const type = right && lowerType(lowering, right);
  const name = fieldOf(node, 'name');
  if (name) declarePattern(lowering, name, type, value);
  const pattern = fieldOf(node, 'pattern');
  if (pattern) lowerPattern(lowering, pattern, value);
  return { kind: 'operation', operator: 'instanceof', parts: [value], ...rangeOf(node) };
}

/** Declares what a type or record pattern names; all of it is made of the value that is matched. */
function lowerPattern(lowering: Lowering, node: SyntaxNode, value: Expression): void {
  const parts = namedOf(node);
  if (node.type === 'type_pattern' || node.type === 'record_pattern_component') {
    const name = parts.findLast(({ type }) => type === 'identifier');
    const type = parts.find((it) => it !== name && it.type !== 'modifiers');
    const lowered = type && lowerType(lowering, type);
    if (name) declarePattern(lowering, name, lowered, value);
    return;
  }
  if (node.type === 'type_identifier' || node.type === 'generic_type' || node.type === 'scoped_type_identifier') {
    lowerType(lowering, node);
    return;
  }
  for (const part of parts) lowerPattern(lowering, part, value);
}

function declarePattern(lowering: Lowering, name: SyntaxNode, type: Expression | undefined, value: Expression): void {
  const binding = bind(lowering, lowering.scope, textOf(lowering, name), 'variable', type);
  recordWrite(lowering, binding, name, { value, iterates: undefined });
}

/** A `switch` that gives a value. Where its cases hold statements it is as good as a function that is called on the spot. */
export function lowerSwitchValue(lowering: Lowering, node: SyntaxNode): Expression {
  const body = fieldOf(node, 'body');
  const rules = body ? namedOf(body) : [];
  const plain = rules.every((it) => it.type === 'switch_rule' && namedOf(it).every(({ type }) => type !== 'block'));
  if (!plain) {
    const fn = lowering.valueBlock(node);
    const callee: Expression = { kind: 'function', function: fn, ...rangeOf(node) };
    return { kind: 'call', callee, arguments: [], construct: false, optional: false, ...rangeOf(node) };
  }
  const subject = lowerPart(lowering, fieldOf(node, 'condition'), node);
  const values = rules.flatMap((rule) => {
    const labels = namedOf(rule).filter(({ type }) => type === 'switch_label');
    const tests = labels.flatMap((label) => lowerLabel(lowering, label, subject));
    const results = namedOf(rule)
      .filter(({ type }) => type === 'expression_statement' || type === 'throw_statement')
      .flatMap((it) => namedOf(it).map((value) => lowering.expression(value)));
    return [...tests, ...results];
  });
  return { kind: 'operation', operator: 'switch', parts: [subject, ...values], ...rangeOf(node) };
}

/** What a `case` compares with; constants of an enum are no variables. */
export function lowerLabel(lowering: Lowering, label: SyntaxNode, subject: Expression): readonly Expression[] {
  return namedOf(label).flatMap((it): readonly Expression[] => {
    if (it.type === 'pattern' || it.type.endsWith('_pattern')) {
      lowerPattern(lowering, it, subject);
      return [];
    }
    if (it.type === 'guard') return namedOf(it).map((part) => lowering.expression(part));
    if (it.type === 'identifier' && !findVariable(lowering, textOf(lowering, it))) return [];
    return [lowering.expression(it)];
  });
}
