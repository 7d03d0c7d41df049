/**
 * What expressions may be, as far as that decides what a call runs: functions, classes, objects of the file and of others.
 * Where symbols say one full name, values say all that it may be: the entries of a table, what was put into it later,
 * what a parameter is given.
 */
import { few } from '../../core/memo.ts';
import type { Value } from '../../core/module.ts';
import type { Word } from '../../core/word.ts';
import { isMemoising, isTransparent } from '../catalogue.ts';
import type { Binding, CallExpression, ClassNode, Expression, FunctionNode, Tree } from '../tree.ts';
import { resultsOf } from '../walk.ts';
import { whatIsAdded, type Added } from './additions.ts';
import { injecting, makersOf } from './dependencyCalls.ts';
import { isOnClass } from './fields.ts';
import { fieldMeant } from './javaFields.ts';
import type { Symbols } from './symbols.ts';
import { textAlone, wordsIn } from './words.ts';
import { writtenOutIn } from './writtenOut.ts';

export interface Values {
  readonly of: (expression: Expression) => readonly Value[];
  readonly ofResults: (fn: FunctionNode) => readonly Value[];
  readonly ofFields: (node: ClassNode) => Readonly<Record<string, readonly Value[]>>;
  /** Complete once everything else was asked for. */
  readonly holders: () => readonly (readonly Value[])[];
}

/** Java's collections and what holds one thing, made of what they are given. */
const gathering =
  /^java\.util\.(((List|Set|Map|Arrays|Optional|Collections|EnumMap|stream\.Stream)\.\w+)|concurrent\.\w+|\w*(List|Map|Set|Queue|Deque)|AbstractMap\.\w+)$/;

const none: readonly Value[] = [];
const anyName = '*';

/** Methods that give back an element of what they are called on. */
const picking: ReadonlySet<string> = new Set(
  `get find at pop shift findLast filter values items entries setdefault next slice concat reverse sort copy
  getOrDefault orElse orElseThrow findFirst findAny stream iterator getValue peek poll remove entrySet`.split(/\s+/),
);
/** How containers are asked for an object of a class: `container.resolve(Orders)`. */
const asking = /^(get|getInstance|resolve|inject|create|lookup|provide)$/;
/** What gives back, or an object of, what it is given. */
const passingOn =
  /^(functools\.(partial|wraps)|staticmethod|classmethod|Object\.(freeze|seal|values|entries|assign)|Promise\.resolve|list|tuple|iter|next|reversed|sorted|types\.MappingProxyType|structuredClone)$/;

