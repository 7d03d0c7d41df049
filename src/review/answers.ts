import type { Document } from 'yaml';
import { isMap, isScalar, parseDocument, Scalar, YAMLMap } from 'yaml';
import { known, unknown } from '../core/known.ts';
import type { Known } from '../core/known.ts';
import { countBefore } from '../core/sorted.ts';
import type { Problem } from '../core/span.ts';
import type { Answer, Answers } from './checklist.ts';
import { checkIds } from './lens.ts';
import { firstOf, tooLarge } from './own-files.ts';
import { answerFields, nameOf, readReviewFile } from './review-file.ts';

/** Where a workspace keeps its answers, relative to its folder. */
export const answersPath = '.serverless-lens/review.yaml';

/**
 * The answers of a `review.yaml`, and what is wrong with it; `undefined` is a file that does not exist.
 * What can be read of a malformed file is read. Answers to checks that the lens does not have are kept and told.
 */
export function readAnswers(
  path: string,
  text: string | undefined,
): { readonly answers: Answers; readonly problems: readonly Problem[] } {
  const { answers, faults, remarks } = readReviewFile(text ?? '');
  const problems = [...faults, ...remarks].sort((a, b) => a.start - b.start);
  return {
    answers,
    problems: firstOf(problems.map(({ message, start, end }) => ({ path, message, at: { path, start, end } }))),
  };
}

/**
 * The file's text with the answer written into it, or taken back when it is undefined; `undefined` is a file that does not exist.
 * Only the lines of this answer change. Every check of the lens has a line of its own, answered or not,
 * so that git merges the answers that two people give to two checks.
 * A malformed file is not touched: then the result is not known, with the reason.
 */
export function writeAnswer(text: string | undefined, check: string, answer: Answer | undefined): Known<string> {
  const refusal = tooLarge(text ?? '');
  if (refusal !== undefined) return unknown(`${refusal} Nothing was written`);
  const before = readReviewFile(text ?? '');
  const fault = before.faults[0];
  if (fault) {
    const line = (text ?? '').slice(0, fault.start).split('\n').length;
    return unknown(`line ${line} of the file is malformed: ${fault.message} Mend it first; nothing was written`);
  }

  const complete = withAllChecks(text ?? '');
  const written = complete.known ? withAnswer(complete.value, check, answer) : complete;
  if (!written.known) return written;

  const after = readReviewFile(written.value);
  const expected = new Map(before.answers);
  if (answer) expected.set(check, normalized(answer));
  else expected.delete(check);
  if (after.faults.length > 0 || !sameAnswers(after.answers, expected)) return unknown(tooIntricate);
  return written;
}

const tooIntricate =
  'the file is written in a way that cannot be edited without touching other answers; write this one by hand';

const header = `# Answers to question PERF 1 of the AWS Well-Architected Serverless Lens.
# Serverless Lens reads and writes this file; you may write it by hand as well.
# Every check has its line, so that git merges what several people answer.
version: 1
answers:
`;

/** The text with a line for each check of the lens, at its place in the alphabet. */
function withAllChecks(text: string): Known<string> {
  const start = withAnswersKey(text);
  const blocks = start === undefined ? undefined : blocksOf(start);
  if (start === undefined || !blocks) return unknown(tooIntricate);

  const lines = linesOf(start);
  const eol = eolOf(start);
  const indent = ' '.repeat(blocks.column);
  const missing = checkIds.filter((id) => !blocks.entries.some(({ check }) => check === id));
  // From the end, so that the line numbers before stay true.
  for (const id of [...missing].reverse()) {
    const next = blocks.entries.findIndex(({ check }) => check > id);
    const previous = next === -1 ? blocks.entries.at(-1) : blocks.entries[next - 1];
    lines.splice(previous?.end ?? blocks.first, 0, `${indent}${id}:${eol}`);
  }
  return known(lines.join(''));
}

/** The text with `answers` as a block map, be it empty. */
function withAnswersKey(text: string): string | undefined {
  const { document, map } = readReviewFile(text);
  if (document.contents === null) return endOfLine(text) + header.replaceAll('\n', eolOf(text));
  if (!isMap(document.contents)) return undefined;
  const pair = document.contents.items.find((it) => nameOf(it) === 'answers');
  if (!pair && !document.contents.flow) return `${endOfLine(text)}answers:${eolOf(text)}`;
  if (pair && !document.contents.flow && !map?.flow) {
    // `answers: ~` and the like leave no room for lines below.
    return isScalar(pair.value) && pair.value.source !== '' ? reprinted(document) : endOfLine(text);
  }
  return reprinted(document);
}

/** What is written in braces has no lines of its own, so it is written anew; comments and values stay. */
function reprinted(document: Document): string | undefined {
  const root = document.contents;
  if (!isMap(root)) return undefined;
  root.flow = false;
  const answers = root.items.find((it) => nameOf(it) === 'answers');
  if (isMap(answers?.value)) {
    answers.value.flow = false;
    if (answers.value.items.length === 0) answers.value = new Scalar(null);
  } else if (answers) answers.value = new Scalar(null);
  else root.set('answers', new Scalar(null));
  return document.toString({ lineWidth: 0, nullStr: '' });
}

interface Blocks {
  /** Of the ids. */
  readonly column: number;
  /** The line below `answers:`. */
  readonly first: number;
  /** Lines from the id's own to the last one that is indented more. */
  readonly entries: readonly { readonly check: string; readonly line: number; readonly end: number }[];
}

