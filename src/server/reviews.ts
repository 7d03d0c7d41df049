/** When to review: soon after an edit or a change on disk, never two at a time for a folder. */
import { basename } from 'node:path';
import { FileChangeType, type CancellationToken, type Connection, type FileEvent } from 'vscode-languageserver/node';
import type { Finding, Fix } from '../core/finding.ts';
import {
  reviewedNotification,
  reviewFailedNotification,
  reviewingNotification,
  type FolderView,
  type ReviewedParams,
  type ReviewFailedParams,
} from '../protocol/messages.ts';
import { cleanUpYoung } from '../node/v8.ts';
import { updatesFrom } from '../protocol/updates.ts';
import { Cancelled, type Signal } from '../workspace/review.ts';
import { diagnosticsMaker } from './diagnostics.ts';
import { parsed, type OpenDocuments } from './documents.ts';
import { openFolder, type Fixed, type Folder } from './folder.ts';
import { publisher, type Told } from './publish.ts';
import { viewer } from './views.ts';

/** After the last keystroke, in ms: half of what a review takes, at most this; nothing for one that is done by the next. */
const patience = 120;
const quick = 40;
/** How many of the last reviews tell what one takes: the quickest of them, since any may have been held up by the machine. */
const telling = 3;
/** What goes over all functions is told when nothing was typed for this long, in ms. */
const pauseInTyping = 250;
/** The same for texts that take long to parse, from this many characters on. */
const largeText = 300_000;
const patienceWithLarge = 800;

interface Session extends Told {
  readonly diagnose: ReturnType<typeof diagnosticsMaker>;
  readonly view: ReturnType<typeof viewer>;
  /** Keeps the next review from beginning. */
  cancel: (() => void) | undefined;
  signal: { aborted: boolean };
  /** What the last reviews took, in ms. */
  took: readonly number[];
  /** Counts what made a review due. */
  changes: number;
  /** How much work waits for its turn or has it. */
  pending: number;
  turn: Promise<void>;
  /** What was said in the log, so that it is not said again after each keystroke. */
  crashes: ReadonlySet<string>;
}

export interface Reviews {
  readonly add: (uri: string, name: string) => void;
  readonly remove: (uri: string) => void;
  readonly start: () => void;
  readonly edited: (uri: string) => void;
  readonly changedOnDisk: (changes: readonly FileEvent[]) => void;
  readonly byUri: (uri: string) => Folder | undefined;
  readonly again: (folder: Folder) => Promise<void>;
  /** Waits until no review of the folder is due. */
  readonly quiet: (folder: Folder) => Promise<void>;
  /**
   * The folders that a document lies in, the innermost first, once no review of them is due:
   * an answer from before the last edit would be wrong. Ends early when the request is cancelled.
   */
  readonly settled: (uri: string, token: CancellationToken) => Promise<readonly Folder[]>;
  /** All wanted fixes; undefined when the text changes meanwhile. */
  readonly fixed: (folder: Folder, wanted: (finding: Finding) => Fix | undefined) => Promise<Fixed | undefined>;
  /** All folders, those within others first. */
  readonly all: () => readonly Folder[];
}

/** Where a review is quick, waiting for the next keystroke costs more time than it saves. */
function patienceAfter(took: readonly number[]): number {
  const ms = Math.min(...took);
  return ms < quick ? 0 : Math.min(ms / 2, patience);
}

/** In ms, 0 without waiting for the clock. Returns how to keep it from being done. */
function after(ms: number, work: () => void): () => void {
  if (ms === 0) {
    const due = setImmediate(work);
    return () => clearImmediate(due);
  }
  const due = setTimeout(work, ms);
  return () => clearTimeout(due);
}

