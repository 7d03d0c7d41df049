/** What an expression gives: whether it can be shared, and whether it is certain to be there. */
import { keptWith } from '../../core/memo.ts';
import { isTransparent, resourceOf } from '../catalogue.ts';
import { givesBuilder } from '../java/made.ts';
import type { Binding, CallExpression, Expression, Write } from '../tree.ts';
import type { Analysis } from './analysis.ts';
import { callingMethods, computationOf, lookingMethods, methodOf } from './builtins.ts';

/**
 * - `plain`: it never changes, or is made to be shared, such as a client.
 * - `container`: it can be changed, and what it holds is plain.
 * - `stateful`: anything else.
 */
export type Sharing = 'plain' | 'container' | 'stateful';

const deepest = 20;

/** The full name of what is called or named; a class of `java.util` that comes through a star import counts as such. */
export function symbolOf(analysis: Analysis, expression: Expression): string {
  const { symbol } = analysis.symbols.of(expression);
  if (analysis.tree.language !== 'java') return symbol;
  const own = /^\s*package\s+([\w.]+)/m.exec(analysis.tree.text)?.[1];
  const [, name] =
    (own !== undefined && symbol.startsWith(`${own}.`) && /^([A-Z]\w*.*)$/.exec(symbol.slice(own.length + 1))) || [];
  const star = analysis.tree.imports.some(
    ({ specifier, names }) => specifier === 'java.util' && names.some(({ imported }) => imported === '*'),
  );
  return name !== undefined && star && computationOf(`java.util.${name.replace(/\(\).*$/, '')}`, 'java')
    ? `java.util.${name}`
    : symbol;
}

/** Something that the environment gives: a variable of it, or all of them. */
export const isOfEnvironment = (analysis: Analysis, expression: Expression): boolean =>
  isVariable.test(symbolOf(analysis, expression)) &&
  (expression.kind === 'member' || expression.kind === 'index' || expression.kind === 'name');

/** A part of a variable's text is none. */
const isVariable = /^(?:os\.environ|process\.env)(?:\.[^.]+)?$/;

/** All variables of the environment. */
export const isEnvironment = (analysis: Analysis, expression: Expression): boolean =>
  /^(?:os\.environ|process\.env)$/.test(symbolOf(analysis, expression));

export function isCreation(analysis: Analysis, call: CallExpression): boolean {
  const symbol = symbolOf(analysis, call.callee);
  return isTransparent(symbol) || resourceOf(symbol, call.construct, analysis.tree) !== undefined;
}

export function sharingOf(analysis: Analysis, expression: Expression, depth = 0): Sharing {
  if (depth > deepest) return 'stateful';
  const of = (it: Expression): Sharing => sharingOf(analysis, it, depth + 1);
  switch (expression.kind) {
    case 'literal':
      return isStatefulPattern(analysis, expression) ? 'stateful' : 'plain';
    case 'function':
      return 'plain';
    case 'name':
      return expression.binding ? ofBinding(analysis, expression.binding, depth) : 'plain';
    case 'conditional':
      return worst([of(expression.then), of(expression.else)]);
    case 'logical':
      return worst([of(expression.left), of(expression.right)]);
    case 'object':
      if (getterOf(expression) !== undefined) return 'stateful';
      return holding(
        expression.entries.map(({ key, dynamicKey, value }) => ((key ?? dynamicKey) ? of(value) : contents(of(value)))),
      );
    case 'list':
      return isTuple(analysis, expression) ? within(expression.items.map(of)) : holding(expression.items.map(of));
    case 'operation':
      return ofOperation(analysis, expression, of);
    case 'member':
    case 'index':
      if (isOfEnvironment(analysis, expression)) return 'plain';
      if (isConstantElsewhere(expression)) return 'plain';
      return contents(of(expression.object));
    case 'call':
      return ofCall(analysis, expression, of);
    default:
      return 'stateful';
  }
}

function ofBinding(analysis: Analysis, binding: Binding, depth: number): Sharing {
  if (binding.import || binding.declares) return 'plain';
  if (binding.kind === 'parameter') return ofElement(analysis, binding, depth);
  if (binding.kind !== 'variable' || binding.writes.length === 0) return 'stateful';
  return sharingOfVariable(analysis, binding);
}

/** What variables were found to give, those of them that are made of each other together. */
interface Variables {
  readonly known: Map<Binding, Sharing>;
  /** While it is found out: what is taken of them until something else is found, and those that this was asked of already. */
  finding?: { readonly taken: Map<Binding, Sharing>; asked: Set<Binding>; hasChanged: boolean; depth: number };
}

