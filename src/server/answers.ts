/** Writes a person's answer so that nobody's work is lost: not theirs, not another's that came meanwhile. */
import { answersPath, readAnswers, writeAnswer } from '../review/answers.ts';
import type { Answer, AnswerState } from '../review/checklist.ts';
import type { AnswerParams, AnswerResult } from '../protocol/messages.ts';
import { writeFilesAtomically } from '../node/write.ts';
import type { Folder } from './folder.ts';
import { fingerprintOf } from './fingerprints.ts';

export function saveAnswer(
  folder: Folder,
  params: AnswerParams,
  openDocuments: readonly string[],
  now: Date,
): AnswerResult {
  if (openDocuments.includes(folder.uriOf(answersPath))) {
    const text = folder.onDisk(answersPath);
    if (text !== undefined && folder.openText(answersPath) !== text) {
      return { kind: 'refused', why: `${answersPath} has unsaved changes in an editor. Save or discard them first.` };
    }
  }
  const before = folder.onDisk(answersPath);
  const theirs = readAnswers(answersPath, before).answers.get(params.check);
  if (!sameAnswer(theirs, params.seen)) return { kind: 'conflict', theirs };
  const answer: Answer | undefined = params.answer && {
    ...params.answer,
    answered: now.toISOString().slice(0, 10),
    ...fingerprintOf(folder.review(), params.check),
  };
  const after = writeAnswer(before, params.check, answer);
  if (!after.known) return { kind: 'refused', why: `${answersPath}: ${after.why}.` };
  const written = writeFilesAtomically(folder.root, [
    { path: answersPath, before: before === undefined ? undefined : { text: before }, after: after.value },
  ]);
  if (!written.ok) return { kind: 'refused', why: written.why };
  folder.changed([answersPath]);
  return { kind: 'saved' };
}

const fields = ['status', 'note', 'reason', 'owner', 'due', 'answered', 'evidence'] as const;

/** `stale` is ours to derive, not a part of the answer. */
const sameAnswer = (a: Answer | undefined, b: Answer | AnswerState | undefined): boolean =>
  (a === undefined) === (b === undefined) && fields.every((field) => a?.[field] === b?.[field]);
