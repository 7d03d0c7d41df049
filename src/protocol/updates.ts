/** What there is to show of folders, told again and again: of long lists, only what is not the same as the last time. */
import type { ChecklistView, CheckView, EvidenceView, FolderUpdate, FolderView, ListUpdate } from './messages.ts';

/** What makes `now` of `before`; what is the same is the same object. */
export function updatesFrom(before: readonly FolderView[], now: readonly FolderView[]): readonly FolderUpdate[] {
  return now.map((folder) => {
    const old = before.find((it) => it.folder === folder.folder);
    const oldEvidence = evidenceIn(old);
    const evidence = [...evidenceIn(folder)].map(([id, list]) => [id, updateFrom(oldEvidence.get(id) ?? [], list)]);
    return {
      ...folder,
      checklist: withEvidence(folder.checklist, () => []),
      evidence: Object.fromEntries(evidence) as FolderUpdate['evidence'],
      functions: updateFrom(old?.functions ?? [], folder.functions),
    };
  });
}

/** The opposite: items that stay are the same objects, and so are lists of which all stays. */
export function updated(before: readonly FolderView[], updates: readonly FolderUpdate[]): readonly FolderView[] {
  return updates.map(({ evidence, ...update }) => {
    const old = before.find((it) => it.folder === update.folder);
    const oldEvidence = evidenceIn(old);
    const evidenceOf = ({ id }: CheckView): readonly EvidenceView[] => {
      const its = evidence[id];
      return its ? applied(oldEvidence.get(id) ?? [], its) : [];
    };
    return {
      ...update,
      checklist: withEvidence(update.checklist, evidenceOf),
      functions: applied(old?.functions ?? [], update.functions),
    };
  });
}

const evidenceIn = (folder: FolderView | undefined): ReadonlyMap<string, readonly EvidenceView[]> =>
  new Map(
    folder?.checklist.practices.flatMap(({ checks }) => checks.map(({ id, evidence }) => [id, evidence] as const)),
  );

const withEvidence = (checklist: ChecklistView, of: (check: CheckView) => readonly EvidenceView[]): ChecklistView => ({
  ...checklist,
  practices: checklist.practices.map((practice) => ({
    ...practice,
    checks: practice.checks.map((check) => ({ ...check, evidence: of(check) })),
  })),
});

function updateFrom<Item>(before: readonly Item[], now: readonly Item[]): ListUpdate<Item> {
  const shorter = Math.min(before.length, now.length);
  let first = 0;
  while (first < shorter && before[first] === now[first]) first++;
  let last = 0;
  while (last < shorter - first && before[before.length - 1 - last] === now[now.length - 1 - last]) last++;
  return { first, items: now.slice(first, now.length - last), last };
}

function applied<Item>(before: readonly Item[], { first, items, last }: ListUpdate<Item>): readonly Item[] {
  if (items.length === 0 && first + last === before.length) return before;
  return [...before.slice(0, first), ...items, ...before.slice(before.length - last)];
}
