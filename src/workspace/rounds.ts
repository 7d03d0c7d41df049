/** Applies fixes in memory, round by round: one may make another possible, and two that touch each other take two rounds. */
import { compatible, type Finding, type Fix } from '../core/finding.ts';
import { addTo } from '../core/groups.ts';
import { applyEdits, type TextEdit } from '../core/span.ts';
import { placesAfter, type Place } from './places.ts';
import type { Signal, Workspace } from './review.ts';

/** In the end nothing is left; this many are enough for a file in which each thing to move goes to the same line. */
const mostRounds = 100;

export interface RuledFix extends Fix {
  readonly rule: string;
}

export interface Rounds {
  /** The texts that changed, as they were. */
  readonly before: ReadonlyMap<string, string>;
  /** The fixes that were applied. */
  readonly fixes: readonly RuledFix[];
  /** By path: where in the new text something comes from them. */
  readonly places: ReadonlyMap<string, readonly Place[]>;
  /** What the last review found. */
  readonly left: readonly Finding[];
}

/**
 * Writes the new texts into `overlay`, which the workspace's host must read before anything else.
 * `wanted` chooses a finding's fix, if any.
 * Rejects with `Cancelled` when the signal is aborted; `overlay` then has what was done until then.
 */
export async function fixInRounds(
  workspace: Workspace,
  overlay: Map<string, string>,
  wanted: (finding: Finding) => Fix | undefined,
  signal?: Signal,
): Promise<Rounds> {
  const before = new Map<string, string>();
  const fixes: RuledFix[] = [];
  const places = new Map<string, readonly Place[]>();
  let left: readonly Finding[] = [];
  for (let round = 0; round < mostRounds; round++) {
    const review = await workspace.review(signal);
    left = review.findings;
    const { applied, texts } = inOneGo(chosen(left, wanted), review.textOf);
    if (applied.length === 0) break;
    for (const [path, text] of texts) {
      if (!before.has(path)) before.set(path, review.textOf(path) ?? '');
      overlay.set(path, text);
      const edits = applied.flatMap(({ rule, edits: its }) =>
        its.flatMap((it) => (it.path === path ? { ...it, rule } : [])),
      );
      places.set(path, placesAfter(places.get(path) ?? [], edits));
    }
    fixes.push(...applied);
    workspace.changed([...texts.keys()]);
  }
  return { before, fixes, places, left };
}

function chosen(findings: readonly Finding[], wanted: (finding: Finding) => Fix | undefined): readonly RuledFix[] {
  const taken: RuledFix[] = [];
  for (const finding of findings) {
    const fix = wanted(finding);
    if (fix && taken.every((other) => compatible(other, fix))) taken.push({ ...fix, rule: finding.rule });
  }
  return taken;
}

/** Each fix wholly, in all of its files, or not at all. */
function inOneGo(
  fixes: readonly RuledFix[],
  textOf: (path: string) => string | undefined,
): { readonly applied: readonly RuledFix[]; readonly texts: ReadonlyMap<string, string> } {
  const byPath = new Map<string, TextEdit[]>();
  for (const edit of fixes.flatMap(({ edits }) => edits)) addTo(byPath, edit.path, edit);
  const broken = new Set<string>();
  const texts = new Map<string, string>();
  for (const [path, edits] of byPath) {
    const text = textOf(path);
    const result = text === undefined ? undefined : applyEdits(text, edits);
    if (result === undefined) broken.add(path);
    else texts.set(path, result);
  }
  if (broken.size === 0) return { applied: fixes, texts };
  const whole = fixes.filter(({ edits }) => !edits.some(({ path }) => broken.has(path)));
  return inOneGo(whole, textOf);
}
