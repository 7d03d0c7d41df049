/**
 * All that the engine may know of the outside.
 * Paths are relative to the workspace, with `/`, and never leave it.
 */
export interface Host {
  /**
   * Every file that a review may look at: no `node_modules`, `.git`, build output; links are not followed, and those that
   * lead to somewhere in the workspace are told.
   * Of `cdk.out`, its manifests and templates alone; what these name there may be read.
   */
  readonly files: () => readonly FileEntry[];
  /** The text as the user sees it: an editor's unsaved text before the disk's. */
  readonly read: (path: string) => ReadResult;
  /** Milliseconds, from any origin. */
  readonly now: () => number;
  /** A file of the program itself, such as a grammar's `.wasm`. */
  readonly asset: (name: string) => Promise<Uint8Array>;
  /** Lets others run, so that a long review can be cancelled. */
  readonly pause: () => Promise<void>;
}

export interface FileEntry {
  readonly path: string;
  /** Of a link: where it leads in the workspace, without any link on the way; '' is the workspace itself. */
  readonly leadsTo?: string;
}

export type ReadResult =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'too-large'; readonly bytes: number }
  | { readonly kind: 'binary' }
  /** Absent, or not readable: `why` completes "It cannot be read: …". */
  | { readonly kind: 'missing'; readonly why: string; readonly what?: 'directory' | 'link' };

/** Larger sources are bundles or data, not what a person wrote; they are skipped and that is said. */
export const largestSourceBytes = 1024 * 1024;
