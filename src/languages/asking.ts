/** What the tests of a function ask for, so that what stands behind them is known to run for a reason. */
import { libraryAsked, memberAskedFor } from './asked.ts';
import type { Place } from './places.ts';
import type { placing } from './placing.ts';
import type { Symbols } from './symbols.ts';
import type { Expression, FunctionNode } from './tree.ts';
import { expressionsWithin, isModuleLevel, statementsWithin } from './walk.ts';

export interface Tested {
  /** The keys of places that were asked for. */
  readonly tested: ReadonlySet<string>;
  /** The packages that were asked what they have already. */
  readonly libraries: ReadonlySet<string>;
}

export interface Asking {
  /** With what was asked for before. */
  readonly testedBy: (test: Expression, before: Tested) => Tested;
  /** What a local was given before: `const isOpen = mongoose.connection.readyState === 1`. */
  readonly heldIn: (part: Expression) => readonly Expression[];
  /** The places at which a function of the file looks to answer. */
  readonly askedBy: (call: Extract<Expression, { kind: 'call' }>) => readonly Place[];
}

export function askingIn(
  fn: FunctionNode,
  symbols: Symbols,
  { placeOf, takenFrom }: Pick<ReturnType<typeof placing>, 'placeOf' | 'takenFrom'>,
): Asking {
  const tests = new Map<Expression, Tested>();

  function testedBy(test: Expression, before: Tested): Tested {
    const { tested, libraries } = testedIn(test);
    return { tested: together(before.tested, tested), libraries: together(before.libraries, libraries) };
  }

  /** What a test asks for, found once: most are looked at in several ways. */
  function testedIn(test: Expression): Tested {
    const before = tests.get(test);
    if (before) return before;
    const keys = new Set<string>();
    const libraries = new Set<string>();
    for (const part of expressionsWithin(test)) {
      const answers = part.kind === 'call' ? answersOf(part) : [];
      for (const it of [part, ...heldIn(part), ...answers.map(({ answer }) => answer)]) {
        const library = it.kind === 'member' ? libraryAsked(symbols.of(it).symbol) : undefined;
        if (library !== undefined) libraries.add(library);
      }
      if (part.kind === 'call') for (const place of askedBy(part)) keys.add(place.key);
      const asked = memberAskedFor(part) ?? part;
      if (asked.kind !== 'name' && asked.kind !== 'member') continue;
      for (const place of [placeOf(asked), ...takenFrom(asked)]) if (place) keys.add(place.key);
    }
    const found = { tested: keys, libraries };
    tests.set(test, found);
    return found;
  }

  function heldIn(part: Expression): readonly Expression[] {
    const binding = part.kind === 'name' ? part.binding : undefined;
    if (binding?.kind !== 'variable' || binding.function !== fn || isModuleLevel(binding)) return [];
    return binding.writes.flatMap(({ value }) => (value ? [...expressionsWithin(value)] : []));
  }

  function askedBy(call: Extract<Expression, { kind: 'call' }>): readonly Place[] {
    return answersOf(call).flatMap(({ answer, called }) => placeOf(answer, called) ?? []);
  }

  /** What a function of the file looks at to answer: `if (!isConnected())`. */
  function answersOf({ callee }: Extract<Expression, { kind: 'call' }>) {
    return symbols
      .of(callee)
      .functions.flatMap((called) =>
        [...statementsWithin(called.body)].flatMap((it) =>
          it.kind === 'return' && it.value
            ? [...expressionsWithin(it.value)].map((answer) => ({ answer, called }))
            : [],
        ),
      );
  }

  return { testedBy, heldIn, askedBy };
}

/** One of them, where the other is empty. */
const together = (some: ReadonlySet<string>, more: ReadonlySet<string>): ReadonlySet<string> =>
  more.size === 0 ? some : some.size === 0 ? more : new Set([...some, ...more]);
