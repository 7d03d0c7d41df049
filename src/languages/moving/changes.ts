/** Where what a variable holds is changed: by what is done with the variable, or with another name for the same. */
import { keptWith, once } from '../../core/memo.ts';
import { functionOf, type Analysis } from '../analysis/analysis.ts';
import { changesItsFirst, changingMethods, computationOf } from '../analysis/builtins.ts';
import { sharingOfVariable, symbolOf } from '../analysis/sharing.ts';
import { isRegistering } from '../facts/changes.ts';
import type { Binding, CallExpression, Expression, NameExpression, Statement } from '../tree.ts';
import { holds, namesOf, variablesIn } from '../walk.ts';
import { changeOf, isSet } from './uses.ts';

/** Whether the object that a variable holds is changed through it: `config['x'] = 1`, `items.append(y)`. */
export const isChanged = (analysis: Analysis, binding: Binding): boolean => changes(analysis, binding, binding.reads);

/** The same of a variable of the module, by what runs on an invocation. What a method does is known of lists and maps alone. */
export function isChangedByFunctions(analysis: Analysis, binding: Binding): boolean {
  if (binding.kind !== 'variable') return false;
  const inFunctions = binding.reads.filter((read) => analysis.statements.get(read)?.function.id !== 0);
  if (inFunctions.length === 0) return false;
  return isPlainData(analysis, binding)
    ? changes(analysis, binding, inFunctions)
    : inFunctions.some((read) => isAssignedTo(analysis, read) || isSetIn(analysis, read));
}

/** Why a field of a class of the file that is named may be something else at another time; undefined for any other name. */
export function whyFieldChanges(analysis: Analysis, name: NameExpression): string | undefined {
  const changed = name.binding && fieldsSetByFunctions(analysis).get(name.binding);
  const member = analysis.parents.get(name);
  if (!changed || member?.kind !== 'member' || member.object !== name || !changed.has(member.property))
    return undefined;
  return `it depends on \`${name.name}.${member.property}\`, which functions change`;
}

/** `Store.region = region`, by class. */
const fieldsSetByFunctions = keptWith((analysis: Analysis): ReadonlyMap<Binding, ReadonlySet<string | undefined>> => {
  const found = new Map<Binding, Set<string | undefined>>();
  for (const [binding, added] of analysis.flow.added) {
    if (binding.kind !== 'class') continue;
    const keys = added.flatMap(({ key, value }) => (functionOf(analysis, value).id === 0 ? [] : [key]));
    found.set(binding, new Set(keys));
  }
  return found;
});

/** `Object.assign(options, …)`. */
function isAssignedTo(analysis: Analysis, read: Expression): boolean {
  const call = analysis.parents.get(read);
  return (
    call?.kind === 'call' &&
    call.arguments[0]?.value === read &&
    changesItsFirst(symbolOf(analysis, call.callee), call.arguments)
  );
}

/** `options.region = …`. */
function isSetIn(analysis: Analysis, read: Expression): boolean {
  const member = analysis.parents.get(read);
  return (member?.kind === 'member' || member?.kind === 'index') && member.object === read && isSet(analysis, member);
}

/**
 * Why invocations that share what goes along may see of each other what none of them saw before; undefined when they
 * may not. A clause.
 */
export function whatIsShared(
  analysis: Analysis,
  whole: Expression,
  { statements, bindings }: { readonly statements: readonly Statement[]; readonly bindings: ReadonlySet<Binding> },
): string | undefined {
  const moved = [whole, ...statements];
  const isMoved = (read: Expression): boolean => moved.some((it) => holds(it, read));
  for (const binding of statements.flatMap(declaredBy)) {
    const reads = binding.reads.filter((read) => !isMoved(read) && !isTold(analysis, read));
    const why = reads.length > 0 ? changeOf(analysis, binding, sharingOfVariable(analysis, binding), reads) : undefined;
    if (why !== undefined) return why;
  }
  for (const binding of bindings) {
    const why = binding.import && whyImportChanges(analysis, binding, isMoved);
    if (why !== undefined) return why;
  }
  return undefined;
}

/** Why an object of another file, which what moves is given as a whole, may be another one by the time of an invocation. */
function whyImportChanges(
  analysis: Analysis,
  binding: Binding,
  isMoved: (read: Expression) => boolean,
): string | undefined {
  // What is written in capitals is a constant, mostly a text.
  if (/^[A-Z\d_]+$/.test(binding.name)) return undefined;
  const aliases = binding.reads.flatMap((read) => namedAgain(analysis, read));
  const names = [binding, ...aliases];
  const isGiven = names.some(({ reads }) => reads.some((read) => isMoved(read) && isGivenWhole(analysis, read)));
  if (!isGiven) return undefined;
  for (const name of names) {
    const reads = name.reads.filter(
      (read) =>
        functionOf(analysis, read).id !== 0 &&
        !isMoved(read) &&
        !isTold(analysis, read) &&
        namedAgain(analysis, read).length === 0,
    );
    const why = changeOf(analysis, name, 'container', reads);
    if (why !== undefined) return why;
  }
  return undefined;
}

/** `new S3Client(settings)`, `boto3.client('s3', **settings)`. */
function isGivenWhole({ parents }: Analysis, read: Expression): boolean {
  const call = parents.get(read);
  return call?.kind === 'call' && call.arguments.some(({ value, name }) => value === read && name === undefined);
}