const variablesOf = keptWith((_: Analysis): Variables => ({ known: new Map() }));

/** More variables that are made of one another are not followed. */
const longestChain = 200;

/** Of all that is written to a variable; `plain` where nothing is. */
export function sharingOfVariable(analysis: Analysis, binding: Binding): Sharing {
  const variables = variablesOf(analysis);
  const before = variables.known.get(binding);
  if (before) return before;
  if (variables.finding) return askedOf(analysis, binding, variables.finding);
  const finding = { taken: new Map<Binding, Sharing>(), asked: new Set<Binding>(), hasChanged: false, depth: 0 };
  variables.finding = finding;
  try {
    do {
      finding.asked = new Set();
      finding.hasChanged = false;
      askedOf(analysis, binding, finding);
    } while (finding.hasChanged);
  } finally {
    delete variables.finding;
  }
  for (const it of finding.asked) variables.known.set(it, finding.taken.get(it) ?? 'plain');
  return variables.known.get(binding) ?? 'stateful';
}

function askedOf(analysis: Analysis, binding: Binding, finding: NonNullable<Variables['finding']>): Sharing {
  const taken = finding.taken.get(binding) ?? 'plain';
  if (finding.asked.has(binding)) return taken;
  if (finding.depth > longestChain) return 'stateful';
  finding.asked.add(binding);
  finding.depth++;
  const found = worst([taken, ...binding.writes.map((write) => sharingOfWrite(analysis, write))]);
  finding.depth--;
  if (found !== taken) {
    finding.taken.set(binding, found);
    finding.hasChanged = true;
  }
  return found;
}

/** What is written: an element of a list, a part of a value, or all of it. */
function sharingOfWrite(analysis: Analysis, { value, path, iterates }: Write): Sharing {
  const from = iterates ?? value;
  if (!from) return 'stateful';
  const whole = sharingOf(analysis, from);
  // The rest of a pattern is a list or an object of its own.
  return path.reduce<Sharing>(
    (it, step) => (step === '*' ? holding([contents(it)]) : contents(it)),
    iterates ? contents(whole) : whole,
  );
}

/** The property of an object that a function computes whenever it is read. */
export function getterOf({ entries }: Extract<Expression, { kind: 'object' }>): string | undefined {
  const getter = entries.find(({ value }) => value.kind === 'function' && value.function.getter === true);
  return getter && (getter.key ?? '…');
}

/** Of `names.map((name) => …)`, what a name is. */
function ofElement(analysis: Analysis, binding: Binding, depth: number): Sharing {
  const call = analysis.flow.calls.find((it) =>
    it.arguments.some(({ value }) => value.kind === 'function' && value.function === binding.function),
  );
  if (call?.callee.kind !== 'member' || !callingMethods.has(call.callee.property)) return 'stateful';
  const list = sharingOf(analysis, call.callee.object, depth + 1);
  return binding.function.parameters.findIndex(({ bindings }) => bindings.includes(binding)) < 2
    ? contents(list)
    : list;
}

function ofOperation(
  { tree }: Analysis,
  { operator, parts, start }: Extract<Expression, { kind: 'operation' }>,
  of: (it: Expression) => Sharing,
): Sharing {
  switch (operator) {
    case 'as':
    case 'slice':
      return worst(parts.map(of));
    case 'spread':
      return worst(parts.map((it) => contents(of(it))));
    case 'comprehension':
      // A generator can be gone through once.
      return tree.text.charAt(start) === '(' ? 'stateful' : holding(parts.slice(-1).map(of));
    case '+':
    case '*':
    case '|':
    case '&':
    case '-':
      return worst(parts.map(of));
    case 'yield':
    case 'jsx':
      return 'stateful';
    default:
      return 'plain';
  }
}

