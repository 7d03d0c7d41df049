import type { AnswerParams, CheckView, FolderView, FromPage, ToPage } from '../protocol/messages.ts';
import { updated } from '../protocol/updates.ts';
import { afterResult, afterShow, answerOf, draftKey, edited, fieldsOf, restored, sending, toAnswer } from './drafts.ts';
import type { Answer, Drafts, Fields } from './drafts.ts';

/** All that the page shows. The checklist is sent again whenever the page asks; only `view` is its own. */
export interface PageState {
  readonly phase:
    { readonly kind: 'loading' } | { readonly kind: 'shown' } | { readonly kind: 'failed'; readonly why: string };
  readonly working: boolean;
  readonly folders: readonly FolderView[];
  /** What to say below a form, by folder and check. */
  readonly notices: Readonly<Record<string, Notice>>;
  readonly view: ViewState;
}

export type Notice =
  | { readonly kind: 'saved' }
  | { readonly kind: 'taken'; readonly was: Answer | undefined }
  | { readonly kind: 'reason-missing' };

/** What is kept while the page is hidden or made anew. */
export interface ViewState {
  readonly folder: string | undefined;
  /** By `open` key; what is absent stands as `startsOpen` says. */
  readonly open: Readonly<Record<string, boolean>>;
  readonly drafts: Drafts;
  readonly scroll: number;
}

/** What a person does. */
export type Action =
  | { readonly kind: 'toggle'; readonly key: string; readonly open: boolean }
  | { readonly kind: 'choose-folder'; readonly folder: string }
  | { readonly kind: 'scrolled'; readonly to: number }
  | { readonly kind: 'edit'; readonly check: CheckView; readonly change: Partial<Fields> }
  | { readonly kind: 'discard'; readonly check: CheckView }
  | { readonly kind: 'save'; readonly check: CheckView }
  | { readonly kind: 'take-back'; readonly check: CheckView }
  | { readonly kind: 'undo'; readonly check: CheckView; readonly was: Answer }
  /** Saves one's own answer in place of another that was given meanwhile. */
  | { readonly kind: 'keep-mine'; readonly check: CheckView };

export function initialState(saved: unknown): PageState {
  const view: ViewState = isViewState(saved)
    ? { ...saved, drafts: restored(saved.drafts) }
    : { folder: undefined, open: {}, drafts: {}, scroll: 0 };
  return { phase: { kind: 'loading' }, working: false, folders: [], notices: {}, view };
}

/** Written by an older version of the page it may be anything. */
function isViewState(value: unknown): value is ViewState {
  if (typeof value !== 'object' || value === null) return false;
  const { open, drafts, scroll } = value as Partial<Record<keyof ViewState, unknown>>;
  return (
    typeof open === 'object' &&
    open !== null &&
    typeof drafts === 'object' &&
    drafts !== null &&
    typeof scroll === 'number'
  );
}

export const shownFolder = (state: PageState): FolderView | undefined =>
  state.folders.find(({ folder }) => folder === state.view.folder) ?? state.folders[0];

export function received(state: PageState, message: ToPage): PageState {
  switch (message.kind) {
    case 'working':
      // Whoever works again has not failed for good.
      return { ...state, working: true, phase: state.phase.kind === 'failed' ? { kind: 'loading' } : state.phase };
    case 'failed':
      return { ...state, working: false, phase: { kind: 'failed', why: message.why } };
    case 'show': {
      const folders = updated(message.whole ? [] : state.folders, message.folders);
      const view = {
        ...state.view,
        drafts: afterShow(state.view.drafts, folders),
        open: { ...Object.fromEntries(folders.flatMap(startsOpen)), ...state.view.open },
      };
      return { ...state, phase: { kind: 'shown' }, working: false, folders, view };
    }
    case 'answered': {
      const key = draftKey(message.folder, message.check);
      const draft = state.view.drafts[key];
      const next = withDraft(state, key, afterResult(draft, message.result));
      if (message.result.kind !== 'saved' || !draft) return next;
      const notice: Notice = draft.sent?.status === '' ? { kind: 'taken', was: draft.seen } : { kind: 'saved' };
      const told = { ...next, notices: { ...next.notices, [key]: notice } };
      // The checklist may have come before the word that it is saved.
      return { ...told, view: { ...told.view, drafts: afterShow(told.view.drafts, told.folders) } };
    }
  }
}

