/**
 * Everything said between server, client and webview beyond plain LSP.
 * Places are URIs and zero-based positions, as in LSP.
 */
import type { Answer, Checklist, CheckState, Evidence, PracticeState } from '../review/checklist.ts';

/** Zero-based, UTF-16, as in LSP. */
export interface Place {
  readonly uri: string;
  /** Relative to its workspace folder, for showing. */
  readonly path: string;
  readonly line: number;
  readonly character: number;
}

export interface EvidenceView extends Omit<Evidence, 'at'> {
  readonly place?: Place;
}
export interface CheckView extends Omit<CheckState, 'evidence'> {
  readonly evidence: readonly EvidenceView[];
}
export interface PracticeView extends Omit<PracticeState, 'checks'> {
  readonly checks: readonly CheckView[];
}
/** A workspace folder's checklist, as the webview draws it. */
export interface ChecklistView extends Omit<Checklist, 'practices'> {
  readonly practices: readonly PracticeView[];
}

export interface FunctionView {
  readonly key: string;
  readonly id: string;
  readonly declared: 'template' | 'cdk' | 'shape';
  /** The path of the root template or of the app, relative to the folder; undefined for one that only its shape tells. */
  readonly application?: string;
  readonly runtime?: string;
  readonly architecture?: string;
  /** MB. */
  readonly memory?: number;
  /** Seconds. */
  readonly timeout?: number;
  /** Why those of them that are missing are not known; completes "It is not known, because …". */
  readonly unknown: Readonly<Partial<Record<'runtime' | 'architecture' | 'memory' | 'timeout', string>>>;
  /** Number of open findings that accuse. */
  readonly open: number;
  /** Number of all its findings, questions and hints included. */
  readonly findings: number;
  /** Where it is declared. */
  readonly place: Place;
  readonly entry?: Place;
  /** What the handler is called in its file. */
  readonly symbol?: string;
  /** Why there is no entry; a sentence. */
  readonly why?: string;
}

/** What the server knows of one workspace folder. */
export interface FolderView {
  /** The folder's URI. */
  readonly folder: string;
  readonly name: string;
  readonly checklist: ChecklistView;
  readonly functions: readonly FunctionView[];
  /** Findings that accuse. */
  readonly open: number;
  readonly problems: readonly { readonly message: string; readonly place?: Place; readonly path: string }[];
}

/** A list that keeps that many of its items from the beginning and from the end, with other ones between them. */
export interface ListUpdate<Item> {
  readonly first: number;
  readonly items: readonly Item[];
  readonly last: number;
}

export interface FolderUpdate extends Omit<FolderView, 'checklist' | 'functions'> {
  /** Without any evidence. */
  readonly checklist: ChecklistView;
  /** By the id of its check. */
  readonly evidence: Readonly<Record<string, ListUpdate<EvidenceView>>>;
  readonly functions: ListUpdate<FunctionView>;
}

/** Sent with `initialize`, by the extension; other editors know nothing of it, and nothing of its commands. */
export interface InitializationOptions {
  /**
   * That the commands of the extension are there, for links, actions and lenses to call,
   * and that the editor shows a diagnostic, with its related places, above its hover.
   */
  readonly extension?: boolean;
}

/** Server → client, when a review begins; `reviewed` or `reviewFailed` ends it, unless another one has begun meanwhile. */
export const reviewingNotification = 'serverlessLens/reviewing';

/** Server → client: a folder could not be reviewed; what was known of it before still holds. */
export const reviewFailedNotification = 'serverlessLens/reviewFailed';
export interface ReviewFailedParams {
  readonly folder: string;
  /** A sentence. */
  readonly why: string;
}

/** Server → client, after each review: all folders, told by what is not the same as in the last such word. */
export const reviewedNotification = 'serverlessLens/reviewed';
export interface ReviewedParams {
  readonly folders: readonly FolderUpdate[];
}

/** Client → server: writes an answer to `.serverless-lens/review.yaml`; undefined takes it back. */
export const answerRequest = 'serverlessLens/answer';
export interface AnswerParams {
  readonly folder: string;
  readonly check: string;
  readonly answer: Omit<Answer, 'evidence' | 'answered'> | undefined;
  /** The answer that the person saw when they began to write; when the file says something else by now, nothing is written. */
  readonly seen: Answer | undefined;
}
export type AnswerResult =
  | { readonly kind: 'saved' }
  /** Somebody else answered meanwhile. */
  | { readonly kind: 'conflict'; readonly theirs: Answer | undefined }
  /** A sentence for the user. */
  | { readonly kind: 'refused'; readonly why: string };

/** Client → server: the findings of a function, by its folder's URI and its key, in the order of their places. */
export const findingsRequest = 'serverlessLens/findings';
export interface FindingsParams {
  readonly folder: string;
  readonly function: string;
}
export interface FindingView {
  readonly rule: string;
  readonly severity: 'warning' | 'information' | 'hint';
  /** Markdown. */
  readonly message: string;
  readonly place: Place;
}

/** Client → server: the rules that there are, by id. */
export const rulesRequest = 'serverlessLens/rules';
export interface RuleView {
  readonly id: string;
  readonly summary: string;
}

/** Client → server: a rule's page in Markdown, or null when there is no such rule. The parameter is the rule's id. */
export const explainRequest = 'serverlessLens/explain';

/**
 * A command of the server, `workspace/executeCommand`, with `FixWorkspaceParams`: asks the editor to apply all safe fixes of all
 * folders, and says what came of it.
 */
export const fixWorkspaceCommand = 'serverlessLens.fixWorkspace';
export interface FixWorkspaceParams {
  /** Undefined for all rules. */
  readonly rule?: string;
}
export type FixWorkspaceResult =
  | { readonly kind: 'nothing' }
  /** The text changed meanwhile. */
  | { readonly kind: 'changed' }
  /** `refused` by the editor or by who looked at it. */
  | { readonly kind: 'applied' | 'refused'; readonly fixes: number; readonly files: number };

/** Between the extension and its checklist page, in both directions. */
export type ToPage =
  /** All folders, told by what is not the same as what the page was told last; `whole` when it shall forget that. */
  | { readonly kind: 'show'; readonly folders: readonly FolderUpdate[]; readonly whole: boolean }
  | { readonly kind: 'working' }
  /** Nothing can be shown; a sentence. */
  | { readonly kind: 'failed'; readonly why: string }
  | { readonly kind: 'answered'; readonly folder: string; readonly check: string; readonly result: AnswerResult };

export type FromPage =
  | { readonly kind: 'ready' }
  | { readonly kind: 'open'; readonly place: Place }
  | { readonly kind: 'answer'; readonly params: AnswerParams }
  | { readonly kind: 'explain'; readonly rule: string };
