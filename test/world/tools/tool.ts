/** What languages' own tools say of a text; none of them is what the program reads with. */
export interface Source {
  /** Relative to the repository. */
  readonly path: string;
  readonly text: string;
}

export interface Tool {
  /** As it is named in reports. */
  readonly name: string;
  readonly reads: (path: string) => boolean;
  /** Whether it can look names up. */
  readonly names: boolean;
  /**
   * Sentences without a place, so that those of two states of a text can be compared; one list for each source.
   * What begins with `syntax:` keeps the text from being read.
   * @param root where the repository's other files are
   * @param names whether names are looked up, which takes longer than parsing
   */
  readonly says: (root: string, sources: readonly Source[], names: boolean) => readonly (readonly string[])[];
}

/** Or the reason why the machine has none. */
export type FoundTool = Tool | { readonly name: string; readonly reads: Tool['reads']; readonly missing: string };

export const isSyntax = (sentence: string): boolean => sentence.startsWith('syntax:');

/**
 * What is said of the text after a change, and was not said before, or not as often.
 * A class whose dependency is missing is told at each use, so that a type that is written out says it again.
 * Of a text that does not parse to begin with, any edit may change what is said of it.
 */
export function newSentences(before: readonly string[], after: readonly string[]): readonly string[] {
  const wasBroken = before.some(isSyntax);
  const left = [...before];
  return [...new Set(after.filter((it) => isNew(it)))];

  function isNew(sentence: string): boolean {
    if (wasBroken && isSyntax(sentence)) return false;
    const at = left.indexOf(sentence);
    if (at >= 0 && !isOfMissingClass(sentence)) left.splice(at, 1);
    return at < 0;
  }
}

const isOfMissingClass = (sentence: string): boolean => sentence.includes('symbol: class');