/** Where each answer stands; undefined when ids do not begin their lines. */
function blocksOf(text: string): Blocks | undefined {
  const { document, map } = readReviewFile(text);
  if (!isMap(document.contents)) return undefined;
  const key = document.contents.items.find((it) => nameOf(it) === 'answers')?.key;
  if (!isScalar(key) || !key.range) return undefined;

  const lines = linesOf(text);
  const starts = startsOf(lines);
  const lineOf = (offset: number): number => lineAt(starts, offset);
  const first = lineOf(key.range[0]) + 1;
  const entries: { check: string; line: number; end: number }[] = [];
  let column: number | undefined;
  for (const pair of map?.items ?? []) {
    const check = nameOf(pair);
    if (check === undefined || !isScalar(pair.key) || !pair.key.range) return undefined;
    const line = lineOf(pair.key.range[0]);
    const lead = indentOf(lines[line] ?? '');
    if (column !== undefined && lead !== column) return undefined;
    if (pair.key.range[0] !== (starts[line] ?? 0) + lead) return undefined;
    column = lead;
    entries.push({ check, line, end: blockEnd(lines, line, lead) });
  }
  return { column: column ?? 2, first, entries };
}

/** Blank lines at the end belong to what follows, and so do comments that are not indented. */
function blockEnd(lines: readonly string[], line: number, column: number): number {
  let end = line + 1;
  for (let index = end; index < lines.length; index++) {
    const text = lines[index] ?? '';
    if (text.trim() === '') continue;
    if (indentOf(text) <= column) break;
    end = index + 1;
  }
  return end;
}

function withAnswer(text: string, check: string, answer: Answer | undefined): Known<string> {
  const blocks = blocksOf(text);
  if (!blocks) return unknown(tooIntricate);
  const lines = linesOf(text);
  const found = blocks.entries.find((it) => it.check === check);
  if (!found && !answer) return known(text);

  // A check that the lens does not have goes to the end.
  const end = blocks.entries.at(-1)?.end ?? blocks.first;
  const { line, end: after } = found ?? { line: end, end };
  const old = found
    ? lines.slice(line, after).map((it) => it.slice(Math.min(blocks.column, indentOf(it))))
    : [`${check}:\n`];
  const block = editedBlock(old.join(''), answer);
  if (!block.known) return block;
  const indent = ' '.repeat(blocks.column);
  const fresh = linesOf(block.value).map((it) => (it.trim() === '' ? it : indent + it).replace(/\r?\n$/, eolOf(text)));
  return known([...lines.slice(0, line), ...fresh, ...lines.slice(after)].join(''));
}

/** The lines of one answer, with what else people wrote there kept. */
function editedBlock(text: string, answer: Answer | undefined): Known<string> {
  const document: Document = parseDocument(text, { prettyErrors: false });
  const pair = isMap(document.contents) ? document.contents.items[0] : undefined;
  // An alias to another part of the file cannot be resolved in here.
  if (!pair || document.errors.length > 0) return unknown(tooIntricate);

  const old = pair.value;
  const map = isMap(old) ? old : new YAMLMap();
  map.flow = false;
  if (isScalar(old) && old.comment) map.commentBefore = old.comment;
  const mine = answerFields.flatMap((field) => {
    const value = answer && normalized(answer)[field];
    const present = map.items.find((it) => nameOf(it) === field);
    if (value === undefined) return [];
    const scalar = present && isScalar(present.value) ? present.value : new Scalar(value);
    scalar.value = value;
    scalar.type = value.includes('\n')
      ? 'BLOCK_LITERAL'
      : scalar.type === 'BLOCK_LITERAL'
        ? 'PLAIN'
        : (scalar.type ?? 'PLAIN');
    return [present ? Object.assign(present, { value: scalar }) : document.createPair(field, scalar)];
  });
  const theirs = map.items.filter((it) => !answerFields.some((field) => field === nameOf(it)));
  map.items = [...mine, ...theirs];
  pair.value = map.items.length === 0 ? new Scalar(null) : map;
  return known(document.toString({ lineWidth: 0, nullStr: '' }));
}

/** As it is read back: without empty fields, carriage returns and space at the ends. */
function normalized(answer: Answer): Answer {
  const clean = (text: string): string => text.replaceAll(/\r\n?/g, '\n').trim();
  const entries = answerFields.map((field) => [field, clean(answer[field] ?? '')] as const);
  return { status: answer.status, ...Object.fromEntries(entries.filter(([, value]) => value !== '')) };
}

function sameAnswers(some: Answers, others: Answers): boolean {
  if (some.size !== others.size) return false;
  return [...some].every(([check, answer]) => {
    const other = others.get(check);
    return answerFields.every((field) => answer[field] === other?.[field]);
  });
}

const indentOf = (line: string): number => line.length - line.trimStart().length;

/** With their line breaks. */
const linesOf = (text: string): string[] => text.match(/[^\n]*\n|[^\n]+$/g) ?? [];

function startsOf(lines: readonly string[]): readonly number[] {
  let start = 0;
  return lines.map((line) => (start += line.length) - line.length);
}

/** The last one that begins at the offset or before it. */
const lineAt = (starts: readonly number[], offset: number): number =>
  Math.max(0, countBefore(starts, (start) => start <= offset) - 1);

const eolOf = (text: string): string => (text.includes('\r\n') ? '\r\n' : '\n');

const endOfLine = (text: string): string => (text === '' || text.endsWith('\n') ? text : text + eolOf(text));
