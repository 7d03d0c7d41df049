/** A workspace folder: its engine, what the editor holds of its files, and the last review. */
import { lstatSync } from 'node:fs';
import { join } from 'node:path';
import { Utils, type URI } from 'vscode-uri';
import type { Finding, Fix } from '../core/finding.ts';
import type { ReadResult } from '../core/host.ts';
import type { Refactoring } from '../core/refactoring.ts';
import { linesOf, type Lines, type Position } from '../core/lines.ts';
import type { Span } from '../core/span.ts';
import { nodeHost, readText } from '../node/host.ts';
import type { Review, Signal } from '../workspace/review.ts';
import { ruledDifference, type RuledDifference } from '../workspace/places.ts';
import { fixInRounds, type RuledFix } from '../workspace/rounds.ts';
import { openWorkspace } from '../workspace/workspace.ts';
import { canonical, parsed, type OpenDocuments } from './documents.ts';

export interface Fixed {
  readonly edits: readonly RuledDifference[];
  readonly fixes: readonly RuledFix[];
}

export interface Folder {
  readonly uri: string;
  readonly name: string;
  /** Absolute. */
  readonly root: string;
  /** Undefined before the first review has ended. */
  readonly review: () => Review | undefined;
  readonly run: (signal: Signal) => Promise<Review>;
  /** What can be said soon of the projects that open documents belong to; it is not the folder's review. */
  readonly runNear: (signal: Signal) => Promise<Review | undefined>;
  /** What leaves none of the wanted fixes to be made; nothing is written, and the last review stays. */
  readonly fixed: (wanted: (finding: Finding) => Fix | undefined, signal: Signal) => Promise<Fixed>;
  /** What may be done with a selection. */
  readonly refactoring: (selection: Span) => Refactoring | undefined;
  /** What the last review saw, or would have seen of a source file; '' of any other. */
  readonly textOf: (path: string) => string;
  /** Returns whether the next review may differ from the last one. */
  readonly changed: (paths: readonly string[]) => boolean;
  /** Relative to the folder, with `/`; undefined when it lies elsewhere. */
  readonly pathOf: (uri: string) => string | undefined;
  /** As the editor spells it. */
  readonly uriOf: (path: string) => string;
  /** In the text of `textOf`. */
  readonly rangeOf: (span: Span) => { readonly start: Position; readonly end: Position };
  readonly offsetAt: (path: string, position: Position) => number;
  /** The text of an open document. */
  readonly openText: (path: string) => string | undefined;
  readonly versionOf: (path: string) => number | undefined;
  /** What is on the disk, of files that people and the server both write. */
  readonly onDisk: (path: string) => ReadResult;
  readonly isDirectory: (path: string) => boolean;
}

export function openFolder(base: URI, uri: string, name: string, assets: string, documents: OpenDocuments): Folder {
  const root = base.fsPath;
  // On Windows a drive's letter is written in either case.
  const own = parsed(canonical(uri)) ?? base;
  const prefix = own.path.endsWith('/') ? own.path : `${own.path}/`;
  const addresses = new Map<string, string>();
  const canonicalOf = (path: string): string => {
    const address = addresses.get(path) ?? Utils.joinPath(base, ...path.split('/')).toString();
    addresses.set(path, address);
    return address;
  };
  const openText = (path: string): string | undefined => documents.textOf(canonicalOf(path));
  /** Texts that stand before all others while fixes are tried out. */
  const trial = new Map<string, string>();
  const host = nodeHost(root, { assets, overlay: (path) => trial.get(path) ?? openText(path) });
  const workspace = openWorkspace(host);
  const lines = new Map<string, { readonly text: string; readonly of: Lines }>();
  let last: Review | undefined;

  function pathOf(other: string): string | undefined {
    const address = parsed(canonical(other));
    if (address?.scheme !== own.scheme || address.authority !== own.authority) return undefined;
    return address.path.startsWith(prefix) ? address.path.slice(prefix.length) : undefined;
  }

  const textOf = (path: string): string => last?.textOf(path) ?? workspace.textOf(path) ?? '';

  function linesFor(path: string): Lines {
    const text = textOf(path);
    const cached = lines.get(path);
    if (cached?.text === text) return cached.of;
    const fresh = linesOf(text);
    lines.set(path, { text, of: fresh });
    return fresh;
  }

  return {
    uri,
    name,
    root,
    review: () => last,
    run: async (signal) => {
      last = await workspace.review(signal);
      for (const path of lines.keys()) if (last.textOf(path) === undefined) lines.delete(path);
      return last;
    },
    runNear: (signal) =>
      workspace.reviewNear(
        documents.uris().flatMap((it) => pathOf(it) ?? []),
        signal,
      ),
    fixed: async (wanted, signal) => {
      try {
        const { before, fixes, places } = await fixInRounds(workspace, trial, wanted, signal);
        const edits = [...before].flatMap(([path, text]) =>
          ruledDifference(path, text, trial.get(path) ?? text, places.get(path) ?? []),
        );
        return { edits, fixes };
      } finally {
        const paths = [...trial.keys()];
        trial.clear();
        workspace.changed(paths);
      }
    },
    refactoring: (selection) => last && workspace.refactoring(selection, last),
    textOf,
    changed: workspace.changed,
    pathOf,
    uriOf: (path) => documents.spelled(canonicalOf(path)),
    rangeOf: ({ path, start, end }) => {
      const of = linesFor(path);
      return { start: of.positionAt(start), end: of.positionAt(end) };
    },
    offsetAt: (path, position) => linesFor(path).offsetAt(position),
    openText,
    versionOf: (path) => documents.versionOf(canonicalOf(path)),
    onDisk: (path) => readText(join(root, path)),
    isDirectory: (path) => isDirectory(join(root, path)),
  };
}

/** A link is none, and neither is what may not be looked at. */
function isDirectory(path: string): boolean {
  try {
    return lstatSync(path).isDirectory();
  } catch {
    return false;
  }
}
