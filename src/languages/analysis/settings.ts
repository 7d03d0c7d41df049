/** Tests of a setting that an object was given when it was made: `if self._config.secret_arn:`. */
import { lastNameOf, withoutCasts } from '../plain.ts';
import type { Expression, FunctionNode } from '../tree.ts';
import { statementsWithin } from '../walk.ts';
import type { IfStatement } from './conditions.ts';
import { isConstructor } from './fields.ts';
import type { Symbols } from './symbols.ts';

const settings = /^_*(app_?)?(config(uration)?|cfg|conf|settings|options|opts|props)$/i;

/** What is called so tells of what happened before, wherever it is kept. */
const remembering =
  /cache|expir|stale|fresh|renew|reload|loaded|ready|initiali[sz]ed|connect(ed|ion)|opened|dirty|changed|client|instance|pool|session/i;

/** Whether the branch is taken because of nothing but settings, which are there on each invocation or on none. */
export const asksSetting = (statement: IfStatement, fn: FunctionNode, symbols: Symbols): boolean =>
  isOfSettings(statement.test, fn, symbols) && !writesTo(statement, namesIn(statement.test));

function isOfSettings(test: Expression, fn: FunctionNode, symbols: Symbols): boolean {
  const it = withoutCasts(test);
  if (it.kind === 'logical')
    return it.operator === '&&' && [it.left, it.right].every((part) => isOfSettings(part, fn, symbols));
  if (it.kind !== 'member' || it.computed || remembering.test(it.property)) return false;
  const of = withoutCasts(it.object);
  if (of.kind !== 'member' || !settings.test(of.property)) return false;
  const owner = symbols.thisClass(withoutCasts(of.object), fn);
  if (!owner) return false;
  const writes = symbols.fieldValues(owner, of.property);
  return writes.length > 0 && writes.every((write) => isConstructor(owner, write.function));
}

const namesIn = (test: Expression): ReadonlySet<string> => {
  const it = withoutCasts(test);
  return it.kind === 'logical' ? new Set([...namesIn(it.left), ...namesIn(it.right)]) : new Set([lastNameOf(it)]);
};

/** Whether the branch gives one of them another value, and so is not taken again. */
const writesTo = ({ then }: IfStatement, names: ReadonlySet<string>): boolean =>
  statementsWithin(then).some(
    (it) =>
      it.kind === 'assign' &&
      it.declarators.some(({ targets }) =>
        targets.some((target) => target.kind === 'member' && names.has(lastNameOf(target.expression))),
      ),
  );
