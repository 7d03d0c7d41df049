/**
 * What values are made of: the parameters, calls, variables and fields that flow into an expression,
 * within one function and the functions around it.
 */
import { few, forEach, once as lazily } from '../../core/memo.ts';
import { globals, type Source } from '../../core/module.ts';
import { isVolatile } from '../catalogue.ts';
import { isOfRuntime } from '../java/made.ts';
import { isGlobalObject, namesClass, rootOf, withoutCasts } from '../plain.ts';
import type { Binding, CallExpression, Expression, FunctionNode, Range, Statement, Tree } from '../tree.ts';
import { allExpressions, isModuleLevel, partsOf, resultsOf } from '../walk.ts';
import { whatIsAddedTo, type Added } from './added.ts';
import { isGlobals, requestOf } from './asked.ts';
import { capturedBy } from './captured.ts';
import { isGetter } from './fields.ts';
import { ofImport, type Reference } from './references.ts';
import type { Symbols } from './symbols.ts';

export interface Flow {
  readonly of: (expression: Expression) => readonly Source[];
  /** Of what is handed over to be used later. */
  readonly ofGiven: (expression: Expression) => readonly Source[];
  /** By member, where it is known what is put into which; `others` is what the rest is made of. */
  readonly membersOf: (expression: Expression) => Parts | undefined;
  readonly ofBinding: (binding: Binding) => readonly Source[];
  readonly callId: (call: CallExpression) => number;
  /** What is put into the value of a variable, or of what is imported, after it was made. */
  readonly added: ReadonlyMap<Binding, readonly Added[]>;
  readonly calls: readonly CallExpression[];
}

export interface Parts {
  readonly members: Readonly<Record<string, readonly Source[]>>;
  readonly others: readonly Source[];
}

