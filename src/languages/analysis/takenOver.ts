/** What constructors take over as a whole, each member a field: `Object.assign(this, options)`, `self.__dict__.update(options)`. */
import { forEach, keptWith } from '../../core/memo.ts';
import { lastNameOf } from '../plain.ts';
import type { CallExpression, ClassNode, Expression, FunctionNode, Range, Statement } from '../tree.ts';
import type { Analysis } from './analysis.ts';
import { isConstructor } from './fields.ts';
import { argumentEntries, isAssign, type Entries } from './merged.ts';

interface TakenOver {
  readonly function: FunctionNode;
  readonly at: Range;
  /** What the fields are given, in order. */
  readonly entries: Entries;
}

type Loop = Extract<Statement, { kind: 'loop' }>;

/** Undefined where several statements do so. */
export const takenOverBy = keptWith(({ symbols }: Pick<Analysis, 'symbols'>) =>
  forEach((owner: ClassNode): TakenOver | undefined => {
    const [only, ...others] = owner.methods
      .map((it) => it.function)
      .filter((fn) => isConstructor(owner, fn))
      .flatMap((fn) =>
        fn.body.statements.flatMap((at) => {
          const isItself = (it: Expression): boolean => symbols.thisClass(it, fn) === owner;
          const entries = entriesGiven(at, isItself);
          return entries ? [{ function: fn, at, entries }] : [];
        }),
      );
    return others.length === 0 ? only : undefined;
  }),
);

function entriesGiven(statement: Statement, isItself: (it: Expression) => boolean): Entries | undefined {
  if (statement.kind === 'loop') return loopGiven(statement, isItself);
  return statement.kind === 'expression' && statement.value.kind === 'call'
    ? callGiven(statement.value, isItself)
    : undefined;
}

function callGiven({ callee, arguments: given }: CallExpression, isItself: (it: Expression) => boolean) {
  const [first, ...others] = given;
  if (isAssign(callee)) return first && isItself(first.value) ? argumentEntries(others) : undefined;
  const isUpdate = callee.kind === 'member' && callee.property === 'update';
  return isUpdate && isItsFields(callee.object, isItself) ? argumentEntries(given) : undefined;
}

/** `self.__dict__`, `vars(self)` */
function isItsFields(object: Expression, isItself: (it: Expression) => boolean): boolean {
  if (object.kind === 'member') return object.property === '__dict__' && isItself(object.object);
  const [of] = object.kind === 'call' && lastNameOf(object.callee) === 'vars' ? object.arguments : [];
  return of !== undefined && isItself(of.value);
}

/** `for name, value in options.items(): setattr(self, name, value)`, `for (const key in options) this[key] = options[key]` */
function loopGiven({ head, body: { statements } }: Loop, isItself: (it: Expression) => boolean): Entries | undefined {
  const [over] = head;
  const [only, ...others] = statements;
  const whole = over && wholeIn(over);
  const value = only && others.length === 0 ? valueSet(only, isItself) : undefined;
  const isIts =
    value?.kind === 'name' ||
    (value?.kind === 'index' &&
      whole &&
      lastNameOf(value.object) !== '' &&
      lastNameOf(value.object) === lastNameOf(whole));
  return whole && isIts ? argumentEntries([{ value: whole, name: undefined, spread: true }]) : undefined;
}

/** What a loop goes through the names of: `options` of `options.items()`, `Object.entries(options)`. */
function wholeIn(over: Expression): Expression | undefined {
  if (over.kind === 'name') return over;
  if (over.kind !== 'call' || over.callee.kind !== 'member') return undefined;
  const { object, property } = over.callee;
  if (lastNameOf(object) === 'Object') return /^(entries|keys)$/.test(property) ? over.arguments[0]?.value : undefined;
  return /^(items|keys)$/.test(property) ? object : undefined;
}

/** What a statement gives a field of which only running it tells the name. */
function valueSet(statement: Statement, isItself: (it: Expression) => boolean): Expression | undefined {
  if (statement.kind === 'assign') {
    const [{ targets, value } = { targets: [], value: undefined }] = statement.declarators;
    const [target] = targets;
    const place = target?.kind === 'member' ? target.expression : undefined;
    return place?.kind === 'index' && isItself(place.object) ? value : undefined;
  }
  if (statement.kind !== 'expression' || statement.value.kind !== 'call') return undefined;
  const [object, name, value] = statement.value.arguments;
  const isSetting = lastNameOf(statement.value.callee) === 'setattr' && object && isItself(object.value);
  return isSetting && name?.value.kind === 'name' ? value?.value : undefined;
}
