/** Texts by path. What they were at a moment can be asked for later, and costs no more than what has changed since. */
export interface Texts {
  readonly has: (path: string) => boolean;
  readonly get: (path: string) => string | undefined;
  readonly set: (path: string, text: string | undefined) => void;
  readonly delete: (path: string) => void;
  readonly keys: () => Iterable<string>;
  readonly clear: () => void;
  /** Gives each text as it is at this moment, whatever becomes of it. */
  readonly snapshot: () => (path: string) => string | undefined;
}

/** A moment knows what was replaced after it, until the next one; so nothing leads from a moment to those before it. */
interface Moment {
  readonly replaced: Map<string, string | undefined>;
  next: Moment | undefined;
}

export function keptTexts(): Texts {
  const now = new Map<string, string | undefined>();
  let last: Moment | undefined;

  function replace(path: string): void {
    if (last && !last.replaced.has(path)) last.replaced.set(path, now.get(path));
  }

  return {
    has: (path) => now.has(path),
    get: (path) => now.get(path),
    set: (path, text) => {
      replace(path);
      now.set(path, text);
    },
    delete: (path) => {
      if (!now.has(path)) return;
      replace(path);
      now.delete(path);
    },
    keys: () => now.keys(),
    clear: () => {
      for (const path of now.keys()) replace(path);
      now.clear();
    },
    snapshot: () => {
      const moment: Moment = { replaced: new Map(), next: undefined };
      if (last) last.next = moment;
      last = moment;
      return (path) => {
        for (let it: Moment | undefined = moment; it; it = it.next)
          if (it.replaced.has(path)) return it.replaced.get(path);
        return now.get(path);
      };
    },
  };
}