/** They give a function that calls those which they are given, one with what the other gave. */
const composing = /^(lodash|lodash\/fp|ramda|redux|@lambda-middleware\/compose)[#./](compose|flow|flowRight|pipe)$/;

/** `callId` gives the index of a call among the facts. */
export function valuesOf(tree: Tree, symbols: Symbols, callId: (call: CallExpression) => number): Values {
  const cache = new Map<Expression, readonly Value[]>();
  const holders: (readonly Value[])[] = [];
  const holderIds = new Map<Binding, number>();
  /** Those that are set again and again. */
  const parameters = new Map<Binding, readonly Value[]>();
  const added = whatIsAdded(tree, symbols);

  function of(expression: Expression): readonly Value[] {
    const cached = cache.get(expression);
    if (cached) return cached;
    // To come here again on the way adds nothing.
    cache.set(expression, none);
    const values = compute(expression);
    cache.set(expression, values);
    return values;
  }

  function compute(expression: Expression): readonly Value[] {
    switch (expression.kind) {
      case 'name':
        return expression.binding ? ofBinding(expression.binding) : ofUnbound(expression);
      case 'this':
        return ofThis(expression, false);
      case 'super':
        return ofThis(expression, true);
      case 'function':
        return [{ kind: 'function', id: expression.function.id }];
      case 'class':
        return ofClass(expression.class);
      case 'member':
        return ofFieldMeant(expression) ?? memberOf(of(expression.object), expression.property);
      case 'index':
        return isAnnotated(expression.object)
          ? of(expression.index)
          : elementOf(of(expression.object), expression.index);
      case 'call':
        return ofCall(expression);
      case 'await':
      case 'assign':
        return of(expression.value);
      case 'conditional':
        return [...of(expression.then), ...of(expression.else)];
      case 'logical':
        return [...of(expression.left), ...of(expression.right)];
      case 'object':
        return ofObject(expression);
      case 'list':
        return recordOf({}, expression.items.flatMap(of));
      case 'operation':
        if (expression.operator === 'comprehension') return recordOf({}, expression.parts.flatMap(of));
        return /^(as|spread|yield|\(\))$/.test(expression.operator) ? expression.parts.flatMap(of) : none;
      case 'import':
        return ofImport(expression.node.specifier, '');
      default:
        return none;
    }
  }

  const ofFieldMeant = (member: Extract<Expression, { kind: 'member' }>): readonly Value[] | undefined => {
    const owner = fieldMeant(member, tree, symbols);
    return owner && symbols.fieldValues(owner, member.property).flatMap(({ value }) => of(value));
  };

  /** An element by a key, where that may be known. */
  function elementOf(of: readonly Value[], key: Expression | undefined): readonly Value[] {
    const text = of.length > 0 ? textAlone(key, tree) : undefined;
    return text === undefined ? memberOf(of, anyName, key && wordsIn(tree).of(key)) : memberOf(of, text);
  }

  const isAnnotated = (object: Expression): boolean =>
    tree.language === 'python' && /^typing(_extensions)?\.Annotated$/.test(symbols.of(object).symbol);

  function ofBinding(binding: Binding): readonly Value[] {
    if (binding.import) {
      const { node, imported } = binding.import;
      const whole = imported === '*' || (imported === 'default' && tree.language !== 'python');
      return ofImport(node.specifier, whole ? '' : imported);
    }
    if (binding.declares && binding.kind !== 'variable')
      return 'methods' in binding.declares
        ? ofClass(binding.declares)
        : [{ kind: 'function', id: binding.declares.id }];
    const self = selfOf(binding);
    if (self) return self;
    if (binding.kind === 'parameter') return ofParameter(binding);
    return binding.kind === 'variable' ? ofVariable(binding) : none;
  }

  /** `self` of a method, and the class that a class method is called on. */
  function selfOf(binding: Binding): readonly Value[] | undefined {
    const fn = binding.function;
    if (fn.selfBinding !== binding || !fn.class) return undefined;
    return isOnClass(fn) ? ofCalled(fn.class) : [{ kind: 'this', class: fn.class.name, above: false }];
  }

  function ofParameter(binding: Binding): readonly Value[] {
    const known = parameters.get(binding);
    if (known) return known;
    const fn = binding.function;
    const index = fn.parameters.findIndex((parameter) => parameter.bindings.includes(binding));
    if (index < 0) return none;
    const parameter = fn.parameters[index];
    const byDefault = parameter?.default;
    const declared: readonly Value[] = [
      ...(binding.type ? [{ kind: 'result', of: of(binding.type) } as const] : none),
      ...(byDefault ? of(byDefault) : none),
      ...makersOf(symbols, parameter).flatMap((it) => resultOf(of(it))),
      ...injecting(symbols, parameter?.decorators).flatMap(of),
    ];
    const passed: Value = { kind: 'parameter', function: fn.id, index, declared };
    const [given] = binding.writes;
    const handed = (given?.path ?? []).reduce<readonly Value[]>((values, step) => memberOf(values, step), [passed]);
    const isLong = binding.writes.length > few;
    // One that is set again and again is, within what it is set to, what is given.
    if (isLong) parameters.set(binding, handed);
    // What the function puts there itself: `session = session or Session()`.
    const own = binding.writes.flatMap(({ value, path }) => (value && path.length === 0 ? of(value) : none));
    const values = [...handed, ...own];
    if (isLong) parameters.set(binding, values);
    return values;
  }

  function ofVariable(binding: Binding): readonly Value[] {
    const known = holderIds.get(binding);
    if (known !== undefined) return [{ kind: 'holder', id: known }];
    const id = holders.length;
    holders.push(none);
    holderIds.set(binding, id);
    const written = binding.writes.flatMap(({ value, iterates, path }) => {
      const whole = value ? of(value) : iterates ? memberOf(of(iterates), anyName) : none;
      return path.reduce<readonly Value[]>((values, step) => memberOf(values, step), whole);
    });
    holders[id] = [...written, ...laterIn(added.ofBindings.get(binding) ?? [])];
    return holders[id].length === 0 ? none : [{ kind: 'holder', id }];
  }

  const laterIn = (list: readonly Added[]): readonly Value[] =>
    list.flatMap(({ key, value }) => {
      const values = of(value).map(put);
      return key === undefined ? recordOf({}, values) : recordOf({ [key]: values }, none);
    });

  /** A name that no scope declares may be one that `import *` brings. */
  function ofUnbound(expression: Expression): readonly Value[] {
    return symbols
      .of(expression)
      .targets.flatMap((target) => (target.kind === 'import' ? ofImport(target.specifier, target.member) : none));
  }

  function ofThis(expression: Expression, above: boolean): readonly Value[] {
    const owner = symbols.ownerOf(expression);
    if (!owner) return none;
    if (!above && owner.static) return ofCalled(owner.class);
    return [{ kind: 'this', class: owner.class.name, above }];
  }

  const ofClass = (node: ClassNode): readonly Value[] =>
    node.name === '' ? none : [{ kind: 'class', name: node.name }];

  /** The class on which a method is called that runs on classes. */
  const ofCalled = (node: ClassNode): readonly Value[] =>
    node.name === '' ? none : [{ kind: 'class', name: node.name, below: true }];

  const ofImport = (specifier: string, member: string): readonly Value[] => [
    { kind: 'import', specifier: specifier.replace(/^node:/, ''), member },
  ];

  function ofObject(expression: Extract<Expression, { kind: 'object' }>): readonly Value[] {
    const members = new Map<string, readonly Value[]>();
    const others: Value[] = [];
    const spread: Value[] = [];
    for (const { key, dynamicKey, value } of writtenOutIn(tree).entriesOf(expression)) {
      const values = of(value);
      if (key !== undefined) members.set(key, [...(members.get(key) ?? []), ...values]);
      else if (dynamicKey) others.push(...values);
      else spread.push(...values);
    }
    const own = recordOf(Object.fromEntries(members), others);
    return spread.length > 0
      ? [...own.map((it): Value => (it.kind === 'record' ? { ...it, spreads: true } : it)), ...spread]
      : own;
  }

  function ofCall(call: CallExpression): readonly Value[] {
    const { callee } = call;
    const { symbol } = symbols.of(callee);
    const given = call.arguments.flatMap(({ value }) => of(value));
    const [first, second] = call.arguments;
    // What Java's suppliers remember is got by a method, so that it is no call of the function.
    if (tree.language === 'java' && isMemoising(symbol, tree)) return none;
    if (isTransparent(symbol)) return first ? of(first.value) : none;
    if (isMemoising(symbol, tree)) return first ? memoryOf(of(first.value), callId(call)) : none;
    if (tree.language === 'java' && gathering.test(symbol)) return [...given, ...gathered(call, symbol, given)];
    if (tree.language === 'python' && symbols.ownerOf(callee)) return ofThis(callee, true);
    if (symbol === 'getattr' && call.arguments[0])
      return elementOf(of(call.arguments[0].value), call.arguments[1]?.value);
    if (symbol === 'type' && tree.language === 'python' && given.length > 0) return memberOf(given, '__class__');
    if (symbol === 'globals') return ofImport('.', '');
    if (/^(Map|dict|Object\.fromEntries)$/.test(symbol)) return [...given, ...memberOf(given, anyName)];
    if (symbol === 'functools.partial' && first) return ofBound(call, first.value);
    if (passingOn.test(symbol) || composing.test(symbol)) return given;
    if (callee.kind === 'member') {
      if (callee.property === 'bind') return ofBound(call, callee.object);
      if (picking.has(callee.property) && !call.construct) {
        const key = /^get(OrDefault)?$/.test(callee.property) ? call.arguments[0]?.value : undefined;
        const picked = elementOf(of(callee.object), key);
        // A cache of Java is given a function that makes what it has not, and no default.
        const others = tree.language === 'java' && callee.property === 'get' ? none : given;
        return [...picked, ...resultOf(of(callee), callId(call)), ...resultOf(askedFor(call)), ...others];
      }
      // What is begun with, and what is made of it.
      if (first && tree.language !== 'java' && /^reduce(Right)?$/.test(callee.property))
        return [...(second ? of(second.value) : elementOf(of(callee.object), undefined)), ...resultOf(of(first.value))];
      if (first && tree.language !== 'java' && callee.property === 'map' && !call.construct)
        return [...recordOf({}, resultOf(of(first.value))), ...resultOf(of(callee), callId(call))];
    }
    return [...resultOf(of(callee), callId(call)), ...resultOf(askedFor(call))];
  }

  function ofBound(call: CallExpression, fn: Expression): readonly Value[] {
    const values = of(fn);
    return call.arguments.length > 1 && values.length > 0
      ? [{ kind: 'bound', of: values, call: callId(call) }]
      : values;
  }

  /** What a collection holds; by their names what `Map.of("create", create, …)` does. */
  function gathered({ arguments: all }: CallExpression, symbol: string, given: readonly Value[]): readonly Value[] {
    const members: Record<string, readonly Value[]> = {};
    for (let index = 0; symbol === 'java.util.Map.of' && index < all.length; index += 2) {
      const key = textAlone(all[index]?.value, tree);
      const value = all[index + 1]?.value;
      if (key === undefined || !value) return recordOf({}, given);
      members[key] = of(value);
    }
    return symbol === 'java.util.Map.of' ? recordOf(members, none) : recordOf({}, given);
  }

  function askedFor({ callee, arguments: given }: CallExpression): readonly Value[] {
    if (callee.kind !== 'member' || !asking.test(callee.property)) return none;
    return given.flatMap(({ value }) => of(value)).filter(({ kind }) => kind === 'class' || kind === 'import');
  }

  function ofResults(fn: FunctionNode): readonly Value[] {
    return resultsOf(fn).flatMap(of);
  }

  function ofFields(node: ClassNode): Readonly<Record<string, readonly Value[]>> {
    const found: Record<string, readonly Value[]> = {};
    for (const field of symbols.fieldNames(node)) {
      const values = [
        ...symbols.fieldValues(node, field).flatMap(({ value }) => of(value)),
        ...laterIn(added.ofFields.get(node)?.get(field) ?? []),
      ];
      if (values.length > 0) found[field] = values;
    }
    for (const { name, decorators } of node.fields) {
      const injected = injecting(symbols, decorators).flatMap(of);
      if (injected.length > 0) found[name] = [...(found[name] ?? []), ...injected];
    }
    return found;
  }

  return { of, ofResults, ofFields, holders: () => holders };
}

const memberOf = (of: readonly Value[], name: string, by?: readonly Word[]): readonly Value[] =>
  of.length === 0 ? none : [{ kind: 'member', of, name, ...(by ? { by } : {}) }];
const resultOf = (of: readonly Value[], call?: number): readonly Value[] =>
  of.length === 0 ? none : [{ kind: 'result', of, ...(call === undefined ? {} : { call }) }];
const memoryOf = (of: readonly Value[], call: number): readonly Value[] =>
  of.length === 0 ? none : [{ kind: 'memory', of, call }];
const recordOf = (members: Readonly<Record<string, readonly Value[]>>, others: readonly Value[]): readonly Value[] =>
  others.length === 0 && Object.values(members).every(({ length }) => length === 0)
    ? none
    : [{ kind: 'record', members, others }];

/** A value that is put into something, also as a part of another one: `self.routes.append((path, fn))`. */
function put(value: Value): Value {
  switch (value.kind) {
    case 'parameter':
      return { ...value, isPut: true };
    case 'result':
      // `handlers.append(handler())`
      return value.of.some(({ kind }) => kind === 'parameter') ? { ...value, of: value.of.map(put) } : value;
    case 'record': {
      const members = Object.entries(value.members).map(([key, list]) => [key, list.map(put)]);
      return { ...value, members: Object.fromEntries(members) as typeof value.members, others: value.others.map(put) };
    }
    default:
      return value;
  }
}