/** The state after an action, and what has to be said to the extension. */
export function acted(state: PageState, action: Action): { readonly state: PageState; readonly say?: FromPage } {
  switch (action.kind) {
    case 'toggle':
      return { state: { ...state, view: { ...state.view, open: { ...state.view.open, [action.key]: action.open } } } };
    case 'choose-folder':
      return { state: { ...state, view: { ...state.view, folder: action.folder, scroll: 0 } } };
    case 'scrolled':
      return { state: { ...state, view: { ...state.view, scroll: action.to } } };
    default:
      return answered(state, action);
  }
}

type AnswerAction = Extract<Action, { readonly check: CheckView }>;

function answered(state: PageState, action: AnswerAction): { readonly state: PageState; readonly say?: FromPage } {
  const folder = shownFolder(state)?.folder;
  if (folder === undefined) return { state };
  const { check } = action;
  const key = draftKey(folder, check.id);
  const quiet = withNotice(state, key, undefined);
  const draft = state.view.drafts[key];
  const answer = answerOf(check);
  const send = (written: Fields, seen: Answer | undefined) => {
    const params: AnswerParams = { folder, check: check.id, answer: toAnswer(written), seen };
    const sent = sending({ fields: fieldsOf(params.answer), seen, state: { kind: 'editing' } });
    return { state: withDraft(quiet, key, sent), say: { kind: 'answer', params } as const };
  };
  switch (action.kind) {
    case 'edit':
      return { state: withDraft(quiet, key, edited(draft, answer, action.change)) };
    case 'discard':
      return { state: withDraft(quiet, key, undefined) };
    case 'take-back':
      return send(fieldsOf(undefined), draft?.seen ?? answer);
    case 'undo':
      return send(fieldsOf(action.was), undefined);
    case 'save': {
      const fields = draft?.fields ?? fieldsOf(answer);
      if (lacksReason(fields)) return { state: withNotice(state, key, { kind: 'reason-missing' }) };
      return send(fields, draft ? draft.seen : answer);
    }
    case 'keep-mine': {
      if (draft?.state.kind !== 'conflict') return { state };
      if (lacksReason(draft.fields)) return { state: withNotice(state, key, { kind: 'reason-missing' }) };
      return send(draft.fields, draft.state.theirs);
    }
  }
}

const lacksReason = ({ status, reason }: Fields): boolean => status === 'not-applicable' && reason.trim() === '';

function withDraft(state: PageState, key: string, draft: Drafts[string] | undefined): PageState {
  const { [key]: _, ...others } = state.view.drafts;
  return { ...state, view: { ...state.view, drafts: draft ? { ...others, [key]: draft } : others } };
}

function withNotice(state: PageState, key: string, notice: Notice | undefined): PageState {
  const { [key]: _, ...others } = state.notices;
  return { ...state, notices: notice ? { ...others, [key]: notice } : others };
}

export const openKey = (folder: string, part: string): string => `${folder} ${part}`;

/** Practices with faults start open, or the first one that is not met; later reviews do not open or close anything. */
function startsOpen({ folder, checklist }: FolderView): readonly (readonly [string, boolean])[] {
  const faulty = checklist.practices.filter(({ status }) => status === 'partly' || status === 'not-met');
  const first = checklist.practices.find(({ status }) => status === 'needs-answer');
  const open = faulty.length > 0 ? faulty : first ? [first] : [];
  return checklist.practices.map((practice) => [openKey(folder, practice.id), open.includes(practice)]);
}
