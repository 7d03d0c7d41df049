/** Fields that an object is given when it is made, and that stay what they were given: `Store(s3)`. */
import { forEach, keptWith } from '../../core/memo.ts';
import type { ParameterWord, Word } from '../../core/word.ts';
import { isEmptyValue, lastNameOf, partTaken, withoutCasts } from '../plain.ts';
import type { Binding, ClassNode, Expression, FunctionNode, Write } from '../tree.ts';
import { expressionsWithin } from '../walk.ts';
import type { Analysis } from './analysis.ts';
import { assignedIn } from './assigned.ts';
import { isConstructor, type FieldWrite } from './fields.ts';
import { guardOf } from './guards.ts';
import { isCreation } from './sharing.ts';
import { takenOverBy } from './takenOver.ts';
import { wordsIn } from './words.ts';

type MemberExpression = Extract<Expression, { kind: 'member' }>;

interface GivenField {
  /** Of the constructor; where it is given something, so is the field. */
  readonly of: ParameterWord;
  /** The field is nothing else but that. */
  readonly isFixed: boolean;
}

/** What the object on which a method runs was given for a field that the expression reads, or for one that a local has. */
export function givenField(analysis: Analysis, expression: Expression, within: FunctionNode): GivenField | undefined {
  const read = memberRead(expression, within);
  if (!read) return undefined;
  const { object, property, isTaken } = read;
  const owner = analysis.symbols.thisClass(object, within);
  if (owner) return givenFieldsIn(analysis)(owner)(property);
  return object.kind === 'member' && !isTaken ? memberGiven(analysis, object, property, within) : undefined;
}

/** The field of the object on which a method runs that the expression reads, or that a local has. */
export function fieldRead(
  { symbols }: Pick<Analysis, 'symbols'>,
  expression: Expression,
  within: FunctionNode,
): string | undefined {
  const read = memberRead(expression, within);
  return read && symbols.thisClass(read.object, within) ? read.property : undefined;
}

interface MemberRead {
  readonly object: Expression;
  readonly property: string;
  /** A pattern takes it out: `const { client } = this`. */
  readonly isTaken: boolean;
}

/** The member that an expression is, or that a local of the function has: `this.client`, `const client = this.client`. */
function memberRead(expression: Expression, within: FunctionNode): MemberRead | undefined {
  const it = withoutCasts(expression);
  if (it.kind === 'member') return { object: it.object, property: it.property, isTaken: false };
  // `self.options.get('client')`
  const taken = it.kind === 'call' ? partTaken(it) : undefined;
  if (taken && (taken.object.kind === 'member' || !isMethod(it))) return { ...taken, isTaken: false };
  // `(client := self.client) is None`
  if (it.kind === 'assign') return it.value.kind === 'member' ? memberRead(it.value, within) : undefined;
  const write = it.kind === 'name' && it.binding ? onlyWriteOf(it.binding, within) : undefined;
  if (!write?.value) return undefined;
  const [step] = write.path;
  if (step !== undefined) return { object: write.value, property: step, isTaken: true };
  return write.value.kind === 'name' ? undefined : memberRead(write.value, within);
}

const isMethod = (it: Expression): boolean => it.kind === 'call' && it.callee.kind === 'member';

/** What a local is given that is given nothing else: the value, or a member of it. */
function onlyWriteOf({ kind, writes, function: fn }: Binding, within: FunctionNode): Write | undefined {
  const [write, ...others] = writes;
  const isIt = kind === 'variable' && fn === within && others.length === 0 && write?.value && !write.iterates;
  return isIt && write.path.length <= 1 ? write : undefined;
}

