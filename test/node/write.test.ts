/** Writing several files at once, on a real disk. */
import assert from 'node:assert/strict';
import {
  chmodSync,
  chownSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, it } from 'mocha';
import { writeFilesAtomically, writeTo, type FileChange } from '../../src/node/write.ts';
import { discardFolders, folder } from '../folders.ts';

const two = '//- a.txt\na\n//- dir/b.txt\nb\n';
const change = (path: string, before: string, after: string): FileChange => ({ path, before: { text: before }, after });
const names = (root: string): readonly string[] => readdirSync(root, { recursive: true, encoding: 'utf8' }).sort();
const textsOf = (root: string): readonly string[] =>
  ['a.txt', 'dir/b.txt'].map((path) => readFileSync(join(root, path), 'utf8'));

describe('files that are written together', () => {
  afterEach(discardFolders);

  it('all change, and leave nothing beside them', () => {
    const root = folder(two);
    assert.deepEqual(writeFilesAtomically(root, [change('a.txt', 'a\n', 'A\n'), change('dir/b.txt', 'b\n', 'B\n')]), {
      ok: true,
    });
    assert.deepEqual(textsOf(root), ['A\n', 'B\n']);
    assert.deepEqual(names(root), ['a.txt', 'dir', 'dir/b.txt']);
  });

  it('all stay when one of them has changed on disk meanwhile', () => {
    const root = folder(two);
    const written = writeFilesAtomically(root, [change('a.txt', 'a\n', 'A\n'), change('dir/b.txt', 'older\n', 'B\n')]);
    assert.deepEqual(written, {
      ok: false,
      why: 'dir/b.txt has changed on disk meanwhile.',
      because: 'has changed on disk meanwhile.',
    });
    assert.deepEqual(textsOf(root), ['a\n', 'b\n']);
    assert.deepEqual(names(root), ['a.txt', 'dir', 'dir/b.txt']);
  });

  it('all stay when one of them has gone, or has come', () => {
    const root = folder(two);
    const gone = [change('a.txt', 'a\n', 'A\n'), change('c.txt', 'c\n', 'C\n')];
    const come: readonly FileChange[] = [
      change('a.txt', 'a\n', 'A\n'),
      { path: 'dir/b.txt', before: undefined, after: 'B\n' },
    ];
    for (const changes of [gone, come]) assert.equal(writeFilesAtomically(root, changes).ok, false);
    assert.deepEqual(textsOf(root), ['a\n', 'b\n']);
    assert.deepEqual(names(root), ['a.txt', 'dir', 'dir/b.txt']);
  });

  it('all stay, those that were in place already too, when the last one cannot be put there', () => {
    const root = folder(two);
    mkdirSync(join(root, 'full', 'inside'), { recursive: true });
    const written = writeFilesAtomically(root, [
      change('a.txt', 'a\n', 'A\n'),
      { path: 'new/c.txt', before: undefined, after: 'C\n' },
      { path: 'full', before: 'anything', after: 'X\n' },
    ]);
    assert.deepEqual(written, {
      ok: false,
      why: 'full cannot be written: it is a directory.',
      because: 'cannot be written: it is a directory.',
    });
    assert.deepEqual(textsOf(root), ['a\n', 'b\n']);
    assert.deepEqual(names(root), ['a.txt', 'dir', 'dir/b.txt', 'full', 'full/inside']);
  });

  it('are made in directories that are not there yet', () => {
    const root = folder(two);
    assert.deepEqual(writeFilesAtomically(root, [{ path: 'x/y/z.txt', before: undefined, after: 'z' }]), { ok: true });
    assert.equal(readFileSync(join(root, 'x/y/z.txt'), 'utf8'), 'z');
  });

  it('keep their mode, their owner and their byte order mark', () => {
    const root = folder(two);
    const path = join(root, 'a.txt');
    writeFileSync(path, '\uFEFFa\r\n');
    chmodSync(path, 0o754);
    // Only root may give files away.
    const owner = process.getuid?.() === 0 ? 1234 : statSync(path).uid;
    chownSync(path, owner, statSync(path).gid);
    assert.deepEqual(writeFilesAtomically(root, [change('a.txt', 'a\r\n', 'A\r\n')]), { ok: true });
    assert.equal(readFileSync(path, 'utf8'), '\uFEFFA\r\n');
    const { mode, uid } = statSync(path);
    assert.equal(mode & 0o7777, 0o754);
    assert.equal(uid, owner);
  });

  it('are not written through links, nor outside of the folder', () => {
    const root = folder(two);
    const outside = folder('//- c.txt\nc\n');
    symlinkSync(join(outside, 'c.txt'), join(root, 'file'));
    symlinkSync(outside, join(root, 'directory'));
    for (const path of ['file', 'directory/c.txt', '../c.txt', 'directory/new.txt']) {
      const written = writeFilesAtomically(root, [{ path, before: 'anything', after: 'X' }]);
      assert.ok(!written.ok, path);
      assert.match(written.because, /^(is a link, and links are not followed|leads out of the folder)\.$/);
    }
    assert.deepEqual(names(outside), ['c.txt']);
    assert.equal(readFileSync(join(outside, 'c.txt'), 'utf8'), 'c\n');
  });

  it('are compared as bytes: what is no UTF-8 is never replaced', () => {
    const root = folder(two);
    writeFileSync(join(root, 'a.txt'), Buffer.from([0x61, 0xff, 0x0a]));
    assert.equal(writeFilesAtomically(root, [change('a.txt', 'a\uFFFD\n', 'A\n')]).ok, false);
    assert.deepEqual([...readFileSync(join(root, 'a.txt'))], [0x61, 0xff, 0x0a]);
  });

  it('say why a name cannot be written', () => {
    const root = folder(two);
    for (const [path, because] of [
      ['dir', 'cannot be written: it is a directory.'],
      ['a.txt/below', 'cannot be written: a file stands where its directory should.'],
      ['x'.repeat(300), 'cannot be written: its name is too long.'],
    ] as const) {
      const written = writeFilesAtomically(root, [{ path, before: 'anything', after: '' }]);
      assert.equal(!written.ok && written.because, because);
    }
    assert.deepEqual(writeTo('/dev/null', 'x'), { ok: true });
    assert.equal(writeTo(root, 'x').ok, false);
  });
});
