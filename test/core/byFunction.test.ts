import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { sortedByFunction } from '../../src/core/byFunction.ts';
import type { Finding } from '../../src/core/finding.ts';
import { finding } from '../review/project.ts';

const key = (id: string): string => `template.yaml#${id}`;
const at = (path: string, start: number, ...ids: readonly string[]): Finding => ({
  ...finding('startup-time/init-in-handler', start, ...ids),
  at: { path, start, end: start + 1 },
});
const files = (lists: Record<string, readonly Finding[]>): ReadonlyMap<string, readonly Finding[]> =>
  new Map(Object.entries(lists));

describe('Findings by function', () => {
  const shared = at('a.py', 1, 'Confirm', 'Cancel');
  const first = [shared, at('a.py', 9, 'Cancel')];
  const other = [at('b.py', 5, 'Confirm')];

  it('are those that concern it, in the order of paths, once for a finding that names it twice', () => {
    const twice = at('a.py', 1, 'Confirm', 'Confirm');
    const sorted = sortedByFunction()(files({ 'b.py': other, 'a.py': [twice] }));
    assert.deepEqual([...sorted], [[key('Confirm'), [twice, ...other]]]);
  });

  it('are after any change what they are when sorted anew', () => {
    const sorted = sortedByFunction();
    const steps = [
      files({}),
      files({ 'a.py': first }),
      files({ 'a.py': first, 'b.py': other }),
      files({ 'a.py': [shared], 'b.py': other }),
      files({ 'b.py': other }),
      files({ 'a.py': first, 'b.py': [at('b.py', 5, 'Notify')] }),
      files({}),
    ];
    for (const step of steps) {
      const inOrder = (all: ReadonlyMap<string, readonly Finding[]>) => [...all].sort(([a], [b]) => (a < b ? -1 : 1));
      assert.deepEqual(inOrder(sorted(step)), inOrder(sortedByFunction()(step)));
    }
  });

  it('are the same list where nothing else is said, and what was given before stays as it was', () => {
    const sorted = sortedByFunction();
    const before = sorted(files({ 'a.py': first, 'b.py': other }));
    const kept = new Map(before);
    const after = sorted(files({ 'a.py': first, 'b.py': [] }));
    assert.equal(after.get(key('Cancel')), before.get(key('Cancel')));
    assert.deepEqual(after.get(key('Confirm')), [shared]);
    assert.deepEqual(before, kept);
  });
});
