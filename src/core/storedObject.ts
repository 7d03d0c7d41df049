/** Which object of S3 a call fetches or puts there, as far as that is written. */
export interface StoredObject {
  readonly bucket?: Name;
  readonly key?: Name;
  /** Where it is put on disk, or taken from. */
  readonly file?: Name;
}

/** Only the beginning and the end of a `part` are known. */
export type Name =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'environment'; readonly variable: string }
  | { readonly kind: 'part'; readonly begins: string; readonly ends: string };

/** Whether both may be the same object, or what was made of it in its file. Under one key, what is in another bucket may be a copy of it. */
export function maybeSame(one: StoredObject | undefined, other: StoredObject | undefined): boolean {
  if (one?.file && other?.file && maybeSameName(one.file, other.file)) return true;
  const [key, otherKey] = [one?.key, other?.key];
  if (key && otherKey && !maybeSameName(key, otherKey)) return false;
  if (key?.kind === 'text' && otherKey?.kind === 'text') return true;
  const [bucket, otherBucket] = [one?.bucket, other?.bucket];
  return !bucket || !otherBucket || bucket.kind === 'part' || otherBucket.kind === 'part' || isOf(bucket, otherBucket);
}

/** Two variables of the environment are there for two things. */
const isOf = (a: Name, b: Name): boolean =>
  (a.kind === 'text' && b.kind === 'text' && a.text === b.text) ||
  (a.kind === 'environment' && b.kind === 'environment' && a.variable === b.variable);

function maybeSameName(a: Name, b: Name): boolean {
  if (a.kind === 'environment' || b.kind === 'environment') return true;
  if (a.kind === 'text') return fits(a.text, b);
  if (b.kind === 'text') return fits(b.text, a);
  return agree(a.begins, b.begins, 'startsWith') && agree(a.ends, b.ends, 'endsWith');
}

const fits = (text: string, name: Exclude<Name, { kind: 'environment' }>): boolean =>
  name.kind === 'text' ? text === name.text : text.startsWith(name.begins) && text.endsWith(name.ends);

const agree = (a: string, b: string, how: 'startsWith' | 'endsWith'): boolean => a[how](b) || b[how](a);
