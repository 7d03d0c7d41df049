/** What the tests of a function ask for, so that what stands behind them is known to run for a reason. */
import { forEach } from '../../core/memo.ts';
import type { Binding, CallExpression, Expression, FunctionNode, Write } from '../tree.ts';
import { expressionsWithin, isModuleLevel, resultsOf } from '../walk.ts';
import { lastNameOf } from '../plain.ts';
import { libraryAsked, memberAskedFor } from './asked.ts';
import { container } from './emptiness.ts';
import { variableAsked, type Variable } from './inEnvironment.ts';
import type { Place } from './places.ts';
import type { placing } from './placing.ts';
import type { Symbols } from './symbols.ts';

export interface Tested {
  /** The keys of places that were asked for. */
  readonly tested: ReadonlySet<string>;
  /** The packages that were asked what they have already. */
  readonly libraries: ReadonlySet<string>;
}

export interface Asking {
  /** With what was asked for before. */
  readonly testedBy: (test: Expression, before: Tested) => Tested;
  /** The variables of the environment that it asks for. */
  readonly variablesIn: (test: Expression) => ReadonlySet<Variable>;
  /** The places at which a function of the file looks to answer. */
  readonly askedBy: (call: CallExpression) => readonly Place[];
  /** The one of them out of which it answers. */
  readonly answerOf: (call: CallExpression) => Place | undefined;
}

export function askingIn(
  fn: FunctionNode,
  symbols: Symbols,
  { placeOf, takenFrom }: Pick<ReturnType<typeof placing>, 'placeOf' | 'takenFrom'>,
): Asking {
  function testedBy(test: Expression, before: Tested): Tested {
    const { tested, libraries } = testedIn(test);
    return { tested: together(before.tested, tested), libraries: together(before.libraries, libraries) };
  }

  /** What a test asks for, found once: most are looked at in several ways. */
  const testedIn = forEach((test: Expression): Tested => {
    const tested = new Set<string>();
    const libraries = new Set<string>();
    for (const part of expressionsWithin(test)) {
      const answers = part.kind === 'call' ? answersOf(part) : [];
      for (const it of [part, ...answers.map(({ answer }) => answer)]) addTo(libraries, libraryOf(it));
      for (const local of localIn(part)) {
        for (const it of librariesHeldBy(local)) libraries.add(it);
        for (const it of placesAskedFor(local)) tested.add(it);
      }
      if (part.kind === 'call') for (const place of askedBy(part)) tested.add(place.key);
      for (const it of keysOf(part)) tested.add(it);
    }
    return { tested, libraries };
  });

  function keysOf(part: Expression): readonly string[] {
    const asked = memberAskedFor(part) ?? part;
    if (asked.kind !== 'name' && asked.kind !== 'member') return [];
    const own = placeOf(asked)?.key;
    return [...(own === undefined ? [] : [own]), ...takenFrom(asked).map(({ key }) => key)];
  }

  /** What a local asked for that is an answer of yes or no: `const isYoung = entry !== undefined && entry.expires > Date.now()`. */
  const placesAskedFor = forEach(
    (local: Binding) => new Set(heldBy(local).flatMap((it) => (local.writes.every(isAnswer) ? keysOf(it) : []))),
  );

  const variablesIn = (test: Expression): ReadonlySet<Variable> => {
    const found = new Set<Variable>();
    if (symbols.language !== 'python') return found;
    for (const part of expressionsWithin(test)) {
      addTo(found, variableAsked(part, symbols));
      for (const local of localIn(part)) for (const it of variablesHeldBy(local)) found.add(it);
    }
    return found;
  };

  const libraryOf = (it: Expression): string | undefined =>
    it.kind === 'member' ? libraryAsked(symbols.of(it).symbol) : undefined;

  /** What a local was given before: `const isOpen = mongoose.connection.readyState === 1`. */
  const librariesHeldBy = forEach((local: Binding) => new Set(heldBy(local).flatMap((it) => libraryOf(it) ?? [])));

  const variablesHeldBy = forEach(
    (local: Binding) => new Set(heldBy(local).flatMap((it) => variableAsked(it, symbols) ?? [])),
  );

  const heldBy = ({ writes }: Binding): readonly Expression[] =>
    writes.flatMap(({ value }) => (value ? expressionsWithin(value) : []));

  function localIn(part: Expression): readonly Binding[] {
    const binding = part.kind === 'name' ? part.binding : undefined;
    return binding?.kind === 'variable' && binding.function === fn && !isModuleLevel(binding) ? [binding] : [];
  }

  function askedBy(call: CallExpression): readonly Place[] {
    return answersOf(call).flatMap(({ answer, called }) => placeOf(answer, called) ?? []);
  }

  /** `clients` of `find(region)` that gives `clients.get(region)`. */
  function answerOf(call: CallExpression): Place | undefined {
    const looked = symbols
      .of(call.callee)
      .functions.flatMap((called) => resultsOf(called).map((it) => placeOf(container(lookedUpIn(it)), called)));
    const [first, ...others] = looked;
    if (first && others.every((it) => it?.key === first.key)) return first;
    const places = askedBy(call);
    return places.length === 1 ? places[0] : undefined;
  }

  /** What a function of the file looks at to answer: `if (!isConnected())`. */
  function answersOf({ callee }: CallExpression) {
    return symbols.of(callee).functions.flatMap((called) =>
      resultsOf(called)
        .flatMap(expressionsWithin)
        .map((answer) => ({ answer, called })),
    );
  }

  return { testedBy, variablesIn, askedBy, answerOf };
}

/** Whether it gives the variable a comparison, or several of them together. */
const isAnswer = ({ value, path }: Write): boolean =>
  path.length === 0 &&
  ((value?.kind === 'operation' && /^(!|not|is|is not|[!=]==?|[<>]=?|in|not in)$/.test(value.operator)) ||
    (value?.kind === 'logical' && /^(&&|and)$/.test(value.operator)));

/** `clients.get(region)` of `Optional.ofNullable(clients.get(region))`; `clients` of `region in clients`. */
function lookedUpIn(result: Expression): Expression {
  if (result.kind === 'await') return lookedUpIn(result.value);
  const [first, other, ...more] = result.kind === 'operation' ? result.parts : [];
  if (result.kind === 'operation' && result.operator === 'in' && other && more.length === 0) return other;
  if (result.kind === 'operation' && first && !other) return lookedUpIn(first);
  const [only] = result.kind === 'call' && lastNameOf(result.callee) === 'ofNullable' ? result.arguments : [];
  return only ? only.value : result.kind === 'index' ? result.object : result;
}

/** One of them, where it has all of the other. */
function together(some: ReadonlySet<string>, more: ReadonlySet<string>): ReadonlySet<string> {
  if (some.size === 0) return more;
  for (const it of more) if (!some.has(it)) return new Set([...some, ...more]);
  return some;
}

const addTo = <Item>(all: Set<Item>, item: Item | undefined): void => {
  if (item !== undefined) all.add(item);
};