const declaredBy = (statement: Statement): readonly Binding[] =>
  statement.kind === 'assign'
    ? statement.declarators.flatMap(({ targets }) => targets.flatMap((target) => namesOf(target) ?? []))
    : [];

function changes(
  analysis: Analysis,
  binding: Binding,
  reads: readonly NameExpression[],
  written: readonly Expression[] = writtenTo(binding),
  depth = 0,
): boolean {
  const isFilled = once(() => (depth === 0 ? isPlainData(analysis, binding) : hasData(analysis, written)));
  return reads.some((read) => isChangedThrough(read, written, isFilled));

  /** `its` is what the expression may have been written as. */
  function isChangedThrough(use: Expression, its: readonly Expression[], isFull: () => boolean): boolean {
    const parent = analysis.parents.get(use);
    if (parent?.kind === 'call' && fills(analysis, parent) && isFull()) return true;
    if (isAssignedTo(analysis, use)) return true;
    if (!parent) return depth < deepest && namedAgain(analysis, use).some((it) => isChangedAs(it, its));
    if (parent.kind === 'logical') return isChangedThrough(parent, its, isFull);
    const member = parent.kind === 'member' || parent.kind === 'index' ? parent : undefined;
    if (member?.object !== use) return false;
    if (isChangedAt(analysis, member)) return true;
    const parts = partsOf(its, member.kind === 'member' ? member.property : undefined);
    return parts.length > 0 && isChangedThrough(member, parts, () => hasData(analysis, parts));
  }

  function isChangedAs(other: Binding, its: readonly Expression[]): boolean {
    const parts = other.writes.flatMap(({ path }) => path.reduce<readonly Expression[]>(partsOf, its));
    return changes(analysis, other, other.reads, parts, depth + 1);
  }
}

const writtenTo = ({ writes }: Binding): readonly Expression[] => writes.flatMap(({ value }) => value ?? []);

/** What is written for a member of objects that are written out, `inner` of `Object.assign({}, { inner: [] })` too; for any without `key`. */
const partsOf = (written: readonly Expression[], key: string | undefined): readonly Expression[] =>
  written.flatMap((it) => {
    if (it.kind === 'call') {
      const given = it.arguments.map(({ value }) => value);
      return partsOf(given, key);
    }
    if (it.kind === 'list') return key === undefined ? it.items : [];
    const entries = it.kind === 'object' ? it.entries : [];
    return entries.flatMap((entry) => (key === undefined || entry.key === key ? [entry.value] : []));
  });

/** Whether it holds a list, a map or an object of its own, which whoever it is handed to may change. */
const isPlainData = (analysis: Analysis, binding: Binding): boolean =>
  hasData(analysis, writtenTo(binding)) || sharingOfVariable(analysis, binding) === 'container';

const hasData = (analysis: Analysis, written: readonly Expression[]): boolean =>
  written.some((it) => isData(analysis, it));

function isData(analysis: Analysis, value: Expression): boolean {
  if (value.kind === 'object' || value.kind === 'list') return true;
  if (value.kind !== 'call') return false;
  const { callee } = value;
  if (callee.kind === 'member' && /^(?:copy|slice|concat)$/.test(callee.property) && isData(analysis, callee.object))
    return true;
  return computationOf(symbolOf(analysis, callee), analysis.tree.language)?.gives === 'fresh';
}

const deepest = 5;

/** Other names for what a variable holds, or for parts of it: `const mine = options`, `const { tags } = options`. */
function namedAgain({ statements }: Analysis, read: Expression): readonly Binding[] {
  const statement = statements.get(read);
  const taken = statement?.kind === 'assign' ? statement.declarators.find(({ value }) => value === read) : undefined;
  return (taken?.targets ?? []).flatMap(variablesIn);
}

function isChangedAt(analysis: Analysis, member: Extract<Expression, { kind: 'member' | 'index' }>): boolean {
  const use = analysis.parents.get(member);
  if (use?.kind === 'call' && use.callee === member && member.kind === 'member') {
    const { property } = member;
    // What a builder makes without being told anything more changes nothing of it.
    const makes = property === 'create' && use.arguments.length === 0;
    if (analysis.tree.language === 'java' && !makes && !/^(get|is|to|build|equals|hash)/.test(property)) return true;
    return changingMethods.has(member.property);
  }
  return isSet(analysis, member);
}

/**
 * Whether a call does something to what it is given, since nobody looks at what it gives: `fill(options, event);`.
 * What is registered with something is only kept there.
 */
function fills({ statements, parents, tree }: Analysis, call: CallExpression): boolean {
  const isAlone = statements.get(call)?.kind === 'expression' && /^(await)?$/.test(parents.get(call)?.kind ?? '');
  return isAlone && !isRegistering(tree, call) && !says.test(tree.text.slice(call.callee.start, call.callee.end));
}

const says = /^(?:print|[\w.]*\b(?:log|debug|info|warn|warning|error))$/;

/** What is only written to a log. */
function isTold({ parents, tree }: Analysis, read: Expression): boolean {
  const call = parents.get(read);
  return (
    call?.kind === 'call' && call.callee !== read && says.test(tree.text.slice(call.callee.start, call.callee.end))
  );
}
