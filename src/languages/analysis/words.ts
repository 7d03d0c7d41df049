/** What texts a value may be, and whether it is true: those that are written, and what a parameter is given that nothing else is written to. */
import { few, forEach, keptWith, once } from '../../core/memo.ts';
import type { Text, Word } from '../../core/word.ts';
import { isEmptyValue, isPassingOn, lastNameOf, partTaken, plainly } from '../plain.ts';
import type { Binding, Expression, FunctionNode, NameExpression, Parameter, Range, Tree, Write } from '../tree.ts';
import { holds, isAround, isModuleLevel, parentsIn, statementsWithin } from '../walk.ts';
import { assignedIn, placesAssigned } from './assigned.ts';
import { entriesIn, leavesMember, type Entries } from './merged.ts';

export interface Words {
  /** All that it may be; undefined when it may be something else. */
  readonly of: (expression: Expression) => readonly Word[] | undefined;
  /** The same where it is only asked whether it is anything, which is no other when others were handed what has it as a member. */
  readonly ofGiven: (expression: Expression) => readonly Word[] | undefined;
  /** Of a member of what is written out, or put together. */
  readonly ofPart: (whole: Expression, name: string) => readonly Word[] | undefined;
  readonly ofEntries: (entries: Entries, name: string) => readonly Word[] | undefined;
  /** The same by key of an object that is written out, as far as it is known. */
  readonly ofMembers: (expression: Expression) => Readonly<Record<string, readonly Word[]>> | undefined;
  /** What a variable is given where it is declared, when that is all that it is given. */
  readonly onlyGiven: (binding: Binding) => Expression | undefined;
  /** What others may ask the file for, by name: `LIMIT`, `Kind.Create`. */
  readonly constants: () => Readonly<Record<string, Text>> | undefined;
}

/** Where a binding stands among the parameters, and what it is given after that. */
interface Declared {
  readonly index: number;
  readonly parameter: Parameter;
  readonly later: readonly Write[];
}

/** Longer than names are. */
const longest = 60;

const deepest = 6;

const constantName = /^[A-Z][A-Z0-9_]*$/;

const nothing: readonly Word[] = [{ kind: 'written', text: null }];
const yes: readonly Word[] = [{ kind: 'written', text: true }];
const no: readonly Word[] = [{ kind: 'written', text: false }];
const none: readonly Word[] = [{ kind: 'written', text: 0 }];

/** The same few words are written again and again, and every argument has them. */
const written = new Map<string, readonly Word[]>();
const mostWritten = 5000;

function ofText(text: string): readonly Word[] | undefined {
  if (text === '' || text.length > longest) return undefined;
  const known = written.get(text);
  if (known) return known;
  if (written.size === mostWritten) written.clear();
  const words: readonly Word[] = [{ kind: 'written', text }];
  written.set(text, words);
  return words;
}

