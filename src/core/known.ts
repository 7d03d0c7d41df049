/** A value, or the reason why it is not known. A rule may accuse only on what is known. */
export type Known<T> = { readonly known: true; readonly value: T } | { readonly known: false; readonly why: string };

export const known = <T>(value: T): Known<T> => ({ known: true, value });

/** `why` completes the sentence "It is not known, because …"; without a full stop. */
export const unknown = (why: string): Known<never> => ({ known: false, why });

export const valueOf = <T>(it: Known<T> | undefined): T | undefined => (it?.known ? it.value : undefined);

/** For a case that cannot be: `why` says why it cannot. */
export function must<T>(value: T | undefined | null, why: string): T {
  if (value === undefined || value === null) throw new Error(`Impossible: ${why}`);
  return value;
}
