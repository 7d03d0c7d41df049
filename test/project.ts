/** Projects in a string, and a workspace over one. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Host } from '../src/core/host.ts';
import { applyEdits, type Span, type TextEdit } from '../src/core/span.ts';
import { openWorkspace } from '../src/workspace/workspace.ts';

export interface ProjectText {
  readonly files: ReadonlyMap<string, string>;
  /** Where `⟦…⟧` stood, in order. */
  readonly marks: readonly Span[];
}

/** `//- path` starts a file; `⟦…⟧` marks a span and is taken out. */
export function project(text: string): ProjectText {
  const files = new Map<string, string>();
  const marks: Span[] = [];
  for (const part of text.split(/^\/\/- /m).slice(1)) {
    const path = part.slice(0, part.indexOf('\n')).trim();
    let plain = '';
    let start = 0;
    for (const piece of part.slice(part.indexOf('\n') + 1).split(/([⟦⟧])/)) {
      if (piece === '⟦') start = plain.length;
      else if (piece === '⟧') marks.push({ path, start, end: plain.length });
      else plain += piece;
    }
    files.set(path, plain);
  }
  return { files, marks };
}

const modules = join(__dirname, '..', 'node_modules');

/** The grammars as they are installed. */
export const asset = (name: string): Promise<Uint8Array> =>
  Promise.resolve(readFileSync(join(modules, name.replace(/\.wasm$/, ''), name)));

/** A host over a map of files, which a test may change; `reads` are the paths that were opened. */
export function memoryHost(files: Map<string, string>): { readonly host: Host; readonly reads: string[] } {
  const reads: string[] = [];
  const host: Host = {
    files: () => [...files.keys()].sort().map((path) => ({ path })),
    read: (path) => {
      reads.push(path);
      const text = files.get(path);
      return text === undefined ? { kind: 'missing', why: 'it does not exist' } : { kind: 'text', text };
    },
    now: () => 0,
    asset,
    pause: () => Promise.resolve(),
  };
  return { host, reads };
}

export function workspaceOf(files: ReadonlyMap<string, string>) {
  const live = new Map(files);
  const { host, reads } = memoryHost(live);
  return { files: live, workspace: openWorkspace(host), reads };
}

/** The files after the edits; throws when they overlap, so that a test fails. */
export function edited(files: ReadonlyMap<string, string>, edits: readonly TextEdit[]): Map<string, string> {
  const result = new Map(files);
  for (const path of new Set(edits.map((edit) => edit.path))) {
    const text = applyEdits(
      files.get(path) ?? '',
      edits.filter((edit) => edit.path === path),
    );
    if (text === undefined) throw new Error(`The edits of ${path} overlap.`);
    result.set(path, text);
  }
  return result;
}
