/** What an expression is, whatever stands around it. */
import type { Expression, NameExpression, Range, Tree } from './tree.ts';

/** Without the casts around it: `client` in `(client as S3Client)!`. */
export const withoutCasts = (expression: Expression): Expression =>
  expression.kind === 'operation' && expression.operator === 'as' && expression.parts[0]
    ? withoutCasts(expression.parts[0])
    : expression;

/** Casts and parentheses. */
export const isPassingOn = ({ operator }: Extract<Expression, { kind: 'operation' }>): boolean =>
  /^(as|\(\))$/.test(operator);

/** Without casts, parentheses and `Object.freeze(…)` around it. */
export function plainly(value: Expression): Expression {
  const [part] = value.kind === 'operation' && isPassingOn(value) ? value.parts : [];
  if (part) return plainly(part);
  const [only] = value.kind === 'call' && isFreezing(value.callee) ? value.arguments : [];
  return only ? only.value : value;
}

const isFreezing = (callee: Expression): boolean =>
  callee.kind === 'member' &&
  callee.property === 'freeze' &&
  callee.object.kind === 'name' &&
  callee.object.name === 'Object';

/** What a name or a member is called, `close` in `db.close`; empty for anything else. */
export const lastNameOf = (expression: Expression): string =>
  expression.kind === 'member' ? expression.property : expression.kind === 'name' ? expression.name : '';

/** `None`, `null` and `undefined` say nothing about what a variable holds. */
export function isEmptyValue(expression: Expression): boolean {
  const it = withoutCasts(expression);
  return (it.kind === 'literal' && it.value === null) || (it.kind === 'name' && !it.binding && it.name === 'undefined');
}

/** The text that a literal is. */
export const writtenText = (it: Expression | undefined): string | undefined =>
  it?.kind === 'literal' && typeof it.value === 'string' ? it.value : undefined;

/** A member that nobody wrote as one, or as a whole: what `getattr(object, 'name')` is; it stands where what tells of it does. */
export const memberOf = (
  object: Expression,
  property: string,
  { start, end }: Range,
  computed = false,
): Extract<Expression, { kind: 'member' }> => ({
  kind: 'member',
  object,
  property,
  propertyRange: { start, end },
  computed,
  start,
  end,
});

/** What `options.client`, `options.get('client')` and `getattr(options, 'client', None)` take a member of, which is nothing where there is none. */
export function partTaken(
  expression: Expression,
): { readonly object: Expression; readonly property: string } | undefined {
  if (expression.kind === 'member') return expression;
  if (expression.kind !== 'call') return undefined;
  const { callee, arguments: given } = expression;
  const isTaking = callee.kind === 'member' && /^(get|pop)$/.test(callee.property);
  const isNaming = callee.kind === 'name' && callee.name === 'getattr' && !callee.binding;
  const values = given.map(({ value }) => value);
  const [object, key, other, ...more] = isTaking ? [callee.object, ...values] : isNaming ? values : [];
  if (!object || key?.kind !== 'literal' || typeof key.value !== 'string' || more.length > 0) return undefined;
  return !other || isEmptyValue(other) ? { object, property: key.value } : undefined;
}

/** The name at the bottom of `name.a.b['c']`. */
export function rootOf(expression: Expression): NameExpression | undefined {
  const it = withoutCasts(expression);
  if (it.kind === 'name') return it;
  return it.kind === 'member' || it.kind === 'index' ? rootOf(it.object) : undefined;
}

/** As Java's classes are called. */
export const namesClass = (expression: Expression): boolean =>
  expression.kind === 'name' && /^[A-Z]/.test(expression.name) && expression.binding?.kind !== 'variable';

/** `globalThis`, or Node's `global`. */
export const isGlobalObject = (expression: Expression, { language }: Pick<Tree, 'language'>): boolean =>
  expression.kind === 'name' &&
  !expression.binding &&
  /^global(?:This)?$/.test(expression.name) &&
  (language === 'javascript' || language === 'typescript');
