import type { AnyRule } from '../core/rule.ts';
import { rules } from '../workspace/rules.ts';

/** The command cannot do its work; the message is one line for the user. */
export class CannotWork extends Error {}

/** The rule of this id. Throws `CannotWork` with the nearest one's id when there is none. */
export function knownRule(id: string): AnyRule {
  const rule = rules.find((it) => it.id === id);
  if (rule) return rule;
  const [nearest] = rules.map((it) => it.id).sort((a, b) => distance(a, id) - distance(b, id));
  throw new CannotWork(`There is no rule '${id}'.${nearest === undefined ? '' : ` Did you mean '${nearest}'?`}`);
}

/** Levenshtein's. An id without its practice counts as near. */
function distance(id: string, wanted: string): number {
  if (id.endsWith(`/${wanted}`)) return 0;
  let row = Array.from({ length: wanted.length + 1 }, (_, index) => index);
  for (const [i, char] of [...id].entries()) {
    const next = [i + 1];
    for (const [j, other] of [...wanted].entries()) {
      next.push(Math.min((next[j] ?? 0) + 1, (row[j + 1] ?? 0) + 1, (row[j] ?? 0) + (char === other ? 0 : 1)));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
