/**
 * Code that stands in a template: to everything that analyses, it is a file of its own with a path that no file has;
 * to everybody else, it is a place in the template.
 */
import type { DeclaredFunction, Entry, LambdaFunction } from '../core/application.ts';
import type { Verdicts } from '../core/engine.ts';
import { withFix, type Finding, type Fix, type Outcome } from '../core/finding.ts';
import { addTo } from '../core/groups.ts';
import type { Host } from '../core/host.ts';
import { known, unknown, valueOf, type Known } from '../core/known.ts';
import type { Problem, Span, TextEdit } from '../core/span.ts';
import { inlineCodeAt, type InlineCode } from '../templates/inlineCode.ts';

export interface InlineCodes {
  /** Where the handler of a function with inline code stands; undefined for all others. */
  readonly entry: (fn: DeclaredFunction) => Entry | undefined;
  /** The same for analysing: with the path that the code has as a file. */
  readonly analysed: (fn: LambdaFunction) => LambdaFunction['entry'];
  /** Reads inline code as files. */
  readonly reading: (read: Host['read']) => Host['read'];
  /** What was found in inline code, told at its place in the template. */
  readonly told: (verdicts: Verdicts) => Verdicts;
  readonly span: (span: Span) => Span;
  readonly problem: (problem: Problem) => Problem;
  /** What of it was read from a file that changed: the paths that it has as files. */
  readonly forget: (path: string) => readonly string[];
  readonly forgetAll: () => void;
}

/** Paths of a workspace have no empty parts. */
const mark = '//';

/** Whether a path is that of inline code, which sees no file of the project. */
export const isInline = (path: string): boolean => path.includes(mark);

const endings: Readonly<Partial<Record<string, string>>> = { python: 'py', javascript: 'js' };

/** `file` gives a file's text as the present review sees it. */
export function inlineCodes(file: (path: string) => string | undefined): InlineCodes {
  const places = new Map<string, Span>();
  const codes = new Map<string, Known<InlineCode>>();

  function codeOf(path: string): Known<InlineCode> {
    const before = codes.get(path);
    if (before) return before;
    const at = places.get(path);
    const text = at && file(at.path);
    const code = !at || text === undefined ? unknown('it cannot be read') : inlineCodeAt(at.path, text, at);
    codes.set(path, code);
    return code;
  }

  function entry(fn: DeclaredFunction): Entry | undefined {
    const path = pathOf(fn);
    if (!fn.inline || path === undefined) return undefined;
    const handler = valueOf(fn.handler?.value);
    if (handler === undefined) return undefined;
    const symbol = /^index\.([^./]+)$/.exec(handler)?.[1];
    // https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-lambda-function-code.html
    if (symbol === undefined)
      return notFound(
        `Its handler \`${handler}\` does not name a function of \`index\`, the file that inline code becomes.`,
      );
    if (!isSame(places.get(path), fn.inline)) codes.delete(path);
    places.set(path, fn.inline);
    const code = codeOf(path);
    return code.known
      ? { found: true, path: fn.inline.path, symbol }
      : notFound(
          `Its code stands in the ${fn.declared === 'cdk' ? 'source of the app' : 'template'} and cannot be read there: ${code.why}.`,
        );
  }

  function span(at: Span): Span {
    const code = isInline(at.path) ? codeOf(at.path) : undefined;
    const place = places.get(at.path);
    return code?.known && place ? { path: place.path, ...code.value.toFile(at) } : at;
  }

  function fixed(fix: Fix): Known<Fix> {
    const inside = new Map<string, TextEdit[]>();
    for (const edit of fix.edits) if (isInline(edit.path)) addTo(inside, edit.path, edit);
    const edits = fix.edits.filter(({ path }) => !isInline(path));
    for (const [path, own] of inside) {
      const code = codeOf(path);
      const place = places.get(path);
      if (!code.known || !place) return unknown('the file has changed');
      const encoded = code.value.encode(own.map(({ start, end, text }) => ({ start, end, text })));
      if (!encoded.known) return encoded;
      edits.push(...encoded.value.map((edit) => ({ path: place.path, ...edit })));
    }
    return known({ ...fix, edits });
  }

  function finding(it: Finding): Finding {
    const steps = [it.at, ...it.trace.map(({ at }) => at)];
    if (!steps.some(({ path }) => isInline(path))) return it;
    const { rule, practice, severity, messageId, outcome, functions, resource } = it;
    return withFix(
      {
        ...{ rule, practice, severity, messageId, outcome, functions },
        ...(resource ? { resource } : {}),
        message: inWords(it.message),
        at: span(it.at),
        trace: it.trace.map(({ at, label }) => ({ at: span(at), label })),
      },
      () => {
        const [fix] = it.fixes;
        if (fix) return fixed(fix);
        return it.noFix === undefined ? undefined : unknown(inWords(it.noFix));
      },
    );
  }

  function told(outcome: Outcome): Outcome {
    switch (outcome.kind) {
      case 'passed':
        return { ...outcome, because: inWords(outcome.because), ...(outcome.at ? { at: span(outcome.at) } : {}) };
      case 'unknown':
        return { ...outcome, ask: inWords(outcome.ask), ...(outcome.at ? { at: span(outcome.at) } : {}) };
      default:
        return outcome;
    }
  }

  return {
    entry,
    analysed: (fn) => {
      const path = pathOf(fn);
      return fn.entry.found && path !== undefined ? { ...fn.entry, path } : fn.entry;
    },
    reading: (read) => (path) => {
      if (!isInline(path)) return read(path);
      const code = codeOf(path);
      return code.known ? { kind: 'text', text: code.value.text } : { kind: 'missing', why: code.why };
    },
    told: ({ findings, outcomes, crashes }) => ({
      findings: findings.map(finding),
      outcomes: outcomes.map((it) => ({ ...it, outcome: told(it.outcome) })),
      crashes,
    }),
    span,
    problem: (problem) => {
      const place = places.get(problem.path);
      if (!place) return problem;
      return { path: place.path, message: problem.message, at: problem.at ? span(problem.at) : place };
    },
    forget: (path) => {
      const own = [...places].flatMap(([code, at]) => (at.path === path ? [code] : []));
      for (const code of own) {
        places.delete(code);
        codes.delete(code);
      }
      return own;
    },
    forgetAll: () => {
      places.clear();
      codes.clear();
    },
  };
}

function pathOf({ inline, id, language }: DeclaredFunction): string | undefined {
  const ending = endings[language ?? ''];
  return inline && ending !== undefined ? `${inline.path}${mark}${id}/index.${ending}` : undefined;
}

const notFound = (why: string): Entry => ({ found: false, why, lookedFor: [] });

const isSame = (a: Span | undefined, b: Span): boolean => a?.path === b.path && a.start === b.start && a.end === b.end;

/** The path that the code has as a file is nobody else's business. */
const inWords = (text: string): string => text.replace(/`[^`]*\/\/[^`]*\/index\.(py|js)`/g, 'its inline code');
