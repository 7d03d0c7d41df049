/** What is left of a failure when every line is gone that it does not need. */
import { trial, type Failure } from './trial.ts';

/** The failure in as few lines as it takes. */
export async function minimal(failure: Failure, path: string): Promise<Failure> {
  let best = failure;
  for (let size = 8; size >= 1;) {
    const smaller = await without(best, path, size);
    if (smaller) best = smaller;
    else size = Math.floor(size / 2);
  }
  return best;
}

async function without(failure: Failure, path: string, size: number): Promise<Failure | undefined> {
  const lines = (failure.before.get(path) ?? '').split('\n');
  for (const at of lines.keys()) {
    const left = [...lines.slice(0, at), ...lines.slice(at + size)].join('\n');
    const chance = { next: () => 0, below: () => 0, of: <T>([first]: readonly T[]) => first as T };
    const files = new Map([...failure.before, [path, left]]);
    const { failures } = await trial(files, { chance, runs: lines.length, only: failure.selected });
    const same = failures.find(({ what, detail }) => what === failure.what && !strays(detail, failure.detail));
    if (same) return same;
  }
  return undefined;
}

/** A name that has lost its declaration is another failure. */
const strays = (now: string, then: string): boolean =>
  [...now.matchAll(/[\w']+ is not (?:defined|a function)|cannot find symbol/g)].some(([it]) => !then.includes(it));
