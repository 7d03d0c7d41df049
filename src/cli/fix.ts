/** `fix`: applies fixes in memory, round by round, and writes what came of it in one go. */
import { applies, compatible, type Applicability, type Finding, type Fix } from '../core/finding.ts';
import { applyEdits, type TextEdit } from '../core/span.ts';
import { writeFilesAtomically } from '../node/write.ts';
import { unifiedDiff } from './formats/diff.ts';
import { CannotWork } from './failure.ts';
import { only, openProject, type Project } from './project.ts';

export interface FixOptions {
  readonly include?: 'suggested';
  readonly rule: readonly string[];
  readonly dryRun: boolean;
}

/** A fix may make another possible, such as a table that can follow its client; in the end nothing is left. */
const mostRounds = 10;

/** The exit code. */
export async function fix(directory: string, options: FixOptions): Promise<number> {
  const project = openProject(directory);
  const required = options.include ?? 'safe';
  const before = new Map<string, string>();
  const counts = new Map<string, number>();
  let left: readonly Finding[] = [];
  for (let round = 0; round < mostRounds; round++) {
    const review = only(await project.workspace.review(), options.rule);
    left = review.findings;
    const applied = applyRound(project, chosen(review.findings, required), before);
    if (applied.length === 0) break;
    for (const { edits } of applied) {
      for (const path of new Set(edits.map((edit) => edit.path))) counts.set(path, (counts.get(path) ?? 0) + 1);
    }
    project.workspace.changed([...new Set(applied.flatMap(({ edits }) => edits.map(({ path }) => path)))]);
  }

  const changes = [...before].map(([path, text]) => ({ path, before: text, after: project.overlay.get(path) ?? text }));
  if (options.dryRun) {
    process.stdout.write(unifiedDiff(changes));
    return 0;
  }
  const written = writeFilesAtomically(
    project.root,
    changes.map(({ path, before: text, after }) => ({ path, before: { text }, after })),
  );
  if (!written.ok) throw new CannotWork(`Nothing was changed: ${written.why}`);
  process.stdout.write(report(counts, left, required));
  return 0;
}

function chosen(findings: readonly Finding[], required: Applicability): readonly Fix[] {
  const taken: Fix[] = [];
  for (const finding of findings) {
    const fix = finding.fixes.find((it) => applies(it, required));
    if (fix && taken.every((other) => compatible(other, fix))) taken.push(fix);
  }
  return taken;
}

/** The fixes that were applied: each wholly, in all of its files, or not at all. */
function applyRound(project: Project, fixes: readonly Fix[], before: Map<string, string>): readonly Fix[] {
  const byPath = new Map<string, TextEdit[]>();
  for (const { edits } of fixes)
    for (const edit of edits) byPath.set(edit.path, [...(byPath.get(edit.path) ?? []), edit]);
  const broken = new Set<string>();
  const results = new Map<string, string>();
  for (const [path, edits] of byPath) {
    const text = project.workspace.textOf(path);
    const result = text === undefined ? undefined : applyEdits(text, edits);
    if (text === undefined || result === undefined) broken.add(path);
    else {
      results.set(path, result);
      if (!before.has(path)) before.set(path, text);
    }
  }
  if (broken.size > 0)
    return applyRound(
      project,
      fixes.filter(({ edits }) => !edits.some(({ path }) => broken.has(path))),
      before,
    );
  for (const [path, text] of results) project.overlay.set(path, text);
  return fixes;
}

function report(counts: ReadonlyMap<string, number>, left: readonly Finding[], required: Applicability): string {
  const rows = [...counts]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([path, count]) => `  ${String(count).padStart(3)}  ${path}`);
  const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
  const faults = left.filter(({ outcome }) => outcome === 'failed');
  const suggested = faults.filter(({ fixes }) => fixes.length > 0 && !fixes.some((it) => applies(it, required))).length;
  const byHand = faults.filter(({ fixes }) => fixes.length === 0).length;
  const rest = [
    ...(suggested > 0 ? [`${String(suggested)} more with --include suggested; look at what it does`] : []),
    ...(byHand > 0 ? [`${String(byHand)} to mend by hand; \`serverless-lens review\` says why`] : []),
  ];
  const head = total === 0 ? 'Nothing to fix.' : `Applied ${String(total)} ${total === 1 ? 'fix' : 'fixes'}:`;
  return `${[head, ...rows, ...rest].join('\n')}\n`;
}
