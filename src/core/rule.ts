import type { Application, LambdaFunction } from './application.ts';
import type { Fix, Severity } from './finding.ts';
import type { Known } from './known.ts';
import type { CallFact, Creation, ImportFact, ModuleFacts } from './module.ts';
import type { PracticeId } from './practice.ts';
import type { Span, TextEdit } from './span.ts';
import type { TraceStep } from './finding.ts';

/**
 * One fault: what it is, why it matters, how it is found and mended.
 * The id reads well after "allow": `startup-time/init-in-handler`.
 */
export interface Rule<Messages extends Record<string, string> = Record<string, string>> {
  readonly id: `${PracticeId}/${string}`;
  readonly practice: PracticeId;
  /** The check of the lens whose evidence it is. */
  readonly check: string;
  /** One sentence: the fault. */
  readonly summary: string;
  /** Why it matters, in a short paragraph of Markdown. */
  readonly why: string;
  /** When it is silent though a reader might expect a finding; sentences. */
  readonly silent: readonly string[];
  /** What its fix does, and what makes it `safe` or `suggested`. */
  readonly fixes: string;
  readonly references: readonly {
    readonly title: string;
    readonly url: string;
  }[];
  readonly severity: Severity;
  /** By id; `{hole}` is filled with data. What is wrong, and what to do. */
  readonly messages: Messages;
  /** Says exactly one kind of thing about the function: reports, asks, passes or does not apply. */
  readonly review: (context: RuleContext<Messages>) => void;
}

export interface RuleContext<Messages extends Record<string, string>> {
  readonly fn: LambdaFunction;
  readonly application: Application;
  /** What runs when the function is invoked; not known when its entry could not be found or read. */
  readonly code: Known<FunctionCode>;
  readonly edit: Edits;
  readonly report: <Id extends keyof Messages & string>(report: Report<Messages, Id>) => void;
  /** The same, as a question: what cannot be known from the files. `question` goes to the checklist. */
  readonly ask: <Id extends keyof Messages & string>(
    report: Report<Messages, Id> & { readonly question: string },
  ) => void;
  /** A question for the checklist alone, without a place in a file. */
  readonly wonder: (question: string) => void;
  /** What was looked at, and where it is well: evidence for the checklist. */
  readonly pass: (because: string, at?: Span) => void;
  readonly skip: (because: string) => void;
}

export type Report<Messages, Id extends keyof Messages> = {
  readonly message: Id;
  readonly at: Span;
  readonly trace?: readonly TraceStep[];
  readonly resource?: {
    readonly kind: Creation['resource']['kind'];
    readonly symbol: string;
  };
  readonly severity?: Severity;
  /** Made when somebody looks at it: most are never looked at. */
  readonly fix?: () => Known<Fix>;
} & ([Holes<Messages[Id] & string>] extends [never]
  ? unknown
  : { readonly data: Record<Holes<Messages[Id] & string>, string | number> });

type Holes<Text extends string> = Text extends `${string}{${infer Hole}}${infer Rest}` ? Hole | Holes<Rest> : never;

/** The identity; it exists so that the parts of a rule check one another. */
export const rule = <const Messages extends Record<string, string>>(it: Rule<Messages>): Rule<Messages> => it;

/** A rule whose messages nobody needs to know any more. */
export type AnyRule = Omit<Rule, 'review'> & {
  readonly review: (context: never) => void;
};

/** What runs when a function is invoked. */
export interface FunctionCode {
  readonly entry: {
    readonly path: string;
    readonly symbol: string;
    readonly at: Span;
  };
  /** The entry's module and every module of the project that it loads, the entry's first. */
  readonly modules: readonly ModuleFacts[];
  /** Imports of those modules which load something from outside of the project. */
  readonly imports: readonly {
    readonly module: ModuleFacts;
    readonly import: ImportFact;
    readonly trace: readonly TraceStep[];
  }[];
  /** Every creation that an invocation reaches, whatever keeps it from being made anew. */
  readonly reached: readonly ReachedCreation[];
  /**
   * The calls of the wanted symbols that an invocation reaches, whatever keeps them from being made anew. The name of the
   * method is known also where the symbol is not: `client.head_object()` of a client that the function is handed.
   */
  readonly calls: (isWanted: (symbol: string, method: string | undefined) => boolean) => readonly ReachedCall[];
  /** Creations at module level: made once per execution environment. */
  readonly initialised: readonly {
    readonly module: ModuleFacts;
    readonly creation: Creation;
  }[];
  /** Modules of the project that it names but that could not be read; sentences. */
  readonly gaps: readonly string[];
}