export function createReviews(
  connection: Connection,
  assets: string,
  documents: OpenDocuments,
  refreshLenses: () => void,
): Reviews {
  const sessions = new Map<string, Session>();
  const publish = publisher(connection, documents);
  let started = false;
  let announcement: NodeJS.Timeout | undefined;
  let announced: readonly FolderView[] = [];

  const isOpen = (session: Session): boolean => sessions.get(session.folder.uri) === session;
  const isQuiet = (session: Session): boolean => session.cancel === undefined && session.pending === 0;

  function schedule(session: Session, delay: number): void {
    session.changes++;
    session.signal.aborted = true;
    session.cancel?.();
    if (!started) return;
    session.cancel = after(delay, () => void startNow(session));
  }

  function startNow(session: Session): Promise<void> {
    session.cancel?.();
    session.cancel = undefined;
    session.signal.aborted = true;
    const signal = { aborted: false };
    session.signal = signal;
    return inTurn(session, () => run(session, signal));
  }

  /** One after another. */
  async function inTurn<T>(session: Session, work: () => Promise<T>): Promise<T> {
    session.pending++;
    const result = session.turn.then(work).finally(() => session.pending--);
    session.turn = result.then(
      () => {},
      () => {},
    );
    return result;
  }

  async function run(session: Session, signal: Signal): Promise<void> {
    if (signal.aborted) return;
    const { folder } = session;
    const isFirst = folder.review() === undefined;
    void connection.sendNotification(reviewingNotification);
    try {
      if (isFirst) await tellOfNear(session, signal);
      const review = await folder.run(signal);
      for (const crash of review.crashes) if (!session.crashes.has(crash)) connection.console.error(crash);
      session.crashes = new Set(review.crashes);
      // Whoever aborted it has something newer to say.
      if (signal.aborted) return;
      session.took = [review.stats.ms, ...session.took].slice(0, telling);
      session.diagnostics = session.diagnose(review);
      await publish(innermostFirst());
      // While somebody types, the rest waits for the last of it.
      if (signal.aborted) return;
      const typesOn = announcement !== undefined;
      clearTimeout(announcement);
      if (isFirst) announce();
      else announcement = setTimeout(announce, pauseInTyping);
      // What was announced holds the facts of the text before: after a pause, they go with it.
      if (typesOn) setImmediate(cleanUpYoung);
    } catch (error) {
      if (error instanceof Cancelled) return;
      connection.console.error(`The review failed: ${String(error instanceof Error ? error.stack : error)}`);
      const why = `${folder.name} could not be reviewed. The log of Serverless Lens says why.`;
      const params: ReviewFailedParams = { folder: folder.uri, why };
      void connection.sendNotification(reviewFailedNotification, params);
    }
  }

  /** Who opens a file need not wait until thousands of others are known. */
  async function tellOfNear(session: Session, signal: Signal): Promise<void> {
    const near = await session.folder.runNear(signal);
    if (!near || signal.aborted) return;
    session.diagnostics = session.diagnose(near);
    await publish(innermostFirst());
  }

  function announce(): void {
    clearTimeout(announcement);
    announcement = undefined;
    const folders = [...sessions.values()].flatMap(({ view }) => view() ?? []);
    const params: ReviewedParams = { folders: updatesFrom(announced, folders) };
    announced = folders;
    void connection.sendNotification(reviewedNotification, params);
    refreshLenses();
    setImmediate(cleanUpYoung);
  }

  const innermostFirst = (): readonly Session[] =>
    [...sessions.values()].sort((a, b) => b.folder.root.length - a.folder.root.length);

  async function quiet(session: Session): Promise<void> {
    while (isOpen(session) && !isQuiet(session)) {
      if (session.cancel === undefined) await session.turn;
      else await startNow(session);
    }
  }

  return {
    add: (uri, name) => {
      const base = parsed(uri);
      if (sessions.has(uri)) return;
      if (base?.scheme !== 'file') {
        connection.console.info(`${uri} does not lie on this machine's disk and is not reviewed.`);
        return;
      }
      const folder = openFolder(base, uri, name === '' ? basename(base.path) : name, assets, documents);
      const session: Session = {
        folder,
        diagnose: diagnosticsMaker(folder),
        view: viewer(folder),
        cancel: undefined,
        signal: { aborted: false },
        took: [],
        changes: 0,
        pending: 0,
        turn: Promise.resolve(),
        diagnostics: new Map(),
        crashes: new Set(),
      };
      sessions.set(uri, session);
      if (started) void startNow(session);
    },
    remove: (uri) => {
      const session = sessions.get(uri);
      if (!session) return;
      session.signal.aborted = true;
      session.cancel?.();
      sessions.delete(uri);
      void publish(innermostFirst());
      announce();
    },
    start: () => {
      started = true;
      for (const session of sessions.values()) void startNow(session);
    },
    edited: (uri) => {
      const text = documents.textOf(uri);
      for (const session of sessions.values()) {
        const { folder } = session;
        const path = folder.pathOf(uri);
        if (path === undefined) continue;
        // Opening a file changes nothing, as a rule; of what was typed anew, the editor may have lost the marks.
        if (text !== undefined && isQuiet(session) && folder.review()?.textOf(path) === text) {
          void publish(innermostFirst());
          continue;
        }
        if (!folder.changed([path])) continue;
        schedule(session, (text?.length ?? 0) > largeText ? patienceWithLarge : patienceAfter(session.took));
      }
    },
    changedOnDisk: (changes) => {
      for (const session of sessions.values()) {
        const { folder } = session;
        const paths = changes.flatMap(({ uri, type }) => {
          const path = folder.pathOf(uri);
          if (path === undefined) return [];
          return type === FileChangeType.Created && folder.isDirectory(path) ? [`${path}/`] : [path];
        });
        if (folder.changed(paths)) schedule(session, patience);
      }
    },
    all: () => innermostFirst().map(({ folder }) => folder),
    byUri: (uri) => sessions.get(uri)?.folder,
    again: async (folder) => {
      const session = sessions.get(folder.uri);
      if (session) await startNow(session);
      if (announcement) announce();
    },
    quiet: async (folder) => {
      const session = sessions.get(folder.uri);
      if (session) await quiet(session);
    },
    settled: async (uri, token) => {
      const cancelled = new Promise<void>((resolve) => token.onCancellationRequested(() => resolve()));
      for (;;) {
        const containing = innermostFirst().filter(({ folder }) => folder.pathOf(uri) !== undefined);
        if (token.isCancellationRequested || containing.every(isQuiet)) return containing.map(({ folder }) => folder);
        await Promise.race([cancelled, Promise.all(containing.map(quiet))]);
      }
    },
    fixed: async (folder, wanted) => {
      const session = sessions.get(folder.uri);
      if (!session) return undefined;
      const { changes } = session;
      return inTurn(session, async () => {
        if (session.changes !== changes) return undefined;
        const signal = { aborted: false };
        session.signal = signal;
        try {
          const fixed = await folder.fixed(wanted, signal);
          return signal.aborted ? undefined : fixed;
        } catch (error) {
          if (error instanceof Cancelled) return undefined;
          throw error;
        }
      });
    },
  };
}
