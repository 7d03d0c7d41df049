import * as v from 'valibot';
import { isAlias, isMap, isScalar, parseDocument } from 'yaml';
import type { Document, Node, Pair, YAMLMap } from 'yaml';
import type { Span } from '../core/span.ts';
import type { Answer, Answers } from './checklist.ts';
import { checkIds } from './lens.ts';
import { tooLarge } from './own-files.ts';

/** The fields of an answer, in the order in which they are written. */
export const answerFields = ['status', 'reason', 'note', 'owner', 'due', 'answered', 'evidence'] as const;

/** Something to say about a place in the file. */
export interface Remark extends Omit<Span, 'path'> {
  readonly message: string;
}

export interface ReviewFile {
  readonly document: Document;
  /** The map below `answers`, when there is one. */
  readonly map: YAMLMap | undefined;
  readonly answers: Answers;
  /** What makes the file malformed: it must not be written to. */
  readonly faults: readonly Remark[];
  /** What is worth knowing and does no harm. */
  readonly remarks: readonly Remark[];
}

export function readReviewFile(text: string): ReviewFile {
  const refusal = tooLarge(text);
  if (refusal !== undefined) {
    const faults = [{ start: 0, end: 0, message: refusal }];
    return { document: parseDocument(''), map: undefined, answers: new Map(), faults, remarks: [] };
  }
  // The parser looks for keys that are written twice by comparing each with all others.
  const document: Document = parseDocument(text, { prettyErrors: false, uniqueKeys: false });
  const faults: Remark[] = syntaxFaults(document, text);
  const remarks: Remark[] = [];
  const answers = new Map<string, Answer>();
  const file = (map?: YAMLMap): ReviewFile => ({ document, map, answers, faults, remarks });

  const root = document.contents;
  if (root === null) return file();
  if (!isMap(root)) {
    faults.push({ ...rangeOf(root), message: '`version` and `answers` are expected here.' });
    return file();
  }

  faults.push(...writtenTwice(root));
  const version = root.items.find((pair) => nameOf(pair) === 'version');
  if (!version) faults.push({ ...firstKey(root), message: '`version: 1` is missing.' });
  else if (scalarOf(version.value, document) !== 1) {
    const message = 'Only version 1 of this file is understood. Is Serverless Lens up to date?';
    faults.push({ ...rangeOf(version.value ?? version.key), message });
    return file();
  }

  const pair = root.items.find((it) => nameOf(it) === 'answers');
  if (!pair || isEmpty(pair.value)) return file();
  if (!isMap(pair.value)) {
    faults.push({ ...rangeOf(pair.value), message: '`answers` is a map from check ids to answers.' });
    return file();
  }
  faults.push(...writtenTwice(pair.value));
  for (const entry of pair.value.items) readEntry(entry, document, answers, faults, remarks);
  return file(pair.value);
}

/** A merge that was not finished explains all the errors that follow from it, so it is told alone. */
function syntaxFaults(document: Document, text: string): Remark[] {
  const marker = /^<{7} .*$/m.exec(text);
  if (marker) {
    const message =
      'A merge conflict is not resolved: keep the answers of both sides, and delete the lines of the markers.';
    return [{ start: marker.index, end: marker.index + marker[0].length, message }];
  }
  return document.errors.map((error) => ({ start: error.pos[0], end: error.pos[1], message: `${error.message}.` }));
}

function writtenTwice({ items }: YAMLMap): readonly Remark[] {
  const seen = new Set<string>();
  return items.flatMap((pair) => {
    const name = nameOf(pair);
    if (name === undefined) return [];
    if (seen.has(name)) return [{ ...rangeOf(pair.key), message: `\`${name}\` is written twice; keep one of them.` }];
    seen.add(name);
    return [];
  });
}