export interface ReachedCreation {
  readonly module: ModuleFacts;
  readonly creation: Creation;
  readonly trace: readonly TraceStep[];
  readonly verdict: Verdict;
  /** The function that made it, or whoever got it from there, ends it. */
  readonly closed: boolean;
  /** The method that ends it on each invocation, though it is made once or something keeps it: `$disconnect`. */
  readonly ended?: string;
  /** Why it would not be the same when it was made elsewhere; completes "No automatic fix: …". */
  readonly stays?: string;
  /** Why it would not be the same when it was made before an invocation asks for it, though it is from then on; as above. */
  readonly waits?: string;
  /** The parameters of which it is made, where it is accused: one for each of what they are given can be kept. */
  readonly variants: readonly string[];
  /** To a function that is not in the project, which may change it for good: `instrument(new S3Client())`. */
  readonly handed: boolean;
}

export interface ReachedCall {
  readonly module: ModuleFacts;
  readonly call: CallFact;
  readonly trace: readonly TraceStep[];
  readonly verdict: Verdict | { readonly kind: 'sometimes' };
}

export type Verdict =
  /** Made anew on each invocation, and nothing it is made of comes from the event. */
  | { readonly kind: 'per-invocation' }
  /** The same, but on a path that is rarely taken. */
  | { readonly kind: 'rare'; readonly because: string }
  /** A cache keeps it: `because` completes "It is kept: …". */
  | { readonly kind: 'kept'; readonly because: string }
  /** It belongs to the invocation: `because` completes "It is rightly made per invocation: …". */
  | { readonly kind: 'of-the-event'; readonly because: string };

/** Edits in the spelling of whatever file the thing stands in. What cannot be proven is unknown, with the reason. */
export interface Edits {
  /** Moves a creation, with the local statements that it needs, to module level; keeps it in a module variable where it cannot move. */
  readonly hoist: (module: ModuleFacts, creation: Creation) => Known<Fix>;
  /** Keeps what a creation makes in a module variable, from the first time on, where moving it would make it needlessly. */
  readonly keep: (module: ModuleFacts, creation: Creation) => Known<Fix>;
  /**
   * What a test of the project does that would not help it any more once a fix is made, since what moves is made when the
   * module is loaded: a clause. `ways` are the paths of the files that lead to the module.
   */
  readonly inTheWay: (fix: Fix, module: ModuleFacts, ways: readonly string[]) => string | undefined;
  /** The same of a fix after which the module loads another one instead of `specifier`. */
  readonly replacing: (specifier: string, module: ModuleFacts, ways: readonly string[]) => string | undefined;
  /** Asks first whether what a call downloads into `/tmp` is already there. */
  readonly downloadOnce: (module: ModuleFacts, call: CallFact) => Known<Fix>;
  /** Replaces an import of a module as a whole by imports of what is used of it. */
  readonly narrowImport: (module: ModuleFacts, at: ImportFact, plan: NarrowPlan) => Known<Fix>;
  /** Sets a property of a function's declaration: `['Tracing'], 'Active'`. */
  readonly setProperty: (
    fn: LambdaFunction,
    path: readonly string[],
    value: string | number,
  ) => Known<readonly TextEdit[]>;
  /** Sets it for all functions of the function's template, in SAM's `Globals.Function`. */
  readonly setGlobal: (
    fn: LambdaFunction,
    path: readonly string[],
    value: string | number,
  ) => Known<readonly TextEdit[]>;
  /** Removes it where it is written. */
  readonly removeProperty: (fn: LambdaFunction, path: readonly string[]) => Known<readonly TextEdit[]>;
}

/** How each member path that a module-wide import is used by is to be written. */
export interface NarrowPlan {
  readonly title: string;
  /** What makes it one to look at first. */
  readonly caution?: string;
  /**
   * - `named`: `import { A, B } from specifier`, uses `X.A` become `A`.
   * - `modules`: each first member has a module of its own, `DynamoDB` → `aws-sdk/clients/dynamodb`; uses lose the leading `X.`.
   * - `specifier`: only the specifier changes.
   * - `wrapped`: the SDK stands within `captureAWS(…)`; each client is wrapped by itself.
   */
  readonly kind: 'named' | 'modules' | 'specifier' | 'wrapped';
  /** For `specifier`: the new one. For `modules`: by first member. A use that has no entry makes the fix impossible. */
  readonly specifiers: ReadonlyMap<string, string>;
  /** The package that they are of, where it is another one: unless it is listed among those of the code, the fix is `suggested`. */
  readonly needs?: string;
}
