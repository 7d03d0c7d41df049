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
  let sent = new Map<string, string>();
  return async (told) => {
    const now = new Map<string, Diagnostic[]>();
    for (const { folder, diagnostics } of told) {
      for (const [path, list] of diagnostics) {
        const uri = canonical(folder.uriOf(path));
        const before = now.get(uri);
        if (!before) now.set(uri, [...list]);
        else before.push(...list.filter((it) => !before.some((other) => sayTheSame(it, other))));
      }
    }
    const next = new Map<string, string>();
    const underWay: Promise<void>[] = [];
    for (const [uri, diagnostics] of now) {
      const version = documents.versionOf(uri);
      const params = {
        uri: documents.spelled(uri),
        // With it, a text that was typed anew gets its marks anew: the editor may have lost them with the old one.
        ...(version === undefined ? {} : { version }),
        diagnostics,
      };
      const text = JSON.stringify(params);
      next.set(uri, text);
      if (sent.get(uri) !== text) underWay.push(connection.sendDiagnostics(params));
    }
    for (const uri of sent.keys())
      if (!next.has(uri)) underWay.push(connection.sendDiagnostics({ uri: documents.spelled(uri), diagnostics: [] }));
    sent = next;
    // What cannot be sent has no reader any more.
    await Promise.allSettled(underWay);
  };
}

/** Functions that several folders name differently are one fault all the same. */
function sayTheSame(a: Diagnostic, b: Diagnostic): boolean {
  const what = a.code === undefined ? a.message === b.message : a.code === b.code;
  return what && JSON.stringify(a.range) === JSON.stringify(b.range);
}
