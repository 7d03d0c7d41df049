import type { Connection, Diagnostic } from 'vscode-languageserver/node';
import { pathsOfDifference } from '../core/byFunction.ts';
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
  const sent = new Map<string, Sent>();
  let before: ReadonlyMap<Folder, Told['diagnostics']> = new Map();
  let open: readonly string[] = [];

  function messageOf(uri: string, told: readonly Told[]): Sent | undefined {
    const lists = told.flatMap(({ folder, diagnostics }) => {
      const path = folder.pathOf(uri);
      const list = path === undefined ? undefined : diagnostics.get(path);
      return list ? [list] : [];
    });
    const [first, ...others] = lists;
    return (
      first && {
        spelled: documents.spelled(uri),
        version: documents.versionOf(uri),
        diagnostics: others.reduce(united, first),
      }
    );
  }

  return async (told) => {
    const now = new Map(told.map(({ folder, diagnostics }) => [folder, diagnostics]));
    // What is open may have another version, and what was may be spelled otherwise.
    const touched = new Set([...documents.uris(), ...open]);
    open = documents.uris();
    for (const folder of new Set([...before.keys(), ...now.keys()]))
      for (const path of pathsOfDifference(before.get(folder) ?? nothing, now.get(folder) ?? nothing))
        touched.add(canonical(folder.uriOf(path)));
    before = now;
    const underWay: Promise<void>[] = [];
    for (const uri of touched) {
      const last = sent.get(uri);
      const message = messageOf(uri, told);
      if (!message) {
        sent.delete(uri);
        if (last) underWay.push(connection.sendDiagnostics({ uri: documents.spelled(uri), diagnostics: [] }));
        continue;
      }
      sent.set(uri, message);
      if (isSame(last, message)) continue;
      const { spelled, version, diagnostics } = message;
      // With it, a text that was typed anew gets its marks anew: the editor may have lost them with the old one.
      const of = version === undefined ? {} : { version };
      underWay.push(connection.sendDiagnostics({ uri: spelled, ...of, diagnostics: [...diagnostics] }));
    }
    // What cannot be sent has no reader any more.
    await Promise.allSettled(underWay);
  };
}

const nothing: Told['diagnostics'] = new Map();

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
