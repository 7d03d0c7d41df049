/** Writes a person's answer so that nobody's work is lost: not theirs, not another's that came meanwhile. */
import { existsSync, lstatSync } from 'node:fs';
import { join } from 'node:path';
import type { ReadResult } from '../core/host.ts';
import { answersPath, readAnswers, writeAnswer } from '../review/answers.ts';
import type { Answer, AnswerState } from '../review/checklist.ts';
import { checkIds } from '../review/lens.ts';
import type { AnswerParams, AnswerResult } from '../protocol/messages.ts';
import { writeFilesAtomically } from '../node/write.ts';
import type { Folder } from './folder.ts';
import { fingerprintOf } from './fingerprints.ts';

/** To be called when the folder's review is of this moment: the answer is given on its evidence. */
export function saveAnswer(folder: Folder, { check, answer, seen }: AnswerParams, now: Date): AnswerResult {
  if (!checkIds.includes(check)) return refused(`The lens has no check ${check}.`);
  if (!existsSync(folder.root)) return refused(`The folder ${folder.name} does not exist any more.`);
  const file = folder.onDisk(answersPath);
  const before = file.kind === 'text' ? file.text : undefined;
  if (file.kind !== 'text' && isThere(join(folder.root, answersPath)))
    return refused(`${answersPath} ${whyUnread(file)}.`);
  const inEditor = folder.openText(answersPath);
  if (inEditor !== undefined && inEditor !== (before ?? ''))
    return refused(`${answersPath} has unsaved changes in an editor. Save or discard them first.`);
  const theirs = readAnswers(answersPath, before).answers.get(check);
  if (!sameAnswer(theirs, seen ?? undefined)) return { kind: 'conflict', theirs };
  const mine: Answer | undefined = answer
    ? { ...answer, answered: now.toISOString().slice(0, 10), ...fingerprintOf(folder.review(), check) }
    : undefined;
  const after = writeAnswer(before, check, mine);
  if (!after.known) return refused(`${answersPath}: ${after.why}.`);
  const written = writeFilesAtomically(folder.root, [
    { path: answersPath, before: before === undefined ? undefined : { text: before }, after: after.value },
  ]);
  if (!written.ok) return refused(written.why);
  folder.changed([answersPath]);
  return { kind: 'saved' };
}

/** A link that leads nowhere is there, too. */
function isThere(path: string): boolean {
  try {
    lstatSync(path);
    return true;
  } catch {
    return false;
  }
}

/** Completes a sentence that begins with the path. */
function whyUnread(file: Exclude<ReadResult, { readonly kind: 'text' }>): string {
  switch (file.kind) {
    case 'missing':
      return `cannot be read: ${file.why}`;
    case 'binary':
      return 'is not text';
    case 'too-large':
      return `has ${(file.bytes / 1024 / 1024).toFixed(1)} MB, which is more than such a file can need, and was not read`;
  }
}

const refused = (why: string): AnswerResult => ({ kind: 'refused', why });

const fields = ['status', 'note', 'reason', 'owner', 'due', 'answered', 'evidence'] as const;

/** `stale` is ours to derive, not a part of the answer. */
const sameAnswer = (a: Answer | undefined, b: Answer | AnswerState | undefined): boolean =>
  (a === undefined) === (b === undefined) && fields.every((field) => a?.[field] === b?.[field]);
