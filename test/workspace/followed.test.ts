import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { LambdaFunction } from '../../src/core/application.ts';
import { createFrontends } from '../../src/languages/frontends.ts';
import { filesOf } from '../../src/workspace/files.ts';
import { followedCode } from '../../src/workspace/followed.ts';
import { resolverFor } from '../../src/workspace/imports.ts';
import { sourceFiles } from '../../src/workspace/sources.ts';
import { memoryHost } from '../project.ts';
import { application } from '../review/project.ts';

const nothing: ReadonlySet<string> = new Set();

describe('The code of a function', () => {
  async function followed() {
    const { host } = memoryHost(
      new Map([
        [
          'src/F.py',
          'from shared import load\n\ndef handler(event, context):\n    return load()\n\ndef other(a, b):\n    pass\n',
        ],
        ['src/shared.py', 'def load():\n    return 1\n'],
      ]),
    );
    const frontends = createFrontends(host);
    await frontends.load(new Set(['python'] as const));
    const sources = sourceFiles(host, frontends);
    const files = filesOf(host.files(), host.read);
    const resolve = resolverFor(files);
    const code = followedCode({ sources, inline: { analysed: ({ entry }) => entry } });
    return { code, of: (fn: LambdaFunction) => code.of(fn, resolve, files) };
  }

  const [fn] = application('F').functions as [LambdaFunction];

  it('is followed once while its declaration is edited, and anew when a file changes that it reaches', async () => {
    const { code, of } = await followed();
    code.edited(fn.key);
    const first = of(fn);
    assert.ok(first.code.known);
    assert.equal(of({ ...fn, at: { ...fn.at, end: 9 } }), first);
    code.forget(['template.yaml', 'src/neighbour.py'], nothing);
    assert.equal(of(fn), first);
    for (const [paths, directories] of [
      [['src/shared.py'], nothing],
      [[], new Set(['src/'])],
    ] as const) {
      const before = of(fn);
      code.forget(paths, directories);
      assert.notEqual(of(fn), before);
    }
  });

  it('is another one when the declaration names another handler', async () => {
    const { code, of } = await followed();
    code.edited(fn.key);
    const before = of(fn);
    const after = of({ ...fn, entry: { found: true, path: 'src/F.py', symbol: 'other' } });
    assert.ok(before.code.known && after.code.known);
    assert.notEqual(after.code.value.entry.at.start, before.code.value.entry.at.start);
  });

  it('of which nothing is edited, or that is gone, is not remembered', async () => {
    const { code, of } = await followed();
    assert.notEqual(of(fn), of(fn));
    code.edited(fn.key);
    const before = of(fn);
    code.keepOnly(new Set());
    code.edited(fn.key);
    assert.notEqual(of(fn), before);
  });
});