function ofCall(analysis: Analysis, call: CallExpression, of: (it: Expression) => Sharing): Sharing {
  if (isCreation(analysis, call)) return 'plain';
  const symbol = symbolOf(analysis, call.callee);
  const { language } = analysis.tree;
  if (language === 'java' && givesBuilder(symbol)) return 'stateful';
  const given = call.arguments.map(({ value, spread }) => (spread ? contents(of(value)) : of(value)));
  if (symbol === 'Object.freeze' || symbol === 'types.MappingProxyType') return worst(given.map((it) => contents(it)));
  if (ofParts.test(symbol) || (symbol === 'Array.from' && given.length > 1)) return 'stateful';
  const pairs = symbol === 'Map' ? pairsIn(call) : undefined;
  if (pairs) return holding(pairs.flatMap(({ items }) => items.map(of)));
  if (symbol === 'RegExp') return isStatefulRegExp(call) ? 'stateful' : 'plain';
  const computation = computationOf(symbol, language);
  // A copy of a list holds what the list holds.
  if (computation) {
    const kept = call.arguments.map(({ name }, index) => {
      const kind = given[index] ?? 'stateful';
      return keepsItself.test(symbol) || name !== undefined || (index > 0 && symbol === 'dict.fromkeys')
        ? kind
        : contents(kind);
    });
    if (computation.gives === 'fresh') return holding(kept);
    if (givesOne.test(symbol)) return given.length === 1 ? worst(given.map(contents)) : worst(given);
    return wraps.test(symbol) ? within(copies.test(symbol) ? given.map(contents) : given) : 'plain';
  }
  if (call.callee.kind !== 'member') return 'stateful';
  const { object, property } = call.callee;
  const receiver = of(object);
  if (receiver === 'plain') {
    const method = methodOf(property, language);
    return method ? (method.gives === 'fresh' ? 'container' : 'plain') : 'stateful';
  }
  if (/^(join|includes|indexOf|lastIndexOf|has|index|count|contains|containsKey|size|isEmpty|toString)$/.test(property))
    return 'plain';
  if (lookingMethods.has(property)) return property === 'get' || property === 'at' ? contents(receiver) : receiver;
  if (!callingMethods.has(property) || receiver !== 'container') return 'stateful';
  if (property === 'some' || property === 'every' || property === 'find' || property === 'findIndex') return 'plain';
  const [callback] = call.arguments;
  const [only] = callback?.value.kind === 'function' ? callback.value.function.body.statements : [];
  return property === 'filter'
    ? receiver
    : only?.kind === 'return' && only.value
      ? holding([of(only.value)])
      : 'stateful';
}

/** What is written out for a map of JavaScript: a key and a value each. */
export function pairsIn({
  arguments: [only],
}: CallExpression): readonly Extract<Expression, { kind: 'list' }>[] | undefined {
  const items = only?.value.kind === 'list' ? only.value.items : [];
  const pairs = items.flatMap((it) => (it.kind === 'list' ? [it] : []));
  return items.length > 0 && pairs.length === items.length ? pairs : undefined;
}

/** One with the flag `g` or `y`, as far as is written. */
function isStatefulRegExp({ arguments: [pattern, flags] }: CallExpression): boolean {
  if (flags)
    return flags.value.kind !== 'literal' || typeof flags.value.value !== 'string' || /[gy]/.test(flags.value.value);
  return pattern?.value.kind === 'literal' && pattern.value.value === undefined;
}

/** What these give never changes itself, yet holds what it was given. */
const wraps = /^(?:tuple|frozenset|java\.util\.(?:List|Set|Map|Collections|Optional)\.\w+)$/;

/** Of those, what holds what it was given holds. */
const copies = /^(?:tuple|frozenset|java\.util\.\w+\.copyOf)$/;

/** They give back what they are given, or what a single list holds. */
const givesOne = /^(?:typing\.cast|max|min)$/;

/** Their elements are what they are given, rather than what that holds. */
const keepsItself = /^(?:Array|Array\.of|java\.util\.Arrays\.asList)$/;

/** What these give consists of further objects that can be changed. */
const ofParts = /^(?:json\.loads|JSON\.parse|URL|Object\.entries)$/;

const holding = (kinds: readonly Sharing[]): Sharing =>
  kinds.every((it) => it === 'plain') ? 'container' : 'stateful';
/** Of something that never changes itself. */
const within = (kinds: readonly Sharing[]): Sharing => (kinds.every((it) => it === 'plain') ? 'plain' : 'stateful');
const contents = (kind: Sharing): Sharing => (kind === 'stateful' ? 'stateful' : 'plain');
const worst = (kinds: readonly Sharing[]): Sharing =>
  kinds.includes('stateful') ? 'stateful' : kinds.includes('container') ? 'container' : 'plain';

