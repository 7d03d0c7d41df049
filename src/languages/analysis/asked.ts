/** What a test asks about, where it does not name it: members by their names, variables of the module, what a package has. */
import type { Source } from '../../core/module.ts';
import { packageIn } from '../../core/symbol.ts';
import { memberOf, writtenText } from '../plain.ts';
import type { CallExpression, Expression, Tree } from '../tree.ts';
import type { Symbols } from './symbols.ts';

/** `client` of `self` in `hasattr(self, 'client')`, and of the module in `'client' in globals()`. */
export function memberAskedFor(part: Expression): Expression | undefined {
  const [object, name] = askedIn(part);
  if (!object || name?.kind !== 'literal' || typeof name.value !== 'string') return undefined;
  return memberOf(object, name.value, part, true);
}

/** The member that `hasattr`, `getattr` and `setattr` name. */
export function memberNamed(call: CallExpression): Expression | undefined {
  const {
    callee,
    arguments: [object, name],
  } = call;
  if (callee.kind !== 'name' || !/^(has|get|set)attr$/.test(callee.name) || !object) return undefined;
  const property = writtenText(name?.value);
  return property === undefined ? undefined : memberOf(object.value, property, call, true);
}

/** The object, and what it is asked for. */
function askedIn(part: Expression): readonly (Expression | undefined)[] {
  if (part.kind === 'operation' && /^(not )?in$/.test(part.operator)) {
    const [name, object] = part.parts;
    return object && isGlobals(object) ? [object, name] : [];
  }
  if (part.kind !== 'call') return [];
  const { callee, arguments: given } = part;
  const values = given.map(({ value }) => value);
  if (callee.kind === 'member')
    return callee.property === 'get' && isGlobals(callee.object) ? [callee.object, ...values] : [];
  return callee.kind === 'name' && /^(has|get)attr$/.test(callee.name) ? values : [];
}

/** `globals()`, whose members are the variables of the module. */
export const isGlobals = (object: Expression): boolean =>
  object.kind === 'call' && object.callee.kind === 'name' && object.callee.name === 'globals' && !object.callee.binding;

/** The package whose connections or apps are asked about: `mongoose.connection.readyState`, `getConnectionManager().has`. */
export const libraryAsked = (symbol: string): string | undefined =>
  /[#.](has|readyState|connections|(is)?[cC]onnected|is_?[iI]nitiali[sz]ed|apps|_apps|getApps)$/.test(symbol)
    ? packageIn(symbol)
    : undefined;

/**
 * Python: whether it stands for something else in each request, though it is imported once, or is a field of an app that
 * is made once: what Flask keeps in `g`, `app.current_event` of Powertools, `app.current_request` of Chalice.
 */
export const isOfRequest = (symbol: string): boolean =>
  /^(flask|quart|bottle)\.(g|request|session)\b|^[\w.()]+\.(current_event|current_request|lambda_context)$|^aws_lambda_powertools\.event_handler\.[\w.]+\(\)\.context$/.test(
    symbol,
  );

/** What stands for the request, as something that differs from one invocation to the next. */
export function requestOf(expression: Expression, tree: Tree, symbols: Symbols): readonly Source[] | undefined {
  if (tree.language !== 'python') return undefined;
  const { symbol } = symbols.of(expression);
  return isOfRequest(symbol) ? [{ kind: 'volatile', symbol }] : undefined;
}
