import assert from 'node:assert/strict';
import { mkdirSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, it } from 'mocha';
import {
  type DidChangeWatchedFilesRegistrationOptions,
  FileChangeType,
  WatchKind,
} from 'vscode-languageserver-protocol/node';
import { discardFolders, folder, write } from '../folders.ts';
import { connect, discardClients } from './client.ts';
import { clean, faulty, orders, rule, template } from '../samples.ts';

afterEach(() => {
  discardClients();
  discardFolders();
});

const codes = (diagnostics: readonly { readonly code?: number | string }[]) => diagnostics.map(({ code }) => code);

describe('a change on the disk', () => {
  it('of a source is seen', async () => {
    const root = folder(orders);
    const client = await connect({ folders: [root] });
    await client.settled();
    write(root, 'src/app.py', clean);
    await client.changed(FileChangeType.Changed, 'src/app.py');
    await client.settled();
    assert.deepEqual(client.diagnostics('src/app.py'), []);
  });

  it('of a file that is open does not replace the text in the editor', async () => {
    const root = folder(orders);
    const client = await connect({ folders: [root] });
    await client.open('src/app.py');
    write(root, 'src/app.py', clean);
    await client.changed(FileChangeType.Changed, 'src/app.py');
    await client.settled();
    assert.deepEqual(codes(client.diagnostics('src/app.py')), [rule]);
  });

  it('of a module is seen in the handler that imports it', async () => {
    const handler = `from store import table\n\n\ndef handler(event, context):\n    return table().get_item(Key=event)\n`;
    const kept = `import boto3\n\n_table = boto3.resource("dynamodb").Table("t")\n\n\ndef table():\n    return _table\n`;
    const anew = `import boto3\n\n\ndef table():\n    return boto3.resource("dynamodb").Table("t")\n`;
    const root = folder(`//- template.yaml\n${template()}//- src/app.py\n${handler}//- src/store.py\n${kept}`);
    const client = await connect({ folders: [root] });
    await client.settled();
    assert.deepEqual(client.diagnostics('src/store.py'), []);
    assert.equal(client.views()[0]?.functions[0]?.open, 0);
    write(root, 'src/store.py', anew);
    await client.changed(FileChangeType.Changed, 'src/store.py');
    await client.settled();
    assert.deepEqual(codes(client.diagnostics('src/store.py')), [rule]);
    assert.equal(client.views()[0]?.functions[0]?.open, 1);
    rmSync(join(root, 'src/store.py'));
    await client.changed(FileChangeType.Deleted, 'src/store.py');
    await client.settled();
    assert.deepEqual(client.diagnostics('src/store.py'), []);
    write(root, 'src/store.py', anew);
    await client.changed(FileChangeType.Created, 'src/store.py');
    await client.settled();
    assert.deepEqual(codes(client.diagnostics('src/store.py')), [rule]);
  });

  it('of a template is seen, when it comes, changes and goes', async () => {
    const root = folder(`//- src/app.py\n${faulty}`);
    const client = await connect({ folders: [root] });
    await client.settled();
    assert.deepEqual(
      client.views()[0]?.functions.map(({ declared }) => declared),
      ['shape'],
    );
    write(root, 'template.yaml', template());
    await client.changed(FileChangeType.Created, 'template.yaml');
    await client.settled();
    assert.deepEqual(
      client.views()[0]?.functions.map(({ id }) => id),
      ['Orders'],
    );
    write(root, 'template.yaml', template().replace('      Tracing: Active\n', ''));
    await client.changed(FileChangeType.Changed, 'template.yaml');
    await client.settled();
    assert.deepEqual(codes(client.diagnostics('template.yaml')), ['startup-time/tracing-off']);
    rmSync(join(root, 'template.yaml'));
    await client.changed(FileChangeType.Deleted, 'template.yaml');
    await client.settled();
    assert.deepEqual(client.diagnostics('template.yaml'), []);
    assert.deepEqual(
      client.views()[0]?.functions.map(({ declared }) => declared),
      ['shape'],
    );
  });

  it('of config.yaml counts: rules that are off, their severity, symbols, and what is left out', async () => {
    const root = folder(orders);
    const client = await connect({ folders: [root] });
    const configure = async (text: string, type: FileChangeType) => {
      write(root, '.serverless-lens/config.yaml', text);
      await client.changed(type, '.serverless-lens/config.yaml');
      await client.settled();
      return client.diagnostics('src/app.py').map(({ severity }) => severity);
    };
    assert.deepEqual(await configure(`rules:\n  ${rule}: hint\n`, FileChangeType.Created), [4]);
    assert.equal(client.views()[0]?.open, 0);
    assert.deepEqual(await configure(`rules:\n  ${rule}: off\n`, FileChangeType.Changed), []);
    assert.deepEqual(await configure('', FileChangeType.Changed), [2]);
    assert.deepEqual(await configure('exclude: [src/**]\n', FileChangeType.Changed), []);
    assert.deepEqual(await configure('exclude: [other/**]\n', FileChangeType.Changed), [2]);
    assert.deepEqual(await configure('exclude: [template.yaml]\n', FileChangeType.Changed), [2]);
    assert.deepEqual(
      client.views()[0]?.functions.map(({ declared }) => declared),
      ['shape'],
    );
    const symbols = 'symbols: { per-invocation: [boto3.client] }\n';
    assert.deepEqual(await configure(symbols, FileChangeType.Changed), []);
    rmSync(join(root, '.serverless-lens'), { recursive: true });
    await client.changed(FileChangeType.Deleted, '.serverless-lens/config.yaml');
    await client.settled();
    assert.deepEqual(
      client.views()[0]?.functions.map(({ declared }) => declared),
      ['template'],
    );
  });

  it('of a whole directory is seen: editors tell of it alone, not of what lies in it', async () => {
    const root = folder(orders);
    const client = await connect({ folders: [root] });
    await client.settled();
    const watchers = client.registered.flatMap(({ registerOptions }) =>
      (registerOptions as DidChangeWatchedFilesRegistrationOptions).watchers.map(({ globPattern, kind }) => ({
        globPattern,
        kind,
      })),
    );
    assert.ok(
      watchers.some(
        ({ globPattern, kind }) => globPattern === '**/*' && kind === (WatchKind.Create | WatchKind.Delete),
      ),
    );
    renameSync(join(root, 'src'), join(root, 'away'));
    await client.changed(FileChangeType.Deleted, 'src');
    await client.changed(FileChangeType.Created, 'away');
    await client.settled();
    assert.deepEqual(client.diagnostics('src/app.py'), []);
    assert.equal(client.diagnostics('away/app.py').length, 1, 'It is found by its shape there.');
    write(root, 'away/app.py', clean);
    renameSync(join(root, 'away'), join(root, 'src'));
    await client.changed(FileChangeType.Deleted, 'away');
    await client.changed(FileChangeType.Created, 'src');
    await client.settled();
    assert.deepEqual(client.diagnostics('away/app.py'), []);
    assert.deepEqual(client.diagnostics('src/app.py'), []);
  });

  it('is seen beside a link that leads to itself, and beside what is already gone', async () => {
    const root = folder(orders);
    const client = await connect({ folders: [root] });
    await client.settled();
    symlinkSync('loop', join(root, 'loop'));
    write(root, 'src/app.py', clean);
    await client.changed(FileChangeType.Created, 'loop', 'src/app.py/gone', 'src/app.py');
    await client.settled();
    assert.deepEqual(client.diagnostics('src/app.py'), []);
    assert.deepEqual(client.logged, []);
  });

  it('of files that no review reads starts none', async () => {
    const root = folder(orders);
    const client = await connect({ folders: [root] });
    await client.settled();
    const reviews = client.reviewed.length;
    mkdirSync(join(root, 'node_modules'));
    write(root, 'notes.md', 'x');
    write(root, 'node_modules/x/index.js', 'x');
    await client.changed(FileChangeType.Created, 'notes.md', 'node_modules/x/index.js', 'elsewhere/none.log');
    await client.changed(FileChangeType.Deleted, 'old.log');
    await client.open('notes.md');
    await client.type('notes.md', 'x', 'y');
    await client.settled();
    assert.equal(client.reviewed.length, reviews);
  });
});

describe('a file that a template names but that the workspace does not hold', () => {
  it('is found once it is there, and what was written about it in vain is gone', async () => {
    const root = folder(`//- template.yaml\n${template()}`);
    const client = await connect({ folders: [root] });
    await client.settled();
    assert.match(client.views()[0]?.functions[0]?.why ?? '', /code location `src` does not exist/);
    write(root, 'src/app.py', faulty);
    await client.changed(FileChangeType.Created, 'src/app.py');
    await client.settled();
    assert.equal(client.views()[0]?.functions[0]?.why, undefined);
    assert.deepEqual(codes(client.diagnostics('src/app.py')), [rule]);
  });
});
