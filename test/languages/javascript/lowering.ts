import assert from 'node:assert/strict';
import { it } from 'mocha';
import { javascript } from '../../../src/languages/javascript/frontend.ts';
import type { Tree } from '../../../src/languages/tree.ts';
import { violations } from '../invariants.ts';
import { flush } from '../python/lowering.ts';

export interface Case {
  readonly title: string;
  readonly source: string;
  readonly tree: string;
  /** TypeScript unless it says otherwise. */
  readonly path?: string;
}

export const lower = (source: string, path = 'a.ts'): Tree => javascript.lower(path, flush(source));

/** One test for each case: the source, lowered and printed, is the text. */
export function table(print: (tree: Tree) => string, cases: readonly Case[]): void {
  for (const { title, source, tree, path } of cases) {
    it(title, () => {
      const lowered = lower(source, path);
      assert.equal(print(lowered), flush(tree));
      assert.deepEqual(violations(lowered), []);
    });
  }
}