/** `this.deps.client`, of `Store({ client })`, where no member of it is assigned to. */
function memberGiven(
  analysis: Analysis,
  object: MemberExpression,
  name: string,
  within: FunctionNode,
): GivenField | undefined {
  const whole = givenField(analysis, object, within);
  const isWhole = whole?.isFixed === true && whole.of.member === undefined;
  const of = isWhole ? { ...whole.of, member: name } : memberPutTogether(analysis, object, name, within);
  const isChanged = assignedIn(analysis.tree).some(
    ({ place }) => place.kind === 'member' && place.property === name && lastNameOf(place.object) === object.property,
  );
  return !of || isChanged ? undefined : { of, isFixed: true };
}

/** What a constructor is given that `this.options = { ...defaults, ...options }` has. */
function memberPutTogether(
  { tree, symbols, statements }: Analysis,
  { object, property }: MemberExpression,
  name: string,
  within: FunctionNode,
): ParameterWord | undefined {
  const owner = symbols.thisClass(object, within);
  const [write, ...others] = owner ? symbols.fieldValues(owner, property).filter((it) => !isEmptyValue(it.value)) : [];
  if (!owner || !write || others.length > 0 || !isConstructor(owner, write.function)) return undefined;
  const of = parameterAlone(wordsIn(tree).ofPart(write.value, name), write.function);
  const isSet = statements.get(write.value)?.block.owner === undefined && isOnlyMaker(owner, write.function.id);
  const isOther = assignedIn(tree).some(
    ({ place, value }) => place.kind === 'member' && place.property === property && value !== write.value,
  );
  return isSet && !isOther ? of : undefined;
}

function parameterAlone(words: readonly Word[] | undefined, { id }: FunctionNode): ParameterWord | undefined {
  const [only, ...others] = words ?? [];
  return only?.kind === 'parameter' && only.function === id && others.length === 0 ? only : undefined;
}

const givenFieldsIn = keptWith((analysis: Analysis) =>
  forEach((owner: ClassNode) => forEach((field: string) => givenFieldOf(analysis, owner, field))),
);

function givenFieldOf(analysis: Analysis, owner: ClassNode, field: string): GivenField | undefined {
  const { tree, symbols } = analysis;
  const writes = symbols.fieldValues(owner, field);
  const byName = fieldByName(owner, field);
  const giving = writes.flatMap((write) => givingIn(analysis, owner, write) ?? []);
  const [given = byName ?? fieldTakenOver(analysis, owner, field), ...more] = giving;
  if (!given || more.length > 0 || (!byName && !isOnlyMaker(owner, given.of.function))) return undefined;
  const isBefore = ({ value, function: fn }: FieldWrite): boolean =>
    fn.id === given.of.function && given.from !== undefined && value.end <= given.from && isEmptyValue(value);
  const others = writes.filter(
    (it) => it !== given.write && !isBefore(it) && !isDeclared(owner, field, it, byName !== undefined),
  );
  const isKept = ({ value }: FieldWrite): boolean => {
    if (value.kind === 'call' && isCreation(analysis, value)) return true;
    const here = analysis.circumstances.get(insteadOf(value, field));
    const guard = here && guardOf(here);
    return guard?.kind === 'lazy' && guard.variable === `${owner.name}.${field}` && guard.member === undefined;
  };
  if (!others.every(isKept)) return undefined;
  const isOther = assignedIn(tree).some(({ place, isPart, value, function: fn = owner.parent }) => {
    if (place.kind !== 'member' || place.property !== field) return false;
    const its = symbols.thisClass(place.object, fn);
    if (its && its !== owner) return isBelow(its, owner) || isBelow(owner, its);
    return isPart || !value || !writes.some((it) => it.value === value);
  });
  return isOther ? undefined : { of: given.of, isFixed: given.isWhole && others.length === 0 };
}

const isBelow = ({ bases }: ClassNode, { name }: ClassNode): boolean => bases.some((it) => lastNameOf(it) === name);

/** `connect()` in `this.client = this.client ?? connect()`. */
const insteadOf = (value: Expression, field: string): Expression =>
  value.kind === 'logical' && value.operator !== '&&' && lastNameOf(withoutCasts(value.left)) === field
    ? value.right
    : value;

