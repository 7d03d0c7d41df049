import { functionDraft, within } from '../treeSitter/draft.ts';
import type { FunctionNode, Range, Statement } from '../tree.ts';
import { type Lowering } from './context.ts';
import { bindParameters, readParameters } from './parameters.ts';
import { openScope } from './scopes.ts';
import { fieldOf, type SyntaxNode } from '../treeSitter/syntax.ts';

/** The name that a lambda is assigned to. */
export interface NameHint {
  readonly name: string;
  readonly at: Range;
}

/** A lambda is a function whose body is one `return`. */
export function lowerLambda(lowering: Lowering, node: SyntaxNode, hint: NameHint | undefined): FunctionNode {
  const list = fieldOf(node, 'parameters');
  const result = fieldOf(node, 'body');
  const range = { start: node.start, end: node.end };
  const visible = result ? { start: result.start, end: result.end } : range;
  const fn = functionDraft(
    lowering,
    {
      name: hint?.name ?? '',
      at: hint?.at ?? { start: node.start, end: list?.end ?? Math.min(node.end, node.start + 'lambda'.length) },
      range,
      parent: lowering.scope.function,
      class: undefined,
    },
    visible,
  );
  const parameters = readParameters(lowering, list);
  const scope = openScope(lowering, lowering.scope, result ? [result] : [], {
    kind: 'function',
    function: fn,
    visible,
  });
  fn.parameters = bindParameters(lowering, scope, parameters, visible);

  const outer = lowering.pending;
  lowering.pending = [];
  const value = result && within(lowering, scope, () => lowering.expression(result));
  const statement: Statement = { kind: 'return', value, ...visible, block: fn.body, function: fn };
  for (const write of lowering.pending) write.statement = statement;
  lowering.pending = outer;
  fn.body.statements.push(statement);
  return fn;
}
