/**
 * What the tree of functions is made of: folder, then application, then function, then its places and findings; levels of one are left out.
 * An id is the same for the same thing after each review.
 */
import type { FindingView, FolderView, FunctionView } from '../protocol/messages.ts';

export type Node =
  | { readonly kind: 'folder'; readonly id: string; readonly folder: FolderView }
  | ApplicationNode
  | FunctionNode
  /** Where the handler stands, or why it was not found. */
  | { readonly kind: 'code'; readonly id: string; readonly fn: FunctionView }
  | { readonly kind: 'declaration'; readonly id: string; readonly fn: FunctionView }
  | { readonly kind: 'finding'; readonly id: string; readonly finding: FindingView };

export interface ApplicationNode {
  readonly kind: 'application';
  readonly id: string;
  readonly folder: FolderView;
  /** A path; undefined for those in no application. */
  readonly application: string | undefined;
  readonly functions: readonly FunctionView[];
}

export interface FunctionNode {
  readonly kind: 'function';
  readonly id: string;
  readonly folder: FolderView;
  readonly fn: FunctionView;
}

export function rootsOf(folders: readonly FolderView[]): readonly Node[] {
  const filled = folders.filter(({ functions }) => functions.length > 0);
  const [only] = filled;
  if (only && filled.length === 1) return applicationsOf(only);
  return filled.map((folder) => ({ kind: 'folder', id: folder.folder, folder }));
}

/** By path; what is in no application is one group at the end, however many files it is in. */
export function applicationsOf(folder: FolderView): readonly Node[] {
  const groups = new Map<string | undefined, FunctionView[]>();
  for (const fn of folder.functions) {
    const group = groups.get(fn.application);
    if (group) group.push(fn);
    else groups.set(fn.application, [fn]);
  }
  if (groups.size === 1) return functionsOf(folder, folder.functions);
  const paths = [...groups.keys()].filter((path) => path !== undefined).sort((a, b) => (a < b ? -1 : 1));
  return [...paths, ...(groups.has(undefined) ? [undefined] : [])].map((application) => ({
    kind: 'application',
    id: `${folder.folder} ${application ?? ''}`,
    folder,
    application,
    functions: groups.get(application) ?? [],
  }));
}

export const functionsOf = (folder: FolderView, functions: readonly FunctionView[]): readonly FunctionNode[] =>
  [...functions]
    .sort((a, b) => byName.compare(a.id, b.id) || byName.compare(a.place.path, b.place.path))
    .map((fn) => ({ kind: 'function', id: `${folder.folder} ${fn.key}`, folder, fn }));

const byName = new Intl.Collator('en', { numeric: true });
