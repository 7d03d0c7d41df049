import { accuses, applies, type Finding } from '../../core/finding.ts';
import { addTo } from '../../core/groups.ts';
import type { Status } from '../../review/checklist.ts';
import type { Printable } from '../printable.ts';
import { indent, paintFor, plain, plural, problems, section, wrap, type Paint } from './text.ts';

/** For people at a terminal: findings by file, then the five practices, of which there is nothing to say without functions. */
export function pretty(it: Printable): string {
  const { stats, checklist } = it.review;
  const isEmpty = stats.functions === 0 && checklist.progress.done === 0;
  const own = isEmpty ? [] : [practices(it)];
  const parts = [...findingsByFile(it), ...problems(it), ...withoutCode(it), summary(it), ...own];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

function findingsByFile(it: Printable): readonly string[] {
  const paint = paintFor(it);
  const byFile = new Map<string, Finding[]>();
  for (const finding of it.review.findings) addTo(byFile, finding.at.path, finding);
  return [...byFile].map(([path, findings]) =>
    [paint('underline', path), ...findings.map((finding) => lines(finding, it, paint))].join('\n'),
  );
}

const mark = { warning: '!', information: '?', hint: '·' } as const;
const tint = { warning: 'yellow', information: 'cyan', hint: 'gray' } as const;

function lines(finding: Finding, it: Printable, paint: Paint): string {
  const { startLine, startColumn } = it.regionOf(finding.at);
  const place = `${String(startLine)}:${String(startColumn)}`.padStart(8);
  const sign = finding.outcome === 'unknown' ? '?' : mark[finding.severity];
  const message = plain(finding.message);
  const notes = [finding.rule];
  const [fix] = finding.fixes;
  if (fix) notes.push(fix.caution === undefined ? 'fix: safe' : `fix to look at: ${plain(fix.caution)}`);
  else if (finding.noFix !== undefined) notes.push(`no automatic fix: ${plain(finding.noFix)}`);
  const way = finding.trace.map(({ label }) => label).join(' → ');
  const isTold = finding.trace.length < 3 || message.includes(way);
  return [
    `${paint('gray', place)} ${paint(tint[finding.severity], sign)} ${wrap(message, it, indent)}`,
    ...(isTold ? [] : [indent + paint('gray', wrap(way, it, indent))]),
    indent + paint('gray', wrap(notes.join(' · '), it, indent)),
  ].join('\n');
}

/** Silence about a function must not look like consent. */
function withoutCode(it: Printable): readonly string[] {
  return section(
    'Code that was not looked into',
    it.review.application.functions.flatMap(({ key, id, at, entry }) => {
      const text = entry.found ? it.review.unfollowed.get(key) : entry.why;
      return text === undefined ? [] : [{ path: at.path, at, name: id, text }];
    }),
    it,
  );
}

function summary(it: Printable): string {
  const { findings, stats } = it.review;
  const faults = findings.filter(accuses).length;
  const others = findings.length - faults;
  const safe = findings.filter(({ fixes }) => fixes.some((fix) => applies(fix, 'safe'))).length;
  const all = findings.filter(({ fixes }) => fixes.length > 0).length;
  const seen = `${plural(stats.functions, 'function')} in ${(stats.ms / 1000).toFixed(1)} s`;
  if (stats.functions === 0)
    return wrap(
      `No Lambda function was found (${plural(stats.files, 'file')}). Looked for: SAM and CloudFormation templates, CDK apps, handlers that serverless.yml and the like name, and code that has the shape of a handler.`,
      it,
      '',
    );
  if (findings.length === 0) return `Nothing to mend: ${seen}.`;
  const counts = [
    ...(faults > 0 ? [plural(faults, 'fault')] : []),
    ...(others > 0 ? [plural(others, 'question or hint', 'questions and hints')] : []),
  ];
  return wrap(`${counts.join(' and ')} in ${seen}.${help(safe, all)}`, it, '');
}

function help(safe: number, all: number): string {
  if (all === 0) return '';
  if (safe === 0) return ` serverless-lens fix --include suggested mends ${String(all)} of them.`;
  const others = all > safe ? `; with --include suggested, ${String(all)}` : '';
  return ` serverless-lens fix mends ${String(safe)} of them${others}.`;
}

const word: Record<Status, string> = {
  met: 'met',
  partly: 'partly met',
  'not-met': 'not met',
  'needs-answer': 'needs an answer',
  'not-applicable': 'does not apply',
};
const sign: Record<Status, string> = {
  met: '✓',
  partly: '◐',
  'not-met': '✗',
  'needs-answer': '?',
  'not-applicable': '–',
};
const statusTint: Record<Status, 'green' | 'yellow' | 'red' | 'cyan' | 'gray'> = {
  met: 'green',
  partly: 'yellow',
  'not-met': 'red',
  'needs-answer': 'cyan',
  'not-applicable': 'gray',
};

function practices(it: Printable): string {
  const paint = paintFor(it);
  const { checklist } = it.review;
  const rows = checklist.practices.map(({ title, class: kind, status, checks }) => {
    const done = checks.filter((check) => check.status === 'met' || check.status === 'not-applicable').length;
    const state = `${sign[status]} ${word[status]}`.padEnd(17);
    const count = `${String(done)}/${String(checks.length)}`.padStart(4);
    const words = wrap(`${title} (${kind})`, it, ' '.repeat(26)).replace(/\(\w+\)$/, (it) => paint('gray', it));
    return `  ${paint(statusTint[status], state)} ${count}  ${words}`;
  });
  const { done, total } = checklist.progress;
  const progress = `${String(done)} of ${String(total)} checks are met or do not apply`;
  return [`PERF 1  ${checklist.title}`, paint('gray', ' '.repeat(8) + progress), ...rows].join('\n');
}