/** Trees never change, so neither does this. */
export const wordsIn = keptWith((tree: Tree): Words => {
  function of(expression: Expression, depth = 0): readonly Word[] | undefined {
    if (depth > deepest) return undefined;
    switch (expression.kind) {
      case 'literal':
        if (expression.value === null) return nothing;
        if (typeof expression.value === 'boolean') return expression.value ? yes : no;
        if (expression.value === 0) return none;
        // Another number tells something where it has a name: `Mode.Shared`.
        if (typeof expression.value === 'number')
          return depth > 0 ? [{ kind: 'written', text: expression.value }] : undefined;
        return expression.value === undefined ? undefined : ofText(expression.value);
      case 'name':
        return expression.binding && ofBinding(expression.binding, expression, depth);
      case 'member':
        return ofMember(expression.object, expression.property, depth);
      case 'call':
        return ofTaken(memberTaken(expression), depth);
      case 'conditional':
        return union(of(expression.then, depth + 1), of(expression.else, depth + 1));
      case 'logical':
        return expression.operator === '&&'
          ? undefined
          : union(of(expression.left, depth + 1), of(expression.right, depth + 1));
      case 'operation': {
        const [part, other] = expression.parts;
        return part && !other && isPassingOn(expression) ? of(part, depth + 1) : undefined;
      }
      default:
        return undefined;
    }
  }

  function ofGiven(expression: Expression): readonly Word[] | undefined {
    const known = of(expression);
    if (known) return known;
    const [object, name] =
      memberTaken(expression) ?? memberHeld(expression) ?? innerTaken(expression) ?? accessed(expression) ?? [];
    return object?.binding?.kind === 'parameter' && name !== undefined && !isChangedBefore(object, object.binding, name)
      ? ofParameter(object.binding, object, name)
      : undefined;
  }

  /** `deps.s3()` and `deps.getS3()` of Java. */
  function accessed(expression: Expression): ReturnType<typeof memberTaken> {
    if (tree.language !== 'java' || expression.kind !== 'call' || expression.arguments.length > 0) return undefined;
    const taken = memberTaken(expression.callee);
    const [, first, rest] = (taken && /^get([A-Z])(.*)$/.exec(taken[1])) ?? [];
    return taken && first !== undefined ? [taken[0], `${first.toLowerCase()}${rest ?? ''}`] : taken;
  }

  /** `event.ctx.s3`, where nobody gives that a value. */
  function innerTaken(expression: Expression): ReturnType<typeof memberTaken> {
    const inner = partTaken(expression);
    const [object, name] = (inner && memberTaken(inner.object)) ?? [];
    const isSet = assignedIn(tree).some(({ place }) => place.kind === 'member' && place.property === inner?.property);
    return inner && object && name !== undefined && !isSet ? [object, `${name}.${inner.property}`] : undefined;
  }

  /** What a local is given that is a member of something: `client = options.pop('client', None)`, `const { client } = options`. */
  function memberHeld(local: Expression): ReturnType<typeof memberTaken> {
    const { binding } = local.kind === 'name' ? local : {};
    const { value, path = [] } = (binding && (onlyWrite(binding) ?? firstWrite(binding, local))) ?? {};
    const [step, ...others] = path;
    if (!value || others.length > 0) return undefined;
    if (step === undefined) return memberTaken(value);
    return value.kind === 'name' && step !== '*' ? [value, step] : undefined;
  }

  function ofBinding(binding: Binding, read: Range, depth: number): readonly Word[] | undefined {
    if (binding.import)
      return constantName.test(binding.import.imported) ? ofImport(binding, binding.import.imported) : undefined;
    if (binding.kind === 'parameter') return ofParameter(binding, read);
    const write = onlyWrite(binding) ?? firstWrite(binding, read);
    const value = write?.value;
    if (!value) return undefined;
    const [step, ...others] = write.path;
    if (step === undefined) return of(value, depth + 1);
    return others.length === 0 ? ofMember(value, step, depth) : undefined;
  }

  const declared = forEach((binding: Binding): Declared | undefined => {
    const { parameters } = binding.function;
    const index = parameters.findIndex(({ bindings }) => bindings.includes(binding));
    const parameter = parameters[index];
    const later = binding.writes.slice(1).filter(({ value }) => value === undefined || value !== parameter?.default);
    return parameter && { index, parameter, later };
  });

  function ofParameter(binding: Binding, read: Range, member?: string): readonly Word[] | undefined {
    const { function: fn } = binding;
    const { index, parameter, later } = declared(binding) ?? {};
    const changing = later?.filter((it) => member === undefined || !isLeft(it, binding, member));
    if (index === undefined || !changing || !isAsGiven(binding, changing, read)) return undefined;
    if (parameter?.rest && (parameter.rest !== 'named' || member === undefined)) return undefined;
    const [step, ...others] = binding.writes[0]?.path ?? [];
    if (others.length > 0 || step === '*') return undefined;
    const its = step === undefined || member === undefined ? (step ?? member) : `${step}.${member}`;
    return [{ kind: 'parameter', function: fn.id, index, ...(its === undefined ? {} : { member: its }) }];
  }

  const isLeft = (write: Write, binding: Binding, name: string): boolean =>
    leavesMember(
      write,
      binding,
      (it) => lacks(it, name),
      (it) => lacksEntry(it, name),
    );

  function ofMember(object: Expression, name: string, depth: number): readonly Word[] | undefined {
    // `Kind.CREATE.value` is what an enum of Python has for it.
    if (tree.language === 'python' && object.kind === 'member' && name === 'value') return of(object, depth + 1);
    if (object.kind === 'member' && isModule(object.object))
      return ofImport(object.object.binding, `${object.property}.${name}`);
    if (object.kind !== 'name') return ofPart(object, name, depth);
    if (tree.language === 'java' && object.name === 'Boolean')
      return name === 'TRUE' ? yes : name === 'FALSE' ? no : undefined;
    if (isModule(object)) return constantName.test(name) ? ofImport(object.binding, name) : undefined;
    if (!object.binding) return undefined;
    if (object.binding.import) return ofImport(object.binding, `${object.binding.import.imported}.${name}`);
    if (object.binding.declares) return ofEnum(object.binding.declares, name, depth);
    if (object.binding.kind === 'parameter')
      return isAskedForMembers(object.binding) ? ofParameter(object.binding, object, name) : undefined;
    const write = isChanged(object.binding) ? undefined : onlyWrite(object.binding);
    return write?.path.length === 0 && write.value ? ofPart(write.value, name, depth) : undefined;
  }

  /** Of an object that is written out, or put together. */
  function ofPart(whole: Expression, name: string, depth = 0): readonly Word[] | undefined {
    const entries = entriesIn(whole);
    return entries && ofEntries(entries, name, depth);
  }

  /** What `{ ...defaults, ...options }` has of `options`, a parameter, where what it is made of before has nothing there. */
  function ofEntries(entries: Entries, name: string, depth = 0): readonly Word[] | undefined {
    if (entries.some(({ dynamicKey }) => dynamicKey)) return undefined;
    const having = entries.filter((it) => !lacksEntry(it, name));
    const last = having.at(-1);
    if (last?.key !== undefined) return of(last.value, depth + 1);
    const part = last && withoutDefault(last.value, name);
    const isOther = having.slice(0, -1).some((it) => !lacksEntry(it, name, true));
    if (!part || isOther || !isParameter(part) || !part.binding || isChanged(part.binding)) return undefined;
    return ofParameter(part.binding, part, name);
  }

  const lacksEntry = ({ key, value }: Entries[number], name: string, isEmptyLeft = false): boolean =>
    key === undefined ? lacks(value, name, isEmptyLeft) : key !== name || (isEmptyLeft && isEmptyValue(value));

  /** Whether what is spread is an object that is written out and never changed, without that member, or with nothing there. */
  function lacks(spread: Expression, name: string, isEmptyLeft = false): boolean {
    const { binding } = spread.kind === 'name' ? spread : {};
    const given = binding && !isChanged(binding) ? onlyGiven(binding) : undefined;
    const its = entriesIn(given ?? spread);
    return its?.every((it) => it.key !== undefined && lacksEntry(it, name, isEmptyLeft)) === true;
  }

  /** `options` in `options || {}`. */
  function withoutDefault(value: Expression, name: string): Expression {
    const it = plainly(value);
    return it.kind === 'logical' && it.operator !== '&&' && lacks(it.right, name) ? plainly(it.left) : it;
  }

  const ofTaken = (taken: ReturnType<typeof memberTaken>, depth: number): readonly Word[] | undefined =>
    taken && ofMember(...taken, depth);

  /** What a constant is that another file has; which of an object's members never change is told there. */
  function ofImport({ import: from }: Binding, member: string): readonly Word[] | undefined {
    return from && /^[A-Z]/.test(member) && tree.language !== 'java'
      ? [{ kind: 'constant', specifier: from.node.specifier, member }]
      : undefined;
  }

  /** Python: `CREATE = 'create'` in the body of a class that is an enum. */
  function ofEnum(
    declared: NonNullable<Binding['declares']>,
    name: string,
    depth: number,
  ): readonly Word[] | undefined {
    if (!('methods' in declared) || !declared.bases.some((it) => /Enum$/.test(lastNameOf(it)))) return undefined;
    const value = declared.fields.find((it) => it.name === name)?.value;
    return value && of(value, depth + 1);
  }

  function constants(): Readonly<Record<string, Text>> | undefined {
    const found: Record<string, Text> = {};
    const add = (name: string, words: readonly Word[] | undefined) => {
      const [only, ...others] = words ?? [];
      if (only?.kind === 'written' && others.length === 0) found[name] = only.text;
    };
    for (const binding of tree.bindings) {
      if (!isModuleLevel(binding) || !/^[A-Z]/.test(binding.name)) continue;
      const { name, declares } = binding;
      const given = isChanged(binding) ? undefined : onlyWrite(binding)?.value;
      const value = given && plainly(given);
      if (declares && 'methods' in declares)
        for (const field of declares.fields) add(`${name}.${field.name}`, ofEnum(declares, field.name, 0));
      else if (value?.kind === 'object' && value.entries.every(({ key }) => key !== undefined))
        for (const entry of value.entries) add(`${name}.${entry.key ?? ''}`, of(entry.value, 1));
      else if (value && constantName.test(name)) add(name, of(value, 1));
    }
    return Object.keys(found).length > 0 ? found : undefined;
  }

  function ofMembers(expression: Expression): Readonly<Record<string, readonly Word[]>> | undefined {
    if (expression.kind !== 'object' || expression.entries.some(({ key }) => key === undefined)) return undefined;
    const found: Record<string, readonly Word[]> = {};
    for (const { key, value } of expression.entries) {
      const words = of(value);
      if (words && key !== undefined && !Object.hasOwn(found, key)) found[key] = words;
      else if (key !== undefined) found[key] = [];
    }
    const known = Object.entries(found).filter(([, words]) => words.length > 0);
    return known.length > 0 ? Object.fromEntries(known) : undefined;
  }

  const loopsIn = forEach((fn: FunctionNode) => statementsWithin(fn.body).filter(({ kind }) => kind === 'loop'));

  /** Whether it is only written to by whoever calls, by its default, and after it is read. */
  function isAsGiven({ writes, function: fn }: Binding, later: readonly Write[], read: Range): boolean {
    const [given] = writes;
    if ((!given || given.value) ?? given.iterates) return false;
    return later.length === 0 || isBefore(read, later, fn);
  }

  /** Whether it comes before all of what is written. */
  function isBefore(
    read: Range,
    later: readonly Pick<Write, 'range' | 'value' | 'function'>[],
    fn: FunctionNode,
  ): boolean {
    const loops = loopsIn(fn);
    return (
      !tree.functions.some((it) => isAround(fn, it) && holds(it.range, read)) &&
      later.every(
        ({ range, value, function: writer }) =>
          writer === fn &&
          // `client = client or connect()` reads it first.
          (range.start >= read.end || (value !== undefined && holds(value, read))) &&
          !loops.some((loop) => holds(loop, read) && holds(loop, range)),
      )
    );
  }

  /** What members are taken of, `const { client } = options`. */
  const taken = once(
    () =>
      new Set(
        tree.bindings.flatMap(({ writes }) =>
          writes.flatMap(({ value, path: [step] }) => (value && step !== undefined && step !== '*' ? [value] : [])),
        ),
      ),
  );

  /** Nothing but members of it are read, so that nobody else can have changed them. */
  const isAskedForMembers = forEach(({ reads }: Binding): boolean =>
    reads.every((read) => {
      const around = parentsIn(tree).get(read);
      if (!around) return taken().has(read);
      return around.kind === 'member' && around.object === read && !placesAssigned(tree).has(around);
    }),
  );

  /** Whether a member of it is written to. */
  const isChanged = forEach(({ reads }: Binding): boolean =>
    reads.some((read) => {
      const around = parentsIn(tree).get(read);
      return around !== undefined && placesAssigned(tree).has(around);
    }),
  );

  /** Whether that member of it may have been written to before it is read: `if (!ctx.s3) ctx.s3 = connect()` reads it first. */
  function isChangedBefore(read: NameExpression, { reads, function: fn }: Binding, name: string): boolean {
    return reads.some((it) => {
      const around = parentsIn(tree).get(it);
      if (!around || !placesAssigned(tree).has(around)) return false;
      if (around.kind !== 'member' || around.object !== it) return true;
      if (around.property !== name || it === read) return false;
      const isInner = tree.functions.some((other) => isAround(fn, other) && holds(other.range, it));
      return isInner || !isBefore(read, [{ range: around, value: valueGiven().get(around), function: fn }], fn);
    });
  }

  const valueGiven = once(() => new Map(assignedIn(tree).map(({ place, value }) => [place, value])));

  /** What a variable is given where it is declared, when that is all that it is given. */
  function onlyWrite(binding: Binding): Write | undefined {
    const [write, ...others] = binding.writes;
    if (binding.kind !== 'variable' || others.length > 0 || !write?.value || write.iterates) return undefined;
    const { statement } = write;
    // Enums and namespaces of TypeScript.
    if (statement?.kind === 'other' && write.value.kind === 'object') return write;
    if (statement?.kind !== 'assign' || statement.function !== binding.function) return undefined;
    const isAtOnce =
      statement.block.owner === undefined ||
      (tree.language === 'java' && isModuleLevel(binding)) ||
      /^(const|let)$/.test(statement.declaration);
    return isAtOnce ? write : undefined;
  }

  function onlyGiven(binding: Binding): Expression | undefined {
    const write = onlyWrite(binding);
    return write?.path.length === 0 ? write.value : undefined;
  }

  /** What a local is given first, where it is read before it is given anything else: `client = options.get('client')`. */
  function firstWrite(binding: Binding, read: Range): Write | undefined {
    const [write, ...later] = binding.writes;
    const { statement } = write ?? {};
    const isFirst = statement?.kind === 'assign' && statement.function === binding.function && !statement.block.owner;
    if (binding.kind !== 'variable' || isModuleLevel(binding) || !isFirst || later.length > few) return undefined;
    const isIt = write?.value && !write.iterates && statement.end <= read.start;
    return isIt && isBefore(read, later, binding.function) ? write : undefined;
  }

  return { of, ofGiven, ofPart, ofEntries, ofMembers, onlyGiven, constants };
});

/** Of what has a name. */
function memberTaken(expression: Expression): readonly [NameExpression, string] | undefined {
  const { object, property } = partTaken(expression) ?? {};
  return object?.kind === 'name' && property !== undefined ? [object, property] : undefined;
}

const isParameter = (it: Expression): it is NameExpression => it.kind === 'name' && it.binding?.kind === 'parameter';

/** `kinds` of `import kinds`, `import * as kinds`, `const kinds = require('./kinds')`. */
const isModule = (it: Expression): it is NameExpression & { readonly binding: Binding } =>
  it.kind === 'name' && it.binding?.import?.imported === '*';

const union = (a: readonly Word[] | undefined, b: readonly Word[] | undefined): readonly Word[] | undefined =>
  a && b ? [...a, ...b] : undefined;

/** The one text that an expression is. */
export function textAlone(expression: Expression | undefined, tree: Tree): string | undefined {
  const [only, ...others] = (expression && wordsIn(tree).of(expression)) ?? [];
  return only?.kind === 'written' && others.length === 0 && typeof only.text === 'string' ? only.text : undefined;
}
