import type { AnswerParams, AnswerResult, CheckView, FolderView } from '../protocol/messages.ts';

export type Answer = NonNullable<AnswerParams['seen']>;
export type Status = CheckView['status'];

/** The form's fields as they stand in it; an empty text is a field left out. */
export interface Fields {
  readonly status: Answer['status'] | '';
  readonly note: string;
  readonly reason: string;
  readonly owner: string;
  readonly due: string;
}

/** What somebody wrote and what became of it, until the checklist says the same. */
export interface Draft {
  readonly fields: Fields;
  /** The answer that stood there when they began to write. */
  readonly seen: Answer | undefined;
  /** What was last sent, so that it is not taken for somebody else's answer when it comes back. */
  readonly sent?: Fields;
  readonly state:
    | { readonly kind: 'editing' }
    | { readonly kind: 'sending' }
    | { readonly kind: 'saved' }
    /** Another answer was given meanwhile; a person has to choose. */
    | { readonly kind: 'conflict'; readonly theirs: Answer | undefined }
    | { readonly kind: 'refused'; readonly why: string };
}

/** By folder and check. */
export type Drafts = Readonly<Record<string, Draft>>;

export const draftKey = (folder: string, check: string): string => `${folder} ${check}`;

export const fieldsOf = (answer: Answer | undefined): Fields => ({
  status: answer?.status ?? '',
  note: answer?.note ?? '',
  reason: answer?.reason ?? '',
  owner: answer?.owner ?? '',
  due: answer?.due ?? '',
});

/** The answer that the check has, as it stands in the file. */
export function answerOf(check: CheckView): Answer | undefined {
  if (!check.answer) return undefined;
  const { stale: _, ...answer } = check.answer;
  return answer;
}

/** What is sent: the fields that say something. */
export function toAnswer(fields: Fields): AnswerParams['answer'] {
  if (fields.status === '') return undefined;
  const written = Object.entries<string>({ ...fields }).filter(([, value]) => value.trim() !== '');
  // A reason is for what does not apply; it would be read as one otherwise.
  const kept = written.filter(([name]) => name !== 'reason' || fields.status === 'not-applicable');
  return { ...Object.fromEntries(kept.map(([name, value]) => [name, value.trim()])), status: fields.status };
}

const sameFields = (some: Fields, others: Fields): boolean =>
  some.status === others.status &&
  some.note.trim() === others.note.trim() &&
  some.reason.trim() === others.reason.trim() &&
  some.owner.trim() === others.owner.trim() &&
  some.due === others.due;

const sameAnswer = (some: Answer | undefined, others: Answer | undefined): boolean =>
  sameFields(fieldsOf(some), fieldsOf(others)) &&
  some?.answered === others?.answered &&
  some?.evidence === others?.evidence;

/** The draft after a change in the form; one that says what the answer says is none. */
export function edited(
  draft: Draft | undefined,
  answer: Answer | undefined,
  change: Partial<Fields>,
): Draft | undefined {
  const fields = { ...(draft?.fields ?? fieldsOf(answer)), ...change };
  if (!draft)
    return sameFields(fields, fieldsOf(answer)) ? undefined : { fields, seen: answer, state: { kind: 'editing' } };
  if (draft.state.kind === 'conflict') return { ...draft, fields };
  if (!draft.sent && sameFields(fields, fieldsOf(draft.seen))) return undefined;
  return { ...draft, fields, state: { kind: 'editing' } };
}

/** The draft when it is sent; empty fields take the answer back. */
export const sending = (draft: Draft): Draft => ({ ...draft, sent: draft.fields, state: { kind: 'sending' } });

/** The draft after the server spoke. */
export function afterResult(draft: Draft | undefined, result: AnswerResult): Draft | undefined {
  if (!draft) return undefined;
  switch (result.kind) {
    case 'saved':
      // Who wrote on while it was being saved goes on writing.
      return draft.state.kind === 'sending' ? { ...draft, state: { kind: 'saved' } } : draft;
    case 'conflict':
      return { ...withoutSent(draft), state: { kind: 'conflict', theirs: result.theirs } };
    case 'refused':
      return { ...withoutSent(draft), state: { kind: 'refused', why: result.why } };
  }
}

/** The drafts beside a checklist that has just arrived: nothing that is being written is lost, nothing that is done is kept. */
export function afterShow(drafts: Drafts, folders: readonly FolderView[]): Drafts {
  const answers = new Map<string, Answer | undefined>();
  for (const { folder, checklist } of folders) {
    for (const check of checklist.practices.flatMap(({ checks }) => checks)) {
      answers.set(draftKey(folder, check.id), answerOf(check));
    }
  }
  const kept = Object.entries(drafts).flatMap(([key, draft]): [string, Draft][] => {
    // A folder that is closed for a while keeps what was written in it.
    const next = answers.has(key) ? beside(draft, answers.get(key)) : draft;
    return next ? [[key, next]] : [];
  });
  return Object.fromEntries(kept);
}

function beside(draft: Draft, answer: Answer | undefined): Draft | undefined {
  if (draft.state.kind === 'sending') return draft;
  const current = fieldsOf(answer);
  if (sameFields(draft.fields, current)) return undefined;
  if (draft.sent && sameFields(draft.sent, current)) return { ...withoutSent(draft), seen: answer };
  if (sameAnswer(draft.seen, answer)) return draft;
  if (draft.state.kind === 'saved') return undefined;
  return { ...withoutSent(draft), state: { kind: 'conflict', theirs: answer } };
}

/** A page that was closed never learns what became of what it had sent; the checklist will tell. */
export function restored(drafts: Drafts): Drafts {
  const entries = Object.entries(drafts).map(([key, draft]): [string, Draft] => {
    const waiting = draft.state.kind === 'sending' || draft.state.kind === 'saved';
    return [key, waiting ? { ...draft, state: { kind: 'editing' } } : draft];
  });
  return Object.fromEntries(entries);
}

function withoutSent({ sent: _, ...draft }: Draft): Draft {
  return draft;
}
