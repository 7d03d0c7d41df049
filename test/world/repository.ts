/**
 * `repository.ts DIR COPY [--each]`: copies what a review sees of a directory, reviews the copy, applies its fixes and lets
 * the tools of the languages judge the result. Writes an account as JSON. A process of its own, so that time and memory
 * are this repository's.
 */
import { cpSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { applies, type Applicability, type Finding, type Fix } from '../../src/core/finding.ts';
import { applyEdits } from '../../src/core/span.ts';
import { nodeHost } from '../../src/node/host.ts';
import { writeFilesAtomically } from '../../src/node/write.ts';
import { fixInRounds } from '../../src/workspace/rounds.ts';
import { openWorkspace } from '../../src/workspace/workspace.ts';
import type { Workspace } from '../../src/workspace/review.ts';
import { asset } from '../project.ts';
import { newSentences, type Source } from './tools/tool.ts';
import { toolFor } from './tools/tools.ts';

export interface Account {
  readonly files: number;
  readonly functions: number;
  readonly findings: number;
  /** How many findings have a fix that is safe, and one that is to be looked at. */
  readonly offered: Readonly<Record<Applicability, number>>;
  readonly applied: Readonly<Record<Applicability, number>>;
  readonly changed: number;
  readonly reviewMs: number;
  readonly fixMs: number;
  readonly peakBytes: number;
  readonly crashes: readonly string[];
  /** One sentence each. */
  readonly failures: readonly string[];
}

interface Change extends Source {
  readonly before: string;
  /** What made it. */
  readonly by: string;
}

async function main([from = '', root = '', ...flags]: readonly string[]): Promise<Account> {
  for (const { path } of nodeHost(from, { assets: from }).files()) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    cpSync(join(from, path), join(root, path));
  }

  const overlay = new Map<string, string>();
  const open = (): Workspace => openWorkspace({ ...nodeHost(root, { assets: root, overlay: read }), asset }, making);
  const read = (path: string): string | undefined => overlay.get(path);
  const making = { makesFixes: true };

  const workspace = open();
  const started = performance.now();
  const review = await workspace.review();
  const reviewMs = performance.now() - started;
  const peakBytes = peak();
  const failures: string[] = [];
  const { findings, stats, textOf } = review;
  const crashes = new Set(review.crashes);
  for (const { noFix } of findings) if (noFix?.includes('failed at making it')) crashes.add(noFix);
  const changes: Change[] = flags.includes('--each')
    ? findings.flatMap(({ fixes }) => fixes.flatMap((fix) => changesBy(fix, textOf)))
    : [];

  const applied = { safe: 0, suggested: 0 };
  const changed = new Set<string>();
  const fixing = performance.now();
  for (const required of ['safe', 'suggested'] as const) {
    const wanted = ({ fixes }: Finding): Fix | undefined => fixes.find((it) => applies(it, required));
    const current = open();
    const { before, fixes } = await fixInRounds(current, overlay, wanted);
    applied[required] = fixes.length;
    const its = [...before].map(([path, text]) => ({ path, before: text, text: overlay.get(path) ?? text }));
    changes.push(...its.map((it) => ({ ...it, by: `all ${required} fixes` })));
    for (const { path } of its) changed.add(path);
    const written = writeFilesAtomically(
      root,
      its.map(({ path, before: text, text: after }) => ({ path, before: { text }, after })),
    );
    if (!written.ok) failures.push(`Fixes were not written: ${written.why}`);
    overlay.clear();
    // Another process sees only what was written.
    const again = await open().review();
    for (const crash of again.crashes) crashes.add(crash);
    for (const finding of again.findings.filter(wanted))
      failures.push(`${finding.at.path}: after all ${required} fixes there is another one: ${finding.message}`);
  }
  const fixMs = performance.now() - fixing;

  failures.push(...judged(root, changes));
  const offered = (kind: Applicability): number =>
    findings.filter(({ fixes }) => fixes[0]?.applicability === kind).length;
  return {
    ...{ files: stats.files, functions: stats.functions, findings: findings.length },
    offered: { safe: offered('safe'), suggested: offered('suggested') },
    ...{ applied, changed: changed.size, reviewMs, fixMs, peakBytes, crashes: [...crashes], failures },
  };
}

function changesBy({ title, edits }: Fix, textOf: (path: string) => string | undefined): readonly Change[] {
  return [...new Set(edits.map(({ path }) => path))].flatMap((path) => {
    const before = textOf(path) ?? '';
    const own = edits.filter((edit) => edit.path === path);
    return [{ path, before, text: applyEdits(before, own) ?? '\u0000', by: title }];
  });
}

/** A sentence for each change of which a tool says something that it did not say before. */
function judged(root: string, changes: readonly Change[]): readonly string[] {
  const failures: string[] = [];
  for (const tool of new Set(changes.map(({ path }) => toolFor(path)))) {
    const its = changes.filter(({ path }) => toolFor(path) === tool);
    if (!tool) failures.push(...its.map(({ path }) => `${path}: no tool knows what became of it`));
    if (!tool || 'missing' in tool) continue;
    const texts = new Map<string, Source>();
    for (const { path, before, text } of its)
      for (const state of [before, text]) texts.set(`${path} ${state}`, { path, text: state });
    const said = tool.says(root, [...texts.values()], true);
    const sentences = new Map([...texts.keys()].map((key, index) => [key, said[index] ?? []]));
    for (const { path, before, text, by } of its) {
      const of = (state: string): readonly string[] => sentences.get(`${path} ${state}`) ?? [];
      for (const sentence of newSentences(of(before), of(text))) failures.push(`${path}: ${by}: ${sentence}`);
    }
  }
  return failures;
}

/** On Linux, what `getrusage` says of a process includes its parent's. */
function peak(): number {
  try {
    const status = readFileSync('/proc/self/status', 'utf8');
    return Number(/^VmHWM:\s+(\d+)/m.exec(status)?.[1]) * 1024;
  } catch {
    return process.resourceUsage().maxRSS * 1024;
  }
}

main(process.argv.slice(2)).then(
  (account) => process.stdout.write(JSON.stringify(account)),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
