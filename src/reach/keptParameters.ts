/** Fields that an object is given when it is made, so that none of its methods need fill them: `Store(s3)`. */
import { grouped } from '../core/groups.ts';
import { keptWith } from '../core/memo.ts';
import type { ModuleFacts, Source } from '../core/module.ts';
import { indexOf, isConstructor } from './reference.ts';

type Parameter = Extract<Source, { kind: 'parameter' }>;

/**
 * By field, `Store.client`: the parameters of constructors which it is given as they are, where nothing but these and what
 * is made while it is empty is ever put into it.
 */
export const keptParametersIn = keptWith((module: ModuleFacts): ReadonlyMap<string, readonly Parameter[]> => {
  const filling = grouped(
    module.creations.flatMap(({ guard, in: within }) =>
      guard.kind === 'lazy' && guard.class !== undefined && guard.member === undefined
        ? [{ field: guard.variable, within }]
        : [],
    ),
    ({ field }) => field,
  );
  const found = new Map<string, readonly Parameter[]>();
  for (const [field, fillings] of filling) {
    const functions = new Set(fillings.map(({ within }) => within));
    const writes = indexOf(module).variable(field)?.writes ?? [];
    const given = writes.flatMap(({ in: within, sources }) => {
      const [only, ...others] = sources;
      const fn = module.functions[within];
      const isKept = fn && isConstructor(fn) && only?.kind === 'parameter' && only.function === within;
      return isKept && only.member === undefined && others.length === 0 ? [only] : [];
    });
    const isEmptied = writes.some(({ empties }) => empties);
    const others = writes.filter(({ in: within }) => !functions.has(within));
    if (given.length > 0 && given.length === others.length && !isEmptied) found.set(field, given);
  }
  return found;
});
