/** What holds for all files in `.serverless-lens/`. */
import type { Problem } from '../core/span.ts';

/** In UTF-16 units; a person fills a small part of it. */
const largest = 256 * 1024;

/** Whoever mends these sees the others. */
const mostProblems = 20;

/** Why the text is not read at all, if so; a sentence. */
export const tooLarge = (text: string): string | undefined =>
  text.length > largest
    ? `It has ${String(Math.round(text.length / 1024))} KB, which is more than such a file can need, and was not read.`
    : undefined;

export const firstOf = (problems: readonly Problem[]): readonly Problem[] => problems.slice(0, mostProblems);
