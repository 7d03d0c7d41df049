/** What texts a value may be, and whether it is true: those that are written, and what a parameter is given that nothing else is written to. */
import { forEach, keptWith } from '../../core/memo.ts';
import type { Word } from '../../core/word.ts';
import type { Argument, Binding, Expression, FunctionNode, Parameter, Range, Tree, Write } from '../tree.ts';
import { isAround, isModuleLevel, parentsIn, statementsWithin } from '../walk.ts';
import { placesAssigned } from './assigned.ts';

export interface Words {
  /** All that it may be; undefined when it may be something else. */
  readonly of: (expression: Expression) => readonly Word[] | undefined;
  /** The same by key of an object that is written out, as far as it is known. */
  readonly ofMembers: (expression: Expression) => Readonly<Record<string, readonly Word[]>> | undefined;
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

  function ofBinding(binding: Binding, read: Range, depth: number): readonly Word[] | undefined {
    if (binding.kind === 'parameter') return ofParameter(binding, read);
    const write = onlyWrite(binding);
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
    if (index === undefined || !later || parameter?.rest || !isAsGiven(binding, later, read)) return undefined;
    const [step, ...others] = binding.writes[0]?.path ?? [];
    if (others.length > 0 || (step !== undefined && member !== undefined)) return undefined;
    const its = step ?? member;
    return [{ kind: 'parameter', function: fn.id, index, ...(its === undefined ? {} : { member: its }) }];
  }

  function ofMember(object: Expression, name: string, depth: number): readonly Word[] | undefined {
    if (object.kind !== 'name') return undefined;
    if (tree.language === 'java' && object.name === 'Boolean')
      return name === 'TRUE' ? yes : name === 'FALSE' ? no : undefined;
    if (!object.binding) return undefined;
    if (object.binding.kind === 'parameter')
      return isAskedForMembers(object.binding) ? ofParameter(object.binding, object, name) : undefined;
    const write = isChanged(object.binding) ? undefined : onlyWrite(object.binding);
    const value = write?.path.length === 0 ? plainly(write.value) : undefined;
    if (value?.kind !== 'object' || value.entries.some(({ key }) => key === undefined)) return undefined;
    const [entry, ...others] = value.entries.filter(({ key }) => key === name);
    return entry && others.length === 0 ? of(entry.value, depth + 1) : undefined;
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
    if (later.length === 0) return true;
    const isWithin = ({ start, end }: Range, { start: from, end: to }: Range) => from <= start && end <= to;
    const loops = loopsIn(fn);
    return (
      !tree.functions.some((it) => isAround(fn, it) && isWithin(read, it.range)) &&
      later.every(
        ({ range, value, function: writer }) =>
          writer === fn &&
          // `client = client or connect()` reads it first.
          (range.start >= read.end || (value !== undefined && isWithin(read, value))) &&
          !loops.some((loop) => isWithin(read, loop) && isWithin(range, loop)),
      )
    );
  }

  /** Nothing but members of it are read, so that nobody else can have changed them. */
  const isAskedForMembers = forEach(({ reads }: Binding): boolean =>
    reads.every((read) => {
      const around = parentsIn(tree).get(read);
      return around?.kind === 'member' && around.object === read && !placesAssigned(tree).has(around);
    }),
  );

  /** Whether a member of it is written to. */
  const isChanged = forEach(({ reads }: Binding): boolean =>
    reads.some((read) => {
      const around = parentsIn(tree).get(read);
      return around !== undefined && placesAssigned(tree).has(around);
    }),
  );

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

  return { of, ofMembers };
});

function plainly(value: Expression | undefined): Expression | undefined {
  if (value?.kind === 'operation' && isPassingOn(value)) return plainly(value.parts[0]);
  // `Object.freeze({ … })`.
  const [only] = value?.kind === 'call' && isFreezing(value.callee) ? value.arguments : ([] as readonly Argument[]);
  return only ? only.value : value;
}

/** Casts and parentheses. */
const isPassingOn = ({ operator }: Extract<Expression, { kind: 'operation' }>): boolean => /^(as|\(\))$/.test(operator);

const isFreezing = (callee: Expression): boolean =>
  callee.kind === 'member' &&
  callee.property === 'freeze' &&
  callee.object.kind === 'name' &&
  callee.object.name === 'Object';

const union = (a: readonly Word[] | undefined, b: readonly Word[] | undefined): readonly Word[] | undefined =>
  a && b ? [...a, ...b] : undefined;