/** Python's tuple, in parentheses or in none. */
const isTuple = ({ tree }: Analysis, { start }: Expression): boolean =>
  tree.language === 'python' && !/[[{]/.test(tree.text.charAt(start));

/** JavaScript's `/…/g` and `/…/y` remember where they stopped. */
const isStatefulPattern = ({ tree }: Analysis, { start, end }: Expression): boolean =>
  /^(?:javascript|typescript)$/.test(tree.language) && /^\/.*\/[a-z]*[gy][a-z]*$/s.test(tree.text.slice(start, end));

/** A constant by its name, of a library, an enumeration or a class. */
export function isConstantElsewhere(expression: Expression): boolean {
  if (expression.kind !== 'member' || !/^[A-Z]/.test(expression.property)) return false;
  let root: Expression = expression;
  while (root.kind === 'member') root = root.object;
  return root.kind === 'name' && (root.binding === undefined || root.binding.import !== undefined);
}

const readsEnvironment = /^(?:os\.getenv|os\.environ\.get|java\.lang\.System\.(?:getenv|getProperty))$/;

/** Whether the value stands in the text. */
export function isWritten(analysis: Analysis, expression: Expression, depth = 0): boolean {
  const is = (it: Expression): boolean => depth < deepest && isWritten(analysis, it, depth + 1);
  switch (expression.kind) {
    case 'literal':
      return true;
    case 'list':
      return expression.items.every(is);
    case 'object':
      return expression.entries.every(
        ({ dynamicKey, value }) => (dynamicKey === undefined || is(dynamicKey)) && is(value),
      );
    case 'operation':
      return expression.parts.every(is);
    case 'name': {
      const [write, ...others] = expression.binding?.writes ?? [];
      return others.length === 0 && write?.value !== undefined && write.path.length === 0 && is(write.value);
    }
    case 'call':
      return (
        !isCreation(analysis, expression) &&
        !readsEnvironment.test(symbolOf(analysis, expression.callee)) &&
        computationOf(symbolOf(analysis, expression.callee), analysis.tree.language) !== undefined &&
        expression.arguments.every(({ value }) => is(value))
      );
    default:
      return false;
  }
}

/** Whether the text shows that a list, an object or a text has a part of that name or number. */
export function isWrittenIn(analysis: Analysis, object: Expression, part: string, depth = 0): boolean {
  switch (object.kind) {
    case 'literal':
      return typeof object.value === 'string' && Number(part) < object.value.length;
    case 'list':
      return Number(part) < object.items.length && !object.items.some(isSpread);
    case 'object':
      return object.entries.some(({ key }) => key === part);
    case 'name': {
      const [write, ...others] = object.binding?.writes ?? [];
      const isOnly = others.length === 0 && write?.value !== undefined && write.path.length === 0;
      return isOnly && depth < deepest && isWrittenIn(analysis, write.value, part, depth + 1);
    }
    default:
      return false;
  }
}

const isSpread = (it: Expression): boolean => it.kind === 'operation' && it.operator === 'spread';

/** What may find nothing: `codes.get(key)`, `names.find(…)`; with a default it is taken to give something. */
const isLookUp = ({ callee, construct, arguments: given }: CallExpression): boolean =>
  !construct &&
  callee.kind === 'member' &&
  given.length === 1 &&
  /^(?:get|at|find|match|exec|search|fullmatch)$/.test(callee.property);

/** Whether the value is certain not to be `None`, `null` or `undefined`. */
export function isSomething(analysis: Analysis, expression: Expression, depth = 0): boolean {
  const is = (it: Expression): boolean => depth < deepest && isSomething(analysis, it, depth + 1);
  switch (expression.kind) {
    case 'literal':
      return (
        expression.value !== null &&
        (expression.value !== undefined || /^\W/.test(analysis.tree.text.slice(expression.start, expression.end)))
      );
    case 'logical':
      return expression.operator === '&&' ? is(expression.left) && is(expression.right) : is(expression.right);
    case 'conditional':
      return is(expression.then) && is(expression.else);
    case 'name': {
      const [write, ...others] = expression.binding?.writes ?? [];
      if (!expression.binding || expression.binding.import || expression.binding.declares)
        return expression.name !== 'undefined';
      if (expression.binding.kind === 'parameter') return ofElement(analysis, expression.binding, depth) === 'plain';
      if (write?.iterates) return write.iterates.kind === 'list' && write.iterates.items.every(is);
      return others.length === 0 && write?.value !== undefined && write.path.length === 0 && is(write.value);
    }
    case 'member':
    case 'index':
      // A subscript of Python gives something or throws.
      if (isOfEnvironment(analysis, expression))
        return symbolOf(analysis, expression) === 'process.env' || analysis.tree.language === 'python';
      return isConstantElsewhere(expression);
    case 'call': {
      const symbol = symbolOf(analysis, expression.callee);
      if (readsEnvironment.test(symbol)) {
        const [, fallback] = expression.arguments;
        return fallback !== undefined && is(fallback.value);
      }
      return !isLookUp(expression);
    }
    default:
      return true;
  }
}
