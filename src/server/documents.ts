/** The documents that the editor holds, found however their addresses are spelled. */
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { URI } from 'vscode-uri';

export interface OpenDocuments {
  readonly opened: (document: TextDocument) => void;
  readonly closed: (document: TextDocument) => void;
  /** Of all that are open, in the spelling of `canonical`. */
  readonly uris: () => readonly string[];
  readonly textOf: (uri: string) => string | undefined;
  readonly versionOf: (uri: string) => number | undefined;
  /** The address as the editor writes it; many compare addresses letter by letter. */
  readonly spelled: (uri: string) => string;
}

export function openDocuments(): OpenDocuments {
  const documents = new Map<string, TextDocument>();
  const of = (uri: string): TextDocument | undefined => documents.get(canonical(uri));
  return {
    opened: (document) => documents.set(canonical(document.uri), document),
    closed: (document) => documents.delete(canonical(document.uri)),
    uris: () => [...documents.keys()],
    textOf: (uri) => of(uri)?.getText(),
    versionOf: (uri) => of(uri)?.version,
    spelled: (uri) => of(uri)?.uri ?? uri,
  };
}

/** Parsing takes long, and after each keystroke the same addresses are asked for, thousands of them. */
const canonicals = new Map<string, string>();
const mostCanonicals = 50_000;

/** One spelling of each address: which characters are escaped, and in which case, is left to whoever writes it. */
export function canonical(uri: string): string {
  const before = canonicals.get(uri);
  if (before !== undefined) return before;
  const spelling = parsed(uri)?.toString() ?? uri;
  if (canonicals.size >= mostCanonicals) canonicals.clear();
  canonicals.set(uri, spelling);
  return spelling;
}

/** Undefined for what is no address at all. */
export function parsed(uri: string): URI | undefined {
  try {
    return URI.parse(uri, true);
  } catch {
    return undefined;
  }
}
