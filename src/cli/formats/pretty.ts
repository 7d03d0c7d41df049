import { styleText } from 'node:util';
import { accuses, type Finding } from '../../core/finding.ts';
import type { Status } from '../../review/checklist.ts';
import type { Printable } from '../printable.ts';

/** For people at a terminal: findings by file, then the five practices. */
export function pretty(it: Printable): string {
  const parts = [...findingsByFile(it), ...problems(it), summary(it), practices(it)];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

type Paint = (style: Parameters<typeof styleText>[0], text: string) => string;

const paintFor = ({ color }: Printable): Paint =>
  color ? (style, text) => styleText(style, text, { validateStream: false }) : (_, text) => text;

function findingsByFile(it: Printable): readonly string[] {
  const paint = paintFor(it);
  const byFile = new Map<string, Finding[]>();
  for (const finding of it.review.findings)
    byFile.set(finding.at.path, [...(byFile.get(finding.at.path) ?? []), finding]);
  return [...byFile].map(([path, findings]) =>
    [paint('underline', path), ...findings.map((finding) => lines(finding, it, paint))].join('\n'),
  );
}

const mark = { warning: '!', information: '?', hint: '·' } as const;
const tint = { warning: 'yellow', information: 'cyan', hint: 'gray' } as const;

function lines(finding: Finding, { regionOf, width }: Printable, paint: Paint): string {
  const { startLine, startColumn } = regionOf(finding.at);
  const place = `${String(startLine)}:${String(startColumn)}`.padStart(8);
  const indent = ' '.repeat(11);
  const sign = finding.outcome === 'unknown' ? '?' : mark[finding.severity];
  const body = wrap(finding.message.replaceAll('`', ''), width - indent.length, indent);
  const notes = [finding.rule];
  const [fix] = finding.fixes;
  if (fix) notes.push(fix.applicability === 'safe' ? 'fix: safe' : 'fix: look at it');
  else if (finding.noFix !== undefined) notes.push(`no automatic fix: ${finding.noFix.replaceAll('`', '')}`);
  const trace =
    finding.trace.length > 2 ? `\n${indent}${paint('gray', finding.trace.map(({ label }) => label).join(' → '))}` : '';
  return `${paint('gray', place)} ${paint(tint[finding.severity], sign)} ${body}${trace}\n${indent}${paint('gray', wrap(notes.join(' · '), width - indent.length, indent))}`;
}

function wrap(text: string, width: number, indent: string): string {
  const rows: string[] = [];
  let row = '';
  for (const word of text.split(' ')) {
    if (row !== '' && row.length + 1 + word.length > Math.max(40, width)) {
      rows.push(row);
      row = word;
    } else row = row === '' ? word : `${row} ${word}`;
  }
  return [...rows, row].join(`\n${indent}`);
}

function problems(it: Printable): readonly string[] {
  const paint = paintFor(it);
  if (it.review.problems.length === 0) return [];
  const rows = it.review.problems.map(
    ({ path, message, at }) => `  ${path}${at ? `:${String(it.regionOf(at).startLine)}` : ''}  ${message}`,
  );
  return [[paint('underline', 'Could not be read'), ...rows].join('\n')];
}

function summary(it: Printable): string {
  const { findings, stats } = it.review;
  const faults = findings.filter(accuses).length;
  const others = findings.length - faults;
  const fixable = findings.filter(({ fixes }) => fixes.some(({ applicability }) => applicability === 'safe')).length;
  const seen = `${plural(stats.functions, 'function')} in ${(stats.ms / 1000).toFixed(1)} s`;
  if (stats.functions === 0) return `No Lambda function was found (${plural(stats.files, 'file')}).`;
  if (findings.length === 0) return `Nothing to mend: ${seen}.`;
  const help = fixable > 0 ? ` serverless-lens fix mends ${String(fixable)} of them.` : '';
  return `${plural(faults, 'fault')} and ${plural(others, 'question or hint', 'questions and hints')} in ${seen}.${help}`;
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
    const state = `${sign[status]} ${word[status]}`.padEnd(18);
    return `  ${paint(statusTint[status], state)} ${`${String(done)}/${String(checks.length)}`.padStart(4)}  ${title} ${paint('gray', `(${kind})`)}`;
  });
  const { done, total } = checklist.progress;
  return [`PERF 1  ${checklist.title}  ${paint('gray', `${String(done)} of ${String(total)} checks`)}`, ...rows].join(
    '\n',
  );
}

const plural = (count: number, one: string, many = `${one}s`): string => `${String(count)} ${count === 1 ? one : many}`;
