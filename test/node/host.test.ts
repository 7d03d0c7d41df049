/** A directory of a real disk as a workspace. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, it } from 'mocha';
import { largestSourceBytes } from '../../src/core/host.ts';
import { markOf, nodeHost } from '../../src/node/host.ts';
import { discardFolders, folder } from '../folders.ts';

const hostOf = (root: string, overlay?: (path: string) => string | undefined) =>
  nodeHost(root, { assets: root, ...(overlay ? { overlay } : {}) });

describe('a directory as a workspace', () => {
  afterEach(discardFolders);

  it('has its files, in one order everywhere, with / between their names', () => {
    const root = folder('//- b/c.py\n//- a.yaml\n//- b/A.py\n//- B.ts\n');
    assert.deepEqual(
      hostOf(root)
        .files()
        .map(({ path }) => path),
      ['B.ts', 'a.yaml', 'b/A.py', 'b/c.py'],
    );
  });

  it('has none of what nobody of the project wrote, and does not read it either', () => {
    const root = folder(
      '//- node_modules/x/index.js\nx\n//- .git/config\nx\n//- a/.venv/lib/b.py\nx\n//- .aws-sam/t.yaml\nx\n//- dist/app.js\nx\n',
    );
    const host = hostOf(root);
    assert.deepEqual(host.files(), [{ path: 'dist/app.js' }]);
    assert.equal(host.read('node_modules/x/index.js').kind, 'missing');
    assert.equal(host.read('dist/app.js').kind, 'text');
  });

  it('has packages that people wrote where installers put theirs, and nothing that one put there', () => {
    const root = folder(
      '//- src/site-packages/orders/store.py\nx\n//- src/site-packages/node_modules/x/index.js\nx\n' +
        '//- layer/python/lib/python3.13/site-packages/own.py\nx\n//- layer/python/lib/python3.13/site-packages/tool-1.0.dist-info/RECORD\nx\n' +
        '//- pruned/site-packages/own.py\nx\n//- pruned/site-packages/requests/adapters.py\nx\n',
    );
    const host = hostOf(root);
    assert.deepEqual(host.files(), [{ path: 'src/site-packages/orders/store.py' }]);
    assert.equal(host.read('src/site-packages/orders/store.py').kind, 'text');
    assert.equal(host.read('src/site-packages/node_modules/x/index.js').kind, 'missing');
    assert.equal(host.read('layer/python/lib/python3.13/site-packages/own.py').kind, 'missing');
    assert.equal(host.read('pruned/site-packages/own.py').kind, 'missing');
  });

  it('has what cdk synth says of the application, and no copies of its code', () => {
    const root = folder(
      '//- cdk.out/manifest.json\n{}\n//- cdk.out/S.template.json\n{}\n//- cdk.out/S.assets.json\n{}\n//- cdk.out/tree.json\n{}\n' +
        '//- cdk.out/asset.1/index.js\nx\n//- cdk.out/asset.2/cdk.template.json\nx\n//- cdk.out/.cache/x.template.json\nx\n' +
        '//- cdk.out/assembly-P/manifest.json\n{}\n//- cdk.out/assembly-P/asset.1/manifest.json\n{}\n//- cdk.out/node_modules/x.js\nx\n',
    );
    const host = hostOf(root);
    assert.deepEqual(
      host.files().map(({ path }) => path),
      ['cdk.out/S.template.json', 'cdk.out/assembly-P/manifest.json', 'cdk.out/manifest.json'],
    );
    assert.equal(host.read('cdk.out/asset.1/index.js').kind, 'text');
    assert.equal(host.read('cdk.out/node_modules/x.js').kind, 'missing');
  });

  it('reads the long metadata of a large CDK app, and no longer code beside it', () => {
    const root = folder('//- cdk.out/x\nx\n');
    const kindOf = (name: string, bytes: number): string => {
      writeFileSync(join(root, name), Buffer.alloc(bytes, 'x'));
      return hostOf(root).read(name).kind;
    };
    assert.equal(kindOf('cdk.out/S.metadata.json', largestSourceBytes * 32), 'text');
    assert.equal(kindOf('cdk.out/S.metadata.json', largestSourceBytes * 32 + 1), 'too-large');
    assert.equal(kindOf('cdk.out/x.js', largestSourceBytes + 1), 'too-large');
    assert.equal(kindOf('S.metadata.json', largestSourceBytes + 1), 'too-large');
  });

  it('follows no link, so that a loop of them has no end to reach', () => {
    const outside = folder('//- secret.py\nx\n');
    const root = folder('//- app.py\nx\n');
    symlinkSync('.', join(root, 'loop'));
    symlinkSync('self', join(root, 'self'));
    symlinkSync(outside, join(root, 'elsewhere'));
    symlinkSync(join(outside, 'secret.py'), join(root, 'link.py'));
    const host = hostOf(root);
    assert.deepEqual(host.files(), [{ path: 'app.py' }, { path: 'loop', leadsTo: '' }]);
    assert.deepEqual(host.read('link.py'), {
      kind: 'missing',
      what: 'link',
      why: 'it is a link, and links are not followed',
    });
    assert.equal(host.read('self').kind, 'missing');
  });

  it('tells where links lead that stay in it, and reads nothing behind those that leave it', () => {
    const outside = folder('//- secret.py\nx\n');
    const root = folder('//- libs/db.py\nx\n//- orders/app.py\nx\n');
    symlinkSync('../libs', join(root, 'orders/libs'));
    symlinkSync('libs/db.py', join(root, 'orders/db.py'));
    symlinkSync(join(root, 'orders', 'libs'), join(root, 'twice'));
    symlinkSync(outside, join(root, 'elsewhere'));
    const host = hostOf(root);
    const before = host.read('elsewhere/secret.py');
    assert.deepEqual(host.files(), [
      { path: 'libs/db.py' },
      { path: 'orders/app.py' },
      { path: 'orders/db.py', leadsTo: 'libs/db.py' },
      { path: 'orders/libs', leadsTo: 'libs' },
      { path: 'twice', leadsTo: 'libs' },
    ]);
    assert.deepEqual(before, host.read('elsewhere/secret.py'));
    assert.deepEqual(before, {
      kind: 'missing',
      what: 'link',
      why: 'it lies behind a link that leads out of the folder',
    });
  });

  it('says why something cannot be read, and never throws', () => {
    const root = folder('//- a.py\nx\n');
    execFileSync('mkfifo', [join(root, 'pipe.py')]);
    const why = (path: string): string => {
      const result = hostOf(root).read(path);
      return result.kind === 'missing' ? result.why : result.kind;
    };
    assert.equal(why('b.py'), 'it does not exist');
    assert.equal(why('.'), 'it is a directory');
    assert.equal(why('a.py/b.py'), 'a file stands where its directory should');
    assert.equal(why('pipe.py'), 'it is no regular file');
    assert.match(why('x'.repeat(5000)), /ENAMETOOLONG/);
    assert.equal(why('nul\0.py').length > 0, true);
  });

  it('has text only where there is text, and not too much of it', () => {
    const root = folder('//- a.py\nx\n');
    const kindOf = (bytes: Buffer): string => {
      writeFileSync(join(root, 'a.py'), bytes);
      return hostOf(root).read('a.py').kind;
    };
    assert.equal(kindOf(Buffer.from([0x61, 0x00, 0x62])), 'binary');
    assert.equal(kindOf(Buffer.from('x = "ä"', 'latin1')), 'binary');
    assert.equal(kindOf(Buffer.alloc(largestSourceBytes, 'x')), 'text');
    assert.equal(kindOf(Buffer.alloc(largestSourceBytes + 1, 'x')), 'too-large');
  });

  it('shows text without its byte order mark, which is known all the same', () => {
    const root = folder('//- a.py\nx\n//- b.py\nx\n//- empty.py\n');
    writeFileSync(join(root, 'a.py'), '\uFEFFx = 1\n');
    assert.deepEqual(hostOf(root).read('a.py'), { kind: 'text', text: 'x = 1\n' });
    assert.equal(markOf(join(root, 'a.py')), '\uFEFF');
    assert.equal(markOf(join(root, 'b.py')), '');
    assert.equal(markOf(join(root, 'empty.py')), '');
  });

  it('has what an editor holds before what the disk holds, with the same limits', () => {
    const root = folder('//- a.py\ndisk\n');
    const held = new Map([
      ['a.py', 'editor'],
      ['new.py', 'new'],
      ['node_modules/x.js', 'x'],
      ['big.py', 'ä'.repeat(largestSourceBytes)],
    ]);
    const host = hostOf(root, (path) => held.get(path));
    assert.deepEqual(host.read('a.py'), { kind: 'text', text: 'editor' });
    assert.deepEqual(host.read('new.py'), { kind: 'text', text: 'new' });
    assert.equal(host.read('node_modules/x.js').kind, 'missing');
    assert.deepEqual(host.read('big.py'), { kind: 'too-large', bytes: 2 * largestSourceBytes });
    held.clear();
    assert.deepEqual(host.read('a.py'), { kind: 'text', text: 'disk\n' });
  });

  it('that is not there has nothing', () => {
    assert.deepEqual(hostOf('/does/not/exist').files(), []);
  });
});
