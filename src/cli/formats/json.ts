import type { LambdaFunction } from '../../core/application.ts';
import { valueOf } from '../../core/known.ts';
import type { Span } from '../../core/span.ts';
import type { CheckState } from '../../review/checklist.ts';
import type { Printable } from '../printable.ts';

/** The contract of `docs/review.schema.json`: lines and columns from 1, paths relative to the directory, with `/`. */
export function json({ review, regionOf }: Printable): string {
  const names = new Map(review.application.functions.map((fn) => [fn.key, fn.id]));
  const nameOf = (key: string) => names.get(key) ?? key;
  const located = (span: Span) => ({ path: span.path, ...regionOf(span) });
  const result = {
    version: 1,
    functions: review.application.functions.map((fn) => functionOf(fn, review.handlers.get(fn.key), located)),
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
      fixes: it.fixes.map(({ title, applicability, edits }) => ({
        title,
        applicability,
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
    problems: review.problems.map(({ path, message, at }) => ({
      path,
      message,
      ...(at ? { line: regionOf(at).startLine } : {}),
    })),
    stats: review.stats,
  };
  return `${JSON.stringify(result, undefined, 2)}\n`;
}

function functionOf(
  fn: LambdaFunction,
  handler: Span | undefined,
  located: (span: Span) => { path: string; startLine: number },
) {
  const at = located(fn.at);
  return {
    id: fn.id,
    declared: fn.declared,
    runtime: valueOf(fn.runtime?.value) ?? null,
    language: fn.language ?? null,
    template: fn.declared === 'template' ? { path: at.path, line: at.startLine } : null,
    entry: fn.entry.found
      ? { path: fn.entry.path, symbol: fn.entry.symbol, ...(handler ? { line: located(handler).startLine } : {}) }
      : null,
    ...(fn.entry.found ? {} : { why: fn.entry.why, lookedFor: fn.entry.lookedFor }),
  };
}

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
