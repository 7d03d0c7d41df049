/** `fix`: applies fixes in memory, round by round, and writes what came of it in one go. */
import { join } from 'node:path';
import { accuses, applies, type Applicability, type Finding } from '../core/finding.ts';
import { markOf } from '../node/host.ts';
import { writeFilesAtomically } from '../node/write.ts';
import { fixInRounds } from '../workspace/rounds.ts';
import { unifiedDiff } from './formats/diff.ts';
import { CannotWork } from './failure.ts';
import { openProject } from './project.ts';

export interface FixOptions {
  readonly include?: 'suggested';
  readonly rule: readonly string[];
  readonly dryRun: boolean;
}

/** The exit code. */
export async function fix(directory: string, options: FixOptions): Promise<number> {
  const project = openProject(directory);
  const required = options.include ?? 'safe';
  const isMeant = ({ rule }: Finding): boolean => options.rule.length === 0 || options.rule.includes(rule);
  const { before, fixes, left } = await fixInRounds(project.workspace, project.overlay, (finding) =>
    isMeant(finding) ? finding.fixes.find((it) => applies(it, required)) : undefined,
  );
  const counts = new Map<string, number>();
  for (const { edits } of fixes)
    for (const path of new Set(edits.map((edit) => edit.path))) counts.set(path, (counts.get(path) ?? 0) + 1);

  const changes = [...before].map(([path, text]) => ({ path, before: text, after: project.overlay.get(path) ?? text }));
  if (options.dryRun) {
    const asOnDisk = changes.map(({ path, before: text, after }) => {
      const mark = markOf(join(project.root, path));
      return { path, before: mark + text, after: mark + after };
    });
    process.stdout.write(unifiedDiff(asOnDisk));
    return 0;
  }
  const written = writeFilesAtomically(
    project.root,
    changes.map(({ path, before: text, after }) => ({ path, before: { text }, after })),
  );
  if (!written.ok) throw new CannotWork(`Nothing was changed: ${written.why}`);
  process.stdout.write(report(fixes.length, counts, left.filter(isMeant), required));
  return 0;
}

/** `counts` are of each file; a fix of two files stands in both. */
function report(
  total: number,
  counts: ReadonlyMap<string, number>,
  left: readonly Finding[],
  required: Applicability,
): string {
  const rows = [...counts]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([path, count]) => `  ${String(count).padStart(3)}  ${path}`);
  const faults = left.filter(accuses);
  const suggested = faults.filter(({ fixes }) => fixes.length > 0 && !fixes.some((it) => applies(it, required))).length;
  const byHand = faults.filter(({ fixes }) => fixes.length === 0).length;
  const rest = [
    ...(suggested > 0 ? [`${String(suggested)} more with --include suggested; look at what it does`] : []),
    ...(byHand > 0 ? [`${String(byHand)} to mend by hand; \`serverless-lens review\` says why`] : []),
  ];
  const head = total === 0 ? 'Nothing to fix.' : `Applied ${String(total)} ${total === 1 ? 'fix' : 'fixes'}:`;
  return `${[head, ...rows, ...rest].join('\n')}\n`;
}
