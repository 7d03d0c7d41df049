/** When to review: soon after an edit, at once after a change on disk, never two at a time for a folder. */
import type { Connection, Diagnostic } from 'vscode-languageserver/node';
import {
  reviewedNotification,
  reviewFailedNotification,
  reviewingNotification,
  type ReviewedParams,
  type ReviewFailedParams,
} from '../protocol/messages.ts';
import { Cancelled } from '../workspace/review.ts';
import { diagnosticsOf } from './diagnostics.ts';
import { openFolder, type Folder } from './folder.ts';
import { viewOf } from './views.ts';

/** After the last keystroke, in ms. */
const patience = 120;
/** The same for texts that take long to parse, from this many characters on. */
const largeText = 300_000;
const patienceWithLarge = 800;

export const watchedGlobs: readonly string[] = [
  '**/*.{py,js,mjs,cjs,jsx,ts,mts,cts,tsx,yaml,yml,json,template}',
  '**/.serverless-lens/*.yaml',
];

interface Session {
  readonly folder: Folder;
  timer: NodeJS.Timeout | undefined;
  signal: { aborted: boolean };
  running: Promise<void>;
  published: ReadonlyMap<string, readonly Diagnostic[]>;
}

export interface Reviews {
  readonly add: (uri: string, name: string) => void;
  readonly remove: (uri: string) => void;
  readonly start: () => void;
  readonly edited: (uri: string, length: number) => void;
  readonly changedOnDisk: (uris: readonly string[]) => void;
  readonly byUri: (uri: string) => Folder | undefined;
  readonly again: (folder: Folder) => Promise<void>;
  /** The folder of a document, once no review of it is due; an answer from before the last edit would be wrong. */
  readonly settled: (uri: string) => Promise<Folder | undefined>;
}

export function createReviews(
  connection: Connection,
  assets: string,
  openText: (uri: string) => string | undefined,
  refreshLenses: () => void,
): Reviews {
  const sessions = new Map<string, Session>();
  let started = false;

  function schedule(session: Session, delay: number): void {
    session.signal.aborted = true;
    clearTimeout(session.timer);
    session.timer = setTimeout(() => {
      session.timer = undefined;
      void run(session);
    }, delay);
  }

  function run(session: Session): Promise<void> {
    session.signal.aborted = true;
    const signal = { aborted: false };
    session.signal = signal;
    session.running = session.running.then(async () => {
      if (signal.aborted) return;
      void connection.sendNotification(reviewingNotification);
      try {
        const review = await session.folder.run(signal);
        for (const crash of review.crashes) connection.console.error(crash);
        publish(session);
      } catch (error) {
        if (error instanceof Cancelled) return;
        connection.console.error(`The review failed: ${String(error instanceof Error ? error.stack : error)}`);
        const why = `${session.folder.name} could not be reviewed. The log of Serverless Lens says why.`;
        void connection.sendNotification(reviewFailedNotification, {
          folder: session.folder.uri,
          why,
        } satisfies ReviewFailedParams);
      }
    });
    return session.running;
  }

  function publish(session: Session): void {
    const now = diagnosticsOf(session.folder);
    for (const uri of session.published.keys())
      if (!now.has(uri)) void connection.sendDiagnostics({ uri, diagnostics: [] });
    for (const [uri, diagnostics] of now) {
      const before = session.published.get(uri);
      if (JSON.stringify(before) !== JSON.stringify(diagnostics))
        void connection.sendDiagnostics({ uri, diagnostics: [...diagnostics] });
    }
    session.published = now;
    announce();
  }

  function announce(): void {
    const folders = [...sessions.values()].flatMap(({ folder }) => viewOf(folder) ?? []);
    void connection.sendNotification(reviewedNotification, { folders } satisfies ReviewedParams);
    refreshLenses();
  }

  function sessionOf(uri: string): Session | undefined {
    // The innermost folder has a file that lies in several.
    return [...sessions.values()]
      .filter(({ folder }) => folder.pathOf(uri) !== undefined)
      .sort((a, b) => b.folder.uri.length - a.folder.uri.length)[0];
  }

  return {
    add: (uri, name) => {
      const session: Session = {
        folder: openFolder(uri, name, assets, openText),
        timer: undefined,
        signal: { aborted: false },
        running: Promise.resolve(),
        published: new Map(),
      };
      sessions.set(uri, session);
      if (started) void run(session);
    },
    remove: (uri) => {
      const session = sessions.get(uri);
      if (!session) return;
      session.signal.aborted = true;
      clearTimeout(session.timer);
      sessions.delete(uri);
      for (const published of session.published.keys())
        void connection.sendDiagnostics({ uri: published, diagnostics: [] });
      announce();
    },
    start: () => {
      started = true;
      for (const session of sessions.values()) void run(session);
    },
    edited: (uri, length) => {
      for (const session of sessions.values()) {
        const path = session.folder.pathOf(uri);
        if (path === undefined) continue;
        session.folder.changed([path]);
        schedule(session, length > largeText ? patienceWithLarge : patience);
      }
    },
    changedOnDisk: (uris) => {
      for (const session of sessions.values()) {
        const paths = uris.flatMap((uri) => session.folder.pathOf(uri) ?? []);
        if (paths.length === 0) continue;
        session.folder.changed(paths);
        schedule(session, patience);
      }
    },
    byUri: (uri) => sessions.get(uri)?.folder,
    again: (folder) => {
      const session = sessions.get(folder.uri);
      return session ? run(session) : Promise.resolve();
    },
    settled: async (uri) => {
      const session = sessionOf(uri);
      if (!session) return undefined;
      if (session.timer !== undefined) {
        clearTimeout(session.timer);
        session.timer = undefined;
        await run(session);
      } else await session.running;
      return session.folder;
    },
  };
}