function readEntry(
  entry: Pair,
  document: Document,
  answers: Map<string, Answer>,
  faults: Remark[],
  remarks: Remark[],
): void {
  const check = nameOf(entry);
  if (check === undefined) {
    faults.push({ ...rangeOf(entry.key), message: 'The id of a check is expected here.' });
    return;
  }
  if (!checkIds.includes(check)) {
    remarks.push({
      ...rangeOf(entry.key),
      message: `The lens has no check \`${check}\`; its answer is kept, but shown nowhere.`,
    });
  }
  if (isEmpty(entry.value)) return;

  const value = isAlias(entry.value) ? entry.value.resolve(document) : entry.value;
  if (!isMap(value)) {
    faults.push({ ...rangeOf(entry.value), message: `An answer is a map with a \`status\`, such as \`status: met\`.` });
    return;
  }
  faults.push(...writtenTwice(value));
  const fields = value.items.filter((it) => answerFields.some((field) => field === nameOf(it)));
  if (fields.length === 0) return;

  const read = v.safeParse(
    answerSchema,
    Object.fromEntries(fields.map((it) => [nameOf(it), scalarOf(it.value, document)])),
  );
  if (read.success) {
    answers.set(check, withoutUndefined(read.output));
    return;
  }
  for (const issue of read.issues) {
    const field = fields.find((it) => nameOf(it) === v.getDotPath(issue));
    faults.push({ ...rangeOf(field?.value ?? field?.key ?? entry.key), message: issue.message });
  }
}

const statuses = ['met', 'partly', 'not-met', 'not-applicable'] as const;

const line = (field: string) =>
  v.optional(v.pipe(v.string(`\`${field}\` is text; put it in quotes.`), v.nonEmpty(`\`${field}\` is empty.`)));
const day = (field: string) =>
  v.optional(
    v.pipe(
      v.string(`\`${field}\` is a day, such as 2026-11-23.`),
      v.isoDate(`\`${field}\` is a day, such as 2026-11-23.`),
    ),
  );

const answerSchema = v.pipe(
  v.object(
    {
      status: v.picklist(statuses, `\`status\` is one of ${statuses.join(', ')}.`),
      reason: line('reason'),
      note: line('note'),
      owner: line('owner'),
      due: day('due'),
      answered: day('answered'),
      evidence: line('evidence'),
    },
    'An answer needs a `status`.',
  ),
  v.forward(
    v.partialCheck(
      [['status'], ['reason']],
      ({ status, reason }) => status !== 'not-applicable' || (reason !== undefined && reason.trim() !== ''),
      '`not-applicable` needs a `reason`.',
    ),
    ['status'],
  ),
);

/** The schema gives absent fields no key, but its type allows for them. */
function withoutUndefined(answer: v.InferOutput<typeof answerSchema>): Answer {
  return {
    status: answer.status,
    ...(answer.note !== undefined && { note: answer.note }),
    ...(answer.reason !== undefined && { reason: answer.reason }),
    ...(answer.owner !== undefined && { owner: answer.owner }),
    ...(answer.due !== undefined && { due: answer.due }),
    ...(answer.answered !== undefined && { answered: answer.answered }),
    ...(answer.evidence !== undefined && { evidence: answer.evidence }),
  };
}

export function nameOf(pair: Pair): string | undefined {
  return isScalar(pair.key) && typeof pair.key.value === 'string' ? pair.key.value : undefined;
}

const isEmpty = (value: unknown): boolean =>
  value === null || value === undefined || (isScalar(value) && value.value === null);

/** Maps and lists come back as they are, so that the schema refuses them. */
function scalarOf(value: unknown, document: Document): unknown {
  const node = isAlias(value) ? value.resolve(document) : value;
  return isScalar(node) ? node.value : node;
}

function rangeOf(node: unknown): { start: number; end: number } {
  const range = isNode(node) ? node.range : undefined;
  return { start: range?.[0] ?? 0, end: range?.[1] ?? 0 };
}

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && 'range' in value;

function firstKey(map: YAMLMap): { start: number; end: number } {
  return rangeOf(map.items[0]?.key);
}
