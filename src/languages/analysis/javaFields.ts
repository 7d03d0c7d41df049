/** Fields of Java that are called like a method of their class: `Builder s3(S3Client s3) { this.s3 = s3; return this; }`. */
import type { ClassNode, Expression, Tree } from '../tree.ts';
import { parentsIn } from '../walk.ts';
import type { Owner } from './fields.ts';
import type { Reference } from './references.ts';

/** What is known of names. */
interface Known {
  readonly of: (expression: Expression) => Reference;
  readonly ownerOf: (expression: Expression) => Owner | undefined;
}

/** The class of the field that is read, which is not the method of that name: no call, and no `this::s3`. */
export function fieldMeant(expression: Expression, tree: Tree, symbols: Known): ClassNode | undefined {
  if (tree.language !== 'java' || expression.kind !== 'member') return undefined;
  const { object } = expression;
  const itself = object.kind === 'this' ? (object.class ?? symbols.ownerOf(object)?.class) : undefined;
  const owner = itself ?? symbols.of(object).instance;
  return owner && isFieldOf(owner, expression, tree) ? owner : undefined;
}

/** Whether the member of an object of the class is that field. */
export function isFieldOf(
  { fields, methods }: ClassNode,
  expression: Extract<Expression, { kind: 'member' }>,
  tree: Tree,
): boolean {
  const { property, start, end } = expression;
  const isBoth = fields.some(({ name }) => name === property) && methods.some(({ name }) => name === property);
  if (tree.language !== 'java' || !isBoth) return false;
  const around = parentsIn(tree).get(expression);
  const isCalled = around?.kind === 'call' && around.callee === expression;
  return !isCalled && !tree.text.slice(start, end).includes('::');
}
