import { EventEmitter, type Event } from 'vscode';
import type { FolderView } from '../protocol/messages.ts';

export type Reviewed =
  /** No review has ended yet. */
  | { readonly kind: 'reviewing' }
  | { readonly kind: 'reviewed'; readonly folders: readonly FolderView[] }
  /** Nothing is known, and nothing will be; a sentence. */
  | { readonly kind: 'failed'; readonly why: string };

/** What the server last said; all views of the extension draw from it. */
export interface Reviews {
  readonly now: () => Reviewed;
  /** Whether a review takes long enough for a person to wonder. */
  readonly busy: () => boolean;
  readonly changed: Event<void>;
  readonly set: (next: Reviewed) => void;
  readonly began: () => void;
  readonly ended: () => void;
  readonly dispose: () => void;
}

/** Shorter reviews, such as after a keystroke, are not shown, in ms. */
const patience = 500;

export function createReviews(): Reviews {
  const emitter = new EventEmitter<void>();
  let now: Reviewed = { kind: 'reviewing' };
  let timer: NodeJS.Timeout | undefined;
  let busy = false;

  function ended(): void {
    clearTimeout(timer);
    timer = undefined;
    if (!busy) return;
    busy = false;
    emitter.fire();
  }

  return {
    now: () => now,
    busy: () => busy,
    changed: emitter.event,
    set: (next) => {
      now = next;
      clearTimeout(timer);
      timer = undefined;
      busy = false;
      emitter.fire();
    },
    began: () => {
      if (busy || timer !== undefined) return;
      timer = setTimeout(() => {
        timer = undefined;
        busy = true;
        emitter.fire();
      }, patience);
    },
    ended,
    dispose: () => {
      clearTimeout(timer);
      emitter.dispose();
    },
  };
}

export const foldersOf = (reviewed: Reviewed): readonly FolderView[] =>
  reviewed.kind === 'reviewed' ? reviewed.folders : [];
