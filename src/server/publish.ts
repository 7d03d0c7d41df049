import type { Connection, Diagnostic } from 'vscode-languageserver/node';
import { canonical, type OpenDocuments } from './documents.ts';
import type { Folder } from './folder.ts';

/** What there is to tell of a folder, by path. */
export interface Told {
  readonly folder: Folder;
  diagnostics: ReadonlyMap<string, readonly Diagnostic[]>;
}

/**
 * Sends what changed since the last time, and takes back what is gone.
 * The protocol knows one list for each file, so what several folders say about a file goes into one;
 * what they say alike is said once, as the first of them does.
 * Resolves when all of it is on its way: what is sent waits until the server is idle.
 */
export function publisher(connection: Connection, documents: OpenDocuments): (told: readonly Told[]) => Promise<void> {
  let sent = new Map<string, Sent>();
  return async (told) => {
    const now = new Map<string, readonly Diagnostic[]>();
    for (const { folder, diagnostics } of told) {
      for (const [path, list] of diagnostics) {
        const uri = canonical(folder.uriOf(path));
        const before = now.get(uri);
        now.set(uri, before ? united(before, list) : list);
      }
    }
    const next = new Map<string, Sent>();
    const underWay: Promise<void>[] = [];
    for (const [uri, diagnostics] of now) {
      const message = { spelled: documents.spelled(uri), version: documents.versionOf(uri), diagnostics };
      next.set(uri, message);
      if (isSame(sent.get(uri), message)) continue;
      const { spelled, version } = message;
      // With it, a text that was typed anew gets its marks anew: the editor may have lost them with the old one.
      const of = version === undefined ? {} : { version };
      underWay.push(connection.sendDiagnostics({ uri: spelled, ...of, diagnostics: [...diagnostics] }));
    }
    for (const uri of sent.keys())
      if (!next.has(uri)) underWay.push(connection.sendDiagnostics({ uri: documents.spelled(uri), diagnostics: [] }));
    sent = next;
    // What cannot be sent has no reader any more.
    await Promise.allSettled(underWay);
  };
}

interface Sent {
  readonly spelled: string;
  readonly version: number | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

const isSame = (a: Sent | undefined, b: Sent): boolean =>
  a?.spelled === b.spelled &&
  a.version === b.version &&
  (a.diagnostics === b.diagnostics || JSON.stringify(a.diagnostics) === JSON.stringify(b.diagnostics));

const united = (some: readonly Diagnostic[], more: readonly Diagnostic[]): readonly Diagnostic[] => [
  ...some,
  ...more.filter((it) => !some.some((other) => sayTheSame(it, other))),
];

/** Functions that several folders name differently are one fault all the same. */
function sayTheSame(a: Diagnostic, b: Diagnostic): boolean {
  const what = a.code === undefined ? a.message === b.message : a.code === b.code;
  return what && JSON.stringify(a.range) === JSON.stringify(b.range);
}
