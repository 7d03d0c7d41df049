/** A workspace folder: its engine, what the editor holds of its files, and the last review. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { URI, Utils } from 'vscode-uri';
import { linesOf, type Lines, type Position } from '../core/lines.ts';
import type { Span } from '../core/span.ts';
import { nodeHost } from '../node/host.ts';
import type { Review, Signal } from '../workspace/review.ts';
import { openWorkspace } from '../workspace/workspace.ts';

export interface Folder {
  readonly uri: string;
  readonly name: string;
  /** Absolute. */
  readonly root: string;
  /** Undefined before the first review has ended. */
  readonly review: () => Review | undefined;
  readonly run: (signal: Signal) => Promise<Review>;
  readonly changed: (paths: readonly string[] | undefined) => void;
  /** Relative to the folder, with `/`; undefined when it lies elsewhere. */
  readonly pathOf: (uri: string) => string | undefined;
  readonly uriOf: (path: string) => string;
  readonly rangeOf: (span: Span) => { readonly start: Position; readonly end: Position };
  readonly offsetAt: (path: string, position: Position) => number;
  /** The text of an open document. */
  readonly openText: (path: string) => string | undefined;
  /** The text on the disk, for files that people and the server both write. */
  readonly onDisk: (path: string) => string | undefined;
}

export function openFolder(
  uri: string,
  name: string,
  assets: string,
  openText: (uri: string) => string | undefined,
): Folder {
  const root = URI.parse(uri).fsPath;
  const base = URI.parse(uri);
  const uriOf = (path: string): string => Utils.joinPath(base, ...path.split('/')).toString();
  const host = nodeHost(root, { assets, overlay: (path) => openText(uriOf(path)) });
  const workspace = openWorkspace(host);
  const lines = new Map<string, { readonly text: string; readonly lines: Lines }>();
  let last: Review | undefined;

  function linesFor(path: string): Lines {
    const text = workspace.textOf(path) ?? '';
    const cached = lines.get(path);
    if (cached?.text === text) return cached.lines;
    const fresh = linesOf(text);
    lines.set(path, { text, lines: fresh });
    return fresh;
  }

  return {
    uri,
    name,
    root,
    review: () => last,
    run: async (signal) => {
      last = await workspace.review(signal);
      return last;
    },
    changed: workspace.changed,
    pathOf: (other) => {
      const prefix = base.path.endsWith('/') ? base.path : `${base.path}/`;
      const { scheme, path } = URI.parse(other);
      return scheme === base.scheme && path.startsWith(prefix) ? path.slice(prefix.length) : undefined;
    },
    uriOf,
    rangeOf: ({ path, start, end }) => {
      const of = linesFor(path);
      return { start: of.positionAt(start), end: of.positionAt(end) };
    },
    offsetAt: (path, position) => linesFor(path).offsetAt(position),
    openText: (path) => openText(uriOf(path)),
    onDisk: (path) => {
      try {
        return readFileSync(join(root, path), 'utf8');
      } catch {
        return undefined;
      }
    },
  };
}