interface Giving {
  readonly write?: FieldWrite;
  /** Where it is given, when not by a write. */
  readonly from?: number;
  readonly of: ParameterWord;
  readonly isWhole: boolean;
}

/** `this.client = client` of a constructor, also where nothing has another name: `client || null`. */
function givingIn({ tree, statements }: Analysis, owner: ClassNode, write: FieldWrite): Giving | undefined {
  if (!isConstructor(owner, write.function)) return undefined;
  const words = wordsIn(tree).of(write.value) ?? [];
  const [of, ...more] = words.filter((it) => it.kind === 'parameter');
  const isPlain = words.every((it) => it.kind === 'parameter' || (it.kind === 'written' && it.text === null));
  if (of?.function !== write.function.id || more.length > 0 || !isPlain) return undefined;
  const { owner: around } = statements.get(write.value)?.block ?? {};
  // `if (client) this.client = client` gives it whatever there is to give.
  const isAlways =
    !around ||
    (around.kind === 'if' &&
      !around.block.owner &&
      expressionsWithin(around.test).every((it) => it.kind !== 'name' || isEmptyValue(it) || isSame(it, write.value)));
  return isAlways ? { write, of, isWhole: words.length === 1 && !around } : undefined;
}

const isSame = (a: Expression, b: Expression): boolean =>
  a.kind === 'name' && b.kind === 'name' && a.binding !== undefined && a.binding === b.binding;

/** What the body of the class says comes before what a constructor does. */
const isDeclared = (
  { fields }: ClassNode,
  field: string,
  { value, function: fn }: FieldWrite,
  isDefault: boolean,
): boolean =>
  (isDefault || isEmptyValue(value)) &&
  (fn.implied === true || fields.some((it) => it.name === field && it.value === value));

/** Whether each object goes through that constructor: others of Java begin with `this(…)`. */
const isOnlyMaker = (owner: ClassNode, maker: FunctionNode['id']): boolean =>
  owner.methods.every(
    ({ function: fn }) =>
      fn.id === maker || fn.implied === true || !isConstructor(owner, fn) || fn.body.statements.some(isHandingOn),
  );

const isHandingOn = (statement: FunctionNode['body']['statements'][number]): boolean =>
  statement.kind === 'expression' &&
  statement.value.kind === 'call' &&
  statement.value.callee.kind === 'member' &&
  statement.value.callee.property === 'constructor' &&
  statement.value.callee.object.kind === 'this';

/** The fields of a data class of Python in the order in which it is given them, of what is written to run afterwards. */
export function givenByName(fn: FunctionNode): readonly string[] | undefined {
  const { class: owner } = fn;
  if (fn.name !== '__post_init__' || fn.parameters.length > 0 || !owner || owner.bases.length > 0) return undefined;
  const isDataClass = owner.decorators.some((it) => lastNameOf(it.kind === 'call' ? it.callee : it) === 'dataclass');
  return isDataClass ? owner.fields.flatMap(({ name }) => (name === '' ? [] : [name])) : undefined;
}

/** A field of a data class that is nothing unless it is given. */
function fieldByName(owner: ClassNode, field: string): Giving | undefined {
  const [maker, ...others] = owner.methods.filter(({ name }) => name === '__post_init__');
  const index = maker && others.length === 0 ? (givenByName(maker.function)?.indexOf(field) ?? -1) : -1;
  return maker && index >= 0
    ? { of: { kind: 'parameter', function: maker.function.id, index }, isWhole: true }
    : undefined;
}

/** What a constructor takes over as a whole has for it: `Object.assign(this, options)`. */
function fieldTakenOver(analysis: Analysis, owner: ClassNode, field: string): Giving | undefined {
  const taken = takenOverBy(analysis)(owner);
  const of = taken && parameterAlone(wordsIn(analysis.tree).ofEntries(taken.entries, field), taken.function);
  return of && { from: taken.at.start, of, isWhole: true };
}