export function flowOf(tree: Tree, symbols: Symbols): Flow {
  const calls: CallExpression[] = [];
  const ids = new Map<CallExpression, number>();
  for (const expression of allExpressions(tree)) {
    if (expression.kind !== 'call') continue;
    ids.set(expression, calls.length);
    calls.push(expression);
  }
  const added = whatIsAddedTo(tree, symbols);
  const captured = capturedBy(tree, calls, symbols);
  const expressionCache = new Map<Expression, readonly Source[]>();
  const bindingCache = new Map<Binding, readonly Source[]>();
  const partsCache = new Map<Binding, Parts | undefined>();
  const memberCache = new Map<Binding, Map<string | undefined, Remembered>>();
  /** What was asked of one question: to come there again adds nothing to its answer. */
  const seen = new Set<object>();

  function once(asked: object, compute: () => readonly Source[]): readonly Source[] {
    if (seen.has(asked)) return [];
    const isFirst = seen.size === 0;
    seen.add(asked);
    const sources = compute();
    if (isFirst) seen.clear();
    return sources;
  }

  function of(expression: Expression): readonly Source[] {
    const cached = expressionCache.get(expression);
    if (cached) return cached;
    const sources = compute(expression);
    // What was computed for another question is not complete, so it is not kept.
    if (seen.size === 0) expressionCache.set(expression, sources);
    return sources;
  }

  const ofGiven = (value: Expression): readonly Source[] => (isLastingLogger(value) ? [] : of(value));

  function compute(expression: Expression): readonly Source[] {
    switch (expression.kind) {
      case 'name':
        return requestOf(expression, tree, symbols) ?? (expression.binding ? ofBinding(expression.binding) : []);
      case 'member': {
        const request = requestOf(expression, tree, symbols);
        if (request) return request;
        const getter = getterOf(expression);
        if (getter) return ofResults(getter);
        if (isOfImport(expression)) return ofImportedMember(expression);
        if (isGlobals(expression.object)) return ofVariable(expression.property);
        if (isGlobalObject(expression.object, tree))
          return [{ kind: 'import', specifier: globals, member: expression.property }];
        const owner = isThis(expression.object) ?? classNamed(expression.object);
        if (owner) return [{ kind: 'field', class: owner.name, name: expression.property }];
        return withToken(ofMember(expression.object, expression.property), expression.property);
      }
      case 'call': {
        const own: Source = { kind: 'call', call: ids.get(expression) ?? -1 };
        const { symbol } = symbols.of(expression.callee);
        if (isOfRuntime(symbol)) return [];
        return isVolatile(symbol, tree) ? [own, { kind: 'volatile', symbol }] : [own];
      }
      // Whoever is handed the object gets what it holds.
      case 'this': {
        const owner = symbols.ownerOf(expression);
        const fields = owner && !owner.static ? [...symbols.fieldNames(owner.class)] : [];
        return fields.map((name): Source => ({ kind: 'field', class: owner?.class.name ?? '', name }));
      }
      case 'object':
        return union(
          expression.entries.flatMap(({ dynamicKey, value }) => [dynamicKey ? of(dynamicKey) : [], ofGiven(value)]),
        );
      case 'function':
        return union((captured.get(expression.function) ?? []).map(ofBinding));
      default:
        return union(partsOf(expression).map(of));
    }
  }

  function getterOf({ object, property }: Extract<Expression, { kind: 'member' }>): FunctionNode | undefined {
    const { instance, class: itself } = symbols.of(object);
    const method = (instance ?? itself)?.methods.find(({ name }) => name === property)?.function;
    return method && isGetter(method, instance ? 'object' : 'class') ? method : undefined;
  }

  const variables = lazily(
    () => new Map(tree.bindings.flatMap((it) => (isModuleLevel(it) ? [[it.name, it] as const] : []))),
  );

  function ofVariable(name: string): readonly Source[] {
    const binding = variables().get(name);
    return binding ? ofBinding(binding) : [];
  }

  function ofResults(fn: FunctionNode): readonly Source[] {
    return once(fn, () => union(resultsOf(fn).map(of)));
  }

  function isThis(expression: Expression) {
    return symbols.of(expression).symbol === '' ? symbols.of(expression).instance : undefined;
  }

  /** In Java its fields are followed as those of its objects. */
  const classNamed = (expression: Expression) =>
    tree.language === 'java' ? undefined : symbols.classMeant(expression);

  /** In Java a field of another class, `Settings.region`, which its package may have without an import. */
  const isOfImport = (expression: Extract<Expression, { kind: 'member' }>): boolean =>
    tree.language === 'java'
      ? namesClass(expression.object) && symbols.of(expression.object).imported !== undefined
      : rootOf(expression)?.binding?.import !== undefined;

  function ofImportedMember(expression: Extract<Expression, { kind: 'member' }>): readonly Source[] {
    const around = expression.object.kind === 'name' ? [] : of(expression.object);
    return around.some(({ kind }) => kind !== 'import') ? around : ofElsewhere(symbols.of(expression));
  }

  /** Of a module itself nothing changes but its members. */
  const ofElsewhere = ({ imported }: Reference): readonly Source[] =>
    imported && imported.member !== '' && !imported.member.includes('(') ? [{ kind: 'import', ...imported }] : [];

  function ofBinding(binding: Binding): readonly Source[] {
    const cached = bindingCache.get(binding);
    if (cached) return cached;
    const sources = once(binding, () => computeBinding(binding));
    if (seen.size === 0) bindingCache.set(binding, sources);
    return sources;
  }

  function computeBinding(binding: Binding): readonly Source[] {
    switch (binding.kind) {
      case 'import':
        return binding.import && tree.language !== 'java'
          ? ofElsewhere(ofImport(tree, binding.import.node, binding.import.imported))
          : [];
      case 'function':
      case 'class':
      case 'type':
        return [];
      case 'catch':
        return [{ kind: 'volatile', symbol: 'error' }];
      case 'parameter':
        return union([parameterSources(binding), writtenTo(binding)]);
      case 'variable':
        if (isModuleLevel(binding) && binding.writes.some((write) => write.function.id !== 0)) {
          return [{ kind: 'variable', name: binding.name }];
        }
        return writtenTo(binding);
    }
  }

  function writtenTo(binding: Binding): readonly Source[] {
    const isOneOfSeveral = !isModuleLevel(binding) && binding.writes.filter(({ value }) => value).length > 1;
    const all: (readonly Source[])[] = [];
    for (const { value, path, iterates, statement } of binding.writes) {
      if (value) all.push(ofPath(value, path));
      if (iterates) all.push(of(iterates));
      if (value && statement && isOneOfSeveral) all.push(...choosing(binding, statement).map(of));
    }
    for (const { value } of added.get(binding) ?? []) all.push(of(value));
    return union(all);
  }

  /** What decides which of several values a variable is given: `switch (stage) { case 'prod': secret = …; }`. */
  function choosing(binding: Binding, { block }: Statement): readonly Expression[] {
    const tests: Expression[] = [];
    const isWithin = ({ start, end }: Range) => start <= binding.visible.start && binding.visible.end <= end;
    for (let owner = block.owner; owner && !isWithin(owner); owner = owner.block.owner) {
      if (owner.kind === 'if') tests.push(owner.test);
      if (owner.kind === 'switch') tests.push(owner.subject);
    }
    return tests;
  }

  /** What `const { region } = options` gives. */
  function ofPath(value: Expression, [step]: Binding['writes'][number]['path']): readonly Source[] {
    return step === undefined || !isName(step) ? of(value) : withToken(ofMember(value, step), step);
  }

  /** What a member of a value is made of; without a key, what those are that no key is known of. */
  function ofMember(value: Expression, key: string | undefined): readonly Source[] {
    if (tree.language === 'java') return of(value);
    switch (value.kind) {
      case 'name':
        return value.binding && isDivided(value.binding) ? ofMemberOf(value.binding, key) : of(value);
      case 'object':
        return ofEntries(value, key);
      case 'call':
        return symbols.of(value.callee).symbol === 'Object.assign'
          ? union(value.arguments.map((argument) => ofMember(argument.value, key)))
          : of(value);
      case 'conditional':
        return union([of(value.test), ofMember(value.then, key), ofMember(value.else, key)]);
      case 'logical':
        return union([ofMember(value.left, key), ofMember(value.right, key)]);
      case 'operation':
        return /^(as|!|\(\))$/.test(value.operator) ? union(value.parts.map((part) => ofMember(part, key))) : of(value);
      default:
        return of(value);
    }
  }

  function ofEntries({ entries }: Extract<Expression, { kind: 'object' }>, key: string | undefined): readonly Source[] {
    // What is written out takes the place of what is spread in before it.
    const own = key === undefined ? -1 : entries.findLastIndex((it) => it.key === key);
    const all: (readonly Source[])[] = [];
    for (const { key: its, dynamicKey, value } of entries.slice(Math.max(own, 0))) {
      if (its === undefined) all.push(...(dynamicKey ? [of(dynamicKey), of(value)] : [ofMember(value, key)]));
      else if (its === key) all.push(ofGiven(value));
    }
    return union(all);
  }

  function ofMemberOf(binding: Binding, key: string | undefined): readonly Source[] {
    const known = memberCache.get(binding) ?? new Map<string | undefined, Remembered>();
    memberCache.set(binding, known);
    const entry: Remembered = known.get(key) ?? {};
    known.set(key, entry);
    if (entry.sources) return entry.sources;
    const sources = once(entry, () => {
      const all = binding.kind === 'parameter' ? [parameterSources(binding, key)] : [];
      for (const { value, path, iterates } of binding.writes) {
        if (value) all.push(path.length > 0 ? ofPath(value, path) : ofMember(value, key));
        if (iterates) all.push(of(iterates));
      }
      for (const it of added.get(binding) ?? []) if (it.key === undefined || it.key === key) all.push(of(it.value));
      return union(all);
    });
    if (seen.size === 0) entry.sources = sources;
    return sources;
  }

  /** A variable of a function, whose writes are all in the file, or a parameter. */
  const isDivided = (binding: Binding): boolean =>
    binding.kind === 'parameter' ||
    (binding.kind === 'variable' &&
      !(isModuleLevel(binding) && binding.writes.some((write) => write.function.id !== 0)));

  /** Found once for a variable that is set or filled again and again. */
  function membersOf(value: Expression): Parts | undefined {
    const binding = value.kind === 'name' ? value.binding : undefined;
    if (!binding || !isLong(binding)) return partsOfValue(value);
    if (!partsCache.has(binding)) partsCache.set(binding, partsOfValue(value));
    return partsCache.get(binding);
  }

  const isLong = (binding: Binding): boolean => binding.writes.length + (added.get(binding)?.length ?? 0) > few;

  function partsOfValue(value: Expression): Parts | undefined {
    const keys = tree.language === 'java' ? new Set<string>() : keysOf(value);
    if (keys.size === 0) return undefined;
    const members = Object.fromEntries([...keys].map((key) => [key, ofMember(value, key)]));
    return { members, others: ofMember(value, undefined) };
  }

  /** The keys that are written out. */
  function keysOf(value: Expression, depth = 0): ReadonlySet<string> {
    if (depth > 3) return new Set();
    if (value.kind === 'object')
      return new Set(
        value.entries.flatMap(({ key, dynamicKey, value: part }) =>
          key === undefined ? (dynamicKey ? [] : [...keysOf(part, depth + 1)]) : [key],
        ),
      );
    const binding = value.kind === 'name' ? value.binding : undefined;
    if (!binding || !isDivided(binding)) return new Set();
    return isLong(binding) ? keysAt(depth)(binding) : keysOfBinding(binding, depth);
  }

  const keysAt = forEach((depth: number) => forEach((binding: Binding) => keysOfBinding(binding, depth)));

  function keysOfBinding(binding: Binding, depth: number): ReadonlySet<string> {
    return new Set([
      ...binding.writes.flatMap((write) =>
        write.value && write.path.length === 0 ? [...keysOf(write.value, depth + 1)] : [],
      ),
      ...(added.get(binding) ?? []).flatMap(({ key }) => key ?? []),
    ]);
  }

  return { of, ofGiven, ofBinding, membersOf, callId: (call) => ids.get(call) ?? -1, calls, added };
}

