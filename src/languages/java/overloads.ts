import type { FunctionNode } from '../tree.ts';

/** Of Java's methods of one name, those that take as many arguments. */
export function overloads<T extends Pick<FunctionNode, 'parameters' | 'implied'>>(
  functions: readonly T[],
  count: number,
): readonly T[] {
  if (functions.length < 2) return functions;
  const fitting = functions.filter(
    ({ parameters, implied }) =>
      implied === true || parameters.length === count || parameters.at(-1)?.rest !== undefined,
  );
  return fitting.length > 0 ? fitting : functions;
}
