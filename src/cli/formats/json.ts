import type { Span } from '../../core/span.ts';
import type { CheckState } from '../../review/checklist.ts';
import type { Printable } from '../printable.ts';
import { functionJson } from './functionJson.ts';

/** The contract of `docs/review.schema.json`: lines and columns from 1, paths relative to the directory, with `/`. */
export function json(it: Printable): string {
  const { review, regionOf } = it;
  const names = new Map(review.application.functions.map((fn) => [fn.key, fn.id]));
  const nameOf = (key: string) => names.get(key) ?? key;
  const located = (span: Span) => ({ path: span.path, ...regionOf(span) });
  const result = {
    version: 1,
    functions: review.application.functions.map((fn) => functionJson(fn, review, regionOf)),
    findings: review.findings.map((it) => ({
      rule: it.rule,
      practice: it.practice,
      severity: it.severity,
      outcome: it.outcome,
      message: it.message,
      function: nameOf(it.functions[0] ?? ''),
      functions: it.functions.map(nameOf),
      location: located(it.at),
      ...(it.resource ? { resource: it.resource } : {}),
      trace: it.trace.map(({ at, label }) => ({ path: at.path, line: regionOf(at).startLine, label })),
      fixes: it.fixes.map(({ title, applicability, caution, edits }) => ({
        title,
        applicability,
        ...(caution === undefined ? {} : { caution }),
        edits: edits.map((edit) => ({ ...located(edit), text: edit.text })),
      })),
      ...(it.noFix === undefined ? {} : { noFix: it.noFix }),
    })),
    review: {
      question: review.checklist.question,
      risk: review.checklist.risk,
      progress: review.checklist.progress,
      practices: review.checklist.practices.map((practice) => ({
        ...practice,
        checks: practice.checks.map((check) => checkOf(check, located)),
      })),
    },
    problems: problemsJson(it),
    stats: review.stats,
  };
  return `${JSON.stringify(result, undefined, 2)}\n`;
}

export const problemsJson = ({ review, regionOf }: Printable): readonly object[] =>
  review.problems.map(({ path, message, at }) => ({
    path,
    message,
    ...(at ? { line: regionOf(at).startLine } : {}),
  }));

const checkOf = (check: CheckState, located: (span: Span) => object) => ({
  id: check.id,
  title: check.title,
  status: check.status,
  because: check.because,
  needsPerson: check.needsPerson,
  rules: check.rules,
  evidence: check.evidence.map(({ rule, functionId, kind, text, at }) => ({
    rule,
    function: functionId,
    kind,
    text,
    ...(at ? { location: located(at) } : {}),
  })),
  ...(check.answer ? { answer: check.answer } : {}),
});
