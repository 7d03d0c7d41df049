/** Projects with the fixes of rules applied, one by one and all together. */
import assert from 'node:assert/strict';
import type { Finding, Fix } from '../../src/core/finding.ts';
import { valueOf } from '../../src/core/known.ts';
import type { LambdaFunction } from '../../src/core/application.ts';
import { fixInRounds } from '../../src/workspace/rounds.ts';
import { edited, workspaceOf } from '../project.ts';
import type { Entry } from './run.ts';

type Files = ReadonlyMap<string, string>;

export interface Fixed {
  readonly findings: readonly Finding[];
  readonly functions: readonly LambdaFunction[];
  /** What each fix by itself makes of the project, and what all of them make of it. */
  readonly variants: readonly { readonly title: string; readonly files: Files }[];
  readonly together: Files;
}

/** The rules whose fixes change when code runs, or what is loaded. */
const executed: ReadonlySet<string> = new Set(['startup-time/init-in-handler', 'startup-time/whole-sdk-import']);

const fixOf = ({ rule, fixes }: Finding): Fix | undefined => (executed.has(rule) ? fixes[0] : undefined);

export async function fixed(files: Files): Promise<Fixed> {
  const { workspace, files: live } = workspaceOf(files);
  const review = await workspace.review();
  assert.deepEqual([...review.crashes, ...review.problems], []);
  const findings = review.findings.filter(({ rule }) => executed.has(rule));
  const alone = findings.flatMap((finding) => {
    const fix = fixOf(finding);
    return fix === undefined ? [] : [{ title: fix.title, files: edited(files, fix.edits) }];
  });
  const { left } = await fixInRounds(workspace, live, fixOf);
  assert.deepEqual(left.filter(fixOf), [], 'fixes are left');
  const { problems } = await workspace.review();
  assert.deepEqual(problems, [], 'the result has problems');
  const together = new Map(live);
  const variants = alone.length < 2 ? alone : [...alone, { title: 'all fixes', files: together }];
  return { findings, functions: review.application.functions, variants, together };
}

export function entryOf({ key, entry, code }: LambdaFunction): Entry {
  if (!entry.found) throw new Error(`${key} has no entry.`);
  return { root: (valueOf(code?.value) ?? '').replace(/\/$/, ''), path: entry.path, symbol: entry.symbol };
}