/** A logger of the module or of another file: whoever holds it, it writes what it was told last. */
function isLastingLogger(value: Expression): boolean {
  const it = withoutCasts(value);
  const binding = it.kind === 'name' && /(^|_)log(ger)?$|Log(ger)?$/.test(it.name) ? it.binding : undefined;
  if (!binding) return false;
  return binding.kind === 'import' || (isModuleLevel(binding) && binding.writes.every((it) => it.function.id === 0));
}

/** What OAuth calls a token in its answers: it is handed out for a limited time. */
const token = /^(?:access|id|refresh)_token$/;

const withToken = (sources: readonly Source[], member: string): readonly Source[] =>
  token.test(member) && sources.some(({ kind }) => kind === 'call')
    ? union([sources, [{ kind: 'volatile', symbol: member }]])
    : sources;

interface Remembered {
  sources?: readonly Source[];
}

const isName = (step: string): boolean => /^[A-Za-z_$][\w$]*$/.test(step);

function parameterSources(binding: Binding, key?: string): readonly Source[] {
  const fn = binding.function;
  const index = fn.parameters.findIndex((parameter) => parameter.bindings.includes(binding));
  if (index < 0) return [];
  const [step] = binding.writes[0]?.path ?? [];
  const member = step === undefined ? key : isName(step) ? step : undefined;
  return [{ kind: 'parameter', function: fn.id, index, ...(member === undefined ? {} : { member }) }];
}

export function union(lists: readonly (readonly Source[])[]): readonly Source[] {
  const present = lists.filter((list) => list.length > 0);
  if (present.length < 2) return present[0] ?? [];
  const result = new Map<string, Source>();
  for (const list of present) for (const source of list) result.set(keyOf(source), source);
  return [...result.values()];
}

/** The same for sources that are the same. */
function keyOf(source: Source): string {
  switch (source.kind) {
    case 'parameter':
      return `parameter ${String(source.function)} ${String(source.index)} ${source.member ?? ''}`;
    case 'call':
      return `call ${String(source.call)}`;
    case 'variable':
      return `variable ${source.name}`;
    case 'import':
      return `import ${source.specifier} ${source.member}`;
    case 'field':
      return `field ${source.class} ${source.name}`;
    case 'volatile':
      return `volatile ${source.symbol}`;
  }
}
