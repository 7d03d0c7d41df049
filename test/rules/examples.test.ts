/** Every rule is distrusted in the same way: its examples say what it reports, and what its fixes do. */
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'mocha';
import { applies, compatible, type Finding, type Fix } from '../../src/core/finding.ts';
import type { BadExample, Examples, GoodExample } from '../../src/core/examples.ts';
import { rules } from '../../src/rules/registry.ts';
import { edited, project, workspaceOf } from '../project.ts';

const root = join(__dirname, '../../src/rules');

const files = readdirSync(root, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .flatMap((practice) => readdirSync(join(root, practice.name)).map((file) => ({ practice: practice.name, file })))
  .filter(({ file }) => file.endsWith('.ts') && !file.endsWith('.examples.ts'))
  .sort((a, b) => (idOf(a) < idOf(b) ? -1 : 1));

describe('the registry', () => {
  it('lists every rule file, in order, under the name of its file', () => {
    assert.deepEqual(
      rules.map(({ id }) => id),
      files.map(idOf),
    );
  });
});

for (const file of files) {
  const id = idOf(file);
  const { examples } = require(join(root, file.practice, file.file)) as { examples: Examples<string> };
  describe(id, () => {
    for (const example of examples.bad) it(`reports: ${example.title}`, () => reports(id, example));
    for (const example of examples.good) it(`leaves alone: ${example.title}`, () => leavesAlone(id, example));
    it('has an example of every message', () => {
      const rule = rules.find((it) => it.id === id);
      assert.deepEqual(
        [...new Set(examples.bad.map(({ message }) => message))].sort(),
        Object.keys(rule?.messages ?? {}).sort(),
      );
    });
  });
}

function idOf({ practice, file }: { readonly practice: string; readonly file: string }): string {
  const name = file.replace(/\.ts$/, '').replace(/([a-z0-9])([A-Z])/g, '$1-$2');
  return `${practice}/${name.toLowerCase()}`;
}

async function reports(id: string, example: BadExample<string>): Promise<void> {
  const { files: before, marks } = project(example.project);
  const review = await reviewOf(before);
  const own = review.findings.filter(({ rule }) => rule === id);
  assert.deepEqual(
    own.map(({ at }) => textAt(before, at)),
    marks.map((mark) => textAt(before, mark)),
  );
  assert.deepEqual(
    own.map(({ at }) => at),
    [...marks].sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : a.start - b.start)),
  );
  assert.ok(
    own.some(({ messageId }) => messageId === example.message),
    `no finding says ${example.message}: ${own.map(({ messageId }) => messageId).join()}`,
  );
  if (example.fixed === undefined) {
    assert.deepEqual(
      own.map(({ noFix, fixes }) => [fixes.length, noFix]),
      own.map(() => [0, example.noFix]),
    );
    return;
  }
  const fixes = own.flatMap((finding) => finding.fixes);
  assert.deepEqual(
    fixes.map(({ applicability }) => applicability),
    fixes.map(() => example.applicability ?? 'safe'),
  );
  assert.deepEqual(
    fixes.filter(({ applicability, caution }) => (applicability === 'suggested') !== (caution !== undefined)),
    [],
    'a fix to look at says why, and no other does',
  );
  const after = await fixedUntilStable(id, before);
  for (const [path, text] of project(example.fixed).files) assert.equal(after.get(path), text, path);
  const again = await reviewOf(after);
  assert.deepEqual(accusing(again.findings, id), [], 'a second run finds it again');
  assert.deepEqual(again.problems, [], 'the result has problems');
}

async function leavesAlone(id: string, example: GoodExample): Promise<void> {
  const { files: before } = project(example.project);
  const review = await reviewOf(before);
  assert.deepEqual(accusing(review.findings, id), []);
  assert.deepEqual(
    review.outcomes.filter(({ rule }) => rule === id).map(({ outcome }) => outcome.kind),
    [example.outcome ?? 'passed'],
  );
}

const accusing = (findings: readonly Finding[], id: string) =>
  findings.filter(({ rule, outcome }) => rule === id && outcome === 'failed');

async function reviewOf(text: ReadonlyMap<string, string>) {
  const review = await workspaceOf(text).workspace.review();
  assert.deepEqual(review.crashes, []);
  return review;
}

/** Applies the rule's fixes in rounds; more than three would mean that fixes undo each other. */
async function fixedUntilStable(id: string, before: ReadonlyMap<string, string>): Promise<ReadonlyMap<string, string>> {
  let text = new Map(before);
  for (let round = 0; round < 3; round++) {
    const { findings } = await reviewOf(text);
    const chosen: Fix[] = [];
    for (const { fixes } of findings.filter(({ rule }) => rule === id)) {
      const fix = fixes.find((it) => applies(it, 'suggested'));
      if (fix && chosen.every((other) => compatible(other, fix))) chosen.push(fix);
    }
    if (chosen.length === 0) return text;
    text = edited(
      text,
      chosen.flatMap(({ edits }) => edits),
    );
  }
  const { findings } = await reviewOf(text);
  assert.deepEqual(
    findings.filter(({ rule, fixes }) => rule === id && fixes.length > 0),
    [],
    'three rounds were not enough',
  );
  return text;
}

const textAt = (
  text: ReadonlyMap<string, string>,
  { path, start, end }: { readonly path: string; readonly start: number; readonly end: number },
) => `${path}: ${(text.get(path) ?? '').slice(start, end)}`;
