import assert from 'node:assert/strict';
import type { EvidenceView, FolderUpdate, FolderView, ListUpdate } from '../../src/protocol/messages.ts';
import { updated, updatesFrom } from '../../src/protocol/updates.ts';
import { airline, folderUri } from '../webview/folders.ts';

/** As it comes out of a pipe. */
const sent = (updates: readonly FolderUpdate[]): readonly FolderUpdate[] =>
  JSON.parse(JSON.stringify(updates)) as readonly FolderUpdate[];

const before = airline();
const other = airline({}, 'file:///other');

describe('Folders told again', () => {
  const cases: readonly (readonly [string, readonly FolderView[], readonly FolderView[]])[] = [
    ['nothing changed', [before], [before]],
    ['all of it for the first time', [], [before, other]],
    ['a folder came', [before], [other, before]],
    ['a folder went', [other, before], [before]],
    ['no folder is left', [before], []],
    ['everything was made anew', [before], [airline({ 'integration/direct': { status: 'met' } })]],
    ['a function went', [before], [withFunctions(before, (all) => all.slice(1))]],
    ['the last function went', [before], [withFunctions(before, (all) => all.slice(0, -1))]],
    ['all functions went', [before], [withFunctions(before, () => [])]],
    [
      'a function came in between',
      [before],
      [withFunctions(before, (all) => [...all.slice(0, 2), must(other.functions[0]), ...all.slice(2)])],
    ],
    ['the same function stands twice', [before], [withFunctions(before, (all) => [must(all[0]), ...all])]],
    ['functions took turns', [before], [withFunctions(before, (all) => [...all].reverse())]],
    [
      'evidence changed',
      [before],
      [withEvidence(before, (all) => all.map((it, index) => (index === 1 ? { ...it, text: 'Other.' } : it)))],
    ],
    ['evidence went', [before], [withEvidence(before, () => [])]],
    ['evidence came', [withEvidence(before, () => [])], [before]],
  ];
  for (const [name, old, now] of cases)
    it(`are what they are when ${name}`, () => {
      assert.deepEqual(updated(old, sent(updatesFrom(old, now))), now);
    });

  it('are told by what is not the same', () => {
    const now = withEvidence(before, (all) => all.map((it, index) => (index === 1 ? { ...it, text: 'Other.' } : it)));
    const [update] = updatesFrom([before], [now]);
    assert.deepEqual(update?.functions, { first: before.functions.length, items: [], last: 0 });
    for (const { id, evidence } of checksOf(before)) {
      const its: ListUpdate<EvidenceView> | undefined = update?.evidence[id];
      assert.deepEqual(its?.items, evidence.length > 1 ? [{ ...evidence[1], text: 'Other.' }] : [], id);
    }
  });

  it('keep the objects that stay', () => {
    const now = withFunctions(before, (all) => all.slice(1));
    const [after] = updated([before], sent(updatesFrom([before], [now])));
    assert.ok(after?.functions.every((it, index) => it === before.functions[index + 1]));
    for (const [index, { evidence }] of checksOf(must(after)).entries())
      assert.equal(evidence, checksOf(before)[index]?.evidence);
    assert.equal(after?.folder, folderUri);
  });
});

const checksOf = ({ checklist }: FolderView) => checklist.practices.flatMap(({ checks }) => checks);

function withFunctions(
  folder: FolderView,
  change: (all: FolderView['functions']) => FolderView['functions'],
): FolderView {
  return { ...folder, functions: change(folder.functions) };
}

function withEvidence(
  folder: FolderView,
  change: (all: readonly EvidenceView[]) => readonly EvidenceView[],
): FolderView {
  const practices = folder.checklist.practices.map((practice) => ({
    ...practice,
    checks: practice.checks.map((check) => ({ ...check, evidence: change(check.evidence) })),
  }));
  return { ...folder, checklist: { ...folder.checklist, practices } };
}

function must<T>(value: T | undefined): T {
  assert.ok(value !== undefined);
  return value;
}
