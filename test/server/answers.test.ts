import assert from 'node:assert/strict';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, describe, it } from 'mocha';
import { DidChangeWorkspaceFoldersNotification, FileChangeType } from 'vscode-languageserver-protocol/node';
import { URI } from 'vscode-uri';
import type { CheckView } from '../../src/protocol/messages.ts';
import { checkIds } from '../../src/review/lens.ts';
import { bundles } from '../bundles.ts';
import { discardFolders, folder, write } from '../folders.ts';
import { connect, discardClients, type Client } from './client.ts';
import { clean, faulty, orders } from '../samples.ts';

afterEach(() => {
  discardClients();
  discardFolders();
});

const path = '.serverless-lens/review.yaml';
const check = 'startup-time/reuse-environment';

const stateOf = (client: Client, id: string): CheckView | undefined =>
  client
    .views()[0]
    ?.checklist.practices.flatMap(({ checks }) => checks)
    .find((it) => it.id === id);

const read = (root: string): string => readFileSync(join(root, path), 'utf8');

/** Without the day, which is today's, and the evidence, which is a number. */
const steady = (text: string): string =>
  text.replace(/answered: \d{4}-\d\d-\d\d/, 'answered: DAY').replace(/evidence: \S+/, 'evidence: PRINT');

/** A bundle that runs as nobody: permissions mean nothing to root. */
async function unprivileged(): Promise<string> {
  const bundle = await bundles();
  if (process.getuid?.() !== 0) return bundle;
  const copy = folder(new Map([['server.js', 'process.setgid(65534);process.setuid(65534);require("./bundle.js")']]));
  cpSync(join(bundle, 'server.js'), join(copy, 'bundle.js'));
  for (const name of ['web-tree-sitter.wasm', 'tree-sitter-python.wasm']) cpSync(join(bundle, name), join(copy, name));
  chmodSync(dirname(copy), 0o755);
  return copy;
}

describe('an answer', () => {
  it('is written with a line for every check, in the order of the alphabet, and shown at once', async () => {
    const root = folder(orders);
    const client = await connect({ folders: [root] });
    await client.settled();
    assert.equal(stateOf(client, check)?.status, 'not-met');
    const answer = { status: 'partly', note: 'Orders is next.', owner: 'Ada' } as const;
    assert.deepEqual(await client.answer({ check, answer, seen: undefined }), { kind: 'saved' });
    const lines = [...checkIds]
      .sort()
      .map((id) =>
        id === check
          ? `  ${id}:\n    status: partly\n    note: Orders is next.\n    owner: Ada\n    answered: DAY\n    evidence: PRINT\n`
          : `  ${id}:\n`,
      );
    assert.equal(steady(read(root)).replace(/^(#.*\n)+/, ''), `version: 1\nanswers:\n${lines.join('')}`);
    const state = stateOf(client, check);
    assert.equal(state?.status, 'partly');
    assert.equal(state.answer?.note, 'Orders is next.');
    assert.equal(state.answer.stale, false);
    assert.deepEqual(readdirSync(join(root, '.serverless-lens')), ['review.yaml']);
  });

  it('is taken back, and the file is as it was', async () => {
    const root = folder(orders);
    const client = await connect({ folders: [root] });
    await client.settled();
    await client.answer({ check: 'capacity-units/memory', answer: undefined, seen: undefined });
    const before = read(root);
    await client.answer({ check, answer: { status: 'met' }, seen: undefined });
    assert.notEqual(read(root), before);
    const seen = stateOf(client, check)?.answer;
    assert.equal(seen?.status, 'met');
    assert.deepEqual(await client.answer({ check, answer: undefined, seen }), { kind: 'saved' });
    assert.equal(read(root), before);
    assert.equal(stateOf(client, check)?.answer, undefined);
  });

  it('is given before the first review has ended, on the evidence of that review', async () => {
    const root = folder(orders);
    const client = await connect({ folders: [root] });
    assert.deepEqual(await client.answer({ check, answer: { status: 'met' }, seen: undefined }), { kind: 'saved' });
    assert.match(read(root), /\n {4}evidence: \S+\n/);
    assert.equal(stateOf(client, check)?.answer?.stale, false);
  });

  it('is stale when what it was given on has changed, and not any more when that is undone', async () => {
    const root = folder(orders);
    const client = await connect({ folders: [root] });
    await client.answer({ check, answer: { status: 'met' }, seen: undefined });
    const edit = async (text: string) => {
      write(root, 'src/app.py', text);
      await client.changed(FileChangeType.Changed, 'src/app.py');
      await client.settled();
      return stateOf(client, check)?.answer?.stale;
    };
    assert.equal(await edit(clean), true);
    assert.equal(await edit(faulty), false);
  });

  it('of somebody else is shown when their file comes, and never overwritten', async () => {
    const root = folder(orders);
    const client = await connect({ folders: [root] });
    await client.settled();
    write(root, path, `version: 1\nanswers:\n  ${check}:\n    status: partly\n    note: Theirs.\n`);
    const mine = { check, answer: { status: 'met' as const, note: 'Mine.' } };
    const before = read(root);
    // The server was not told of the change yet.
    assert.deepEqual(await client.answer({ ...mine, seen: undefined }), {
      kind: 'conflict',
      theirs: { status: 'partly', note: 'Theirs.' },
    });
    assert.equal(read(root), before);
    await client.changed(FileChangeType.Created, path);
    await client.settled();
    const seen = stateOf(client, check)?.answer;
    assert.equal(seen?.note, 'Theirs.');
    assert.deepEqual(await client.answer({ ...mine, seen }), { kind: 'saved' });
    assert.match(read(root), /note: Mine\./);
    // Another check that they answered meanwhile is kept, and no conflict.
    write(root, path, read(root).replace('  concurrency', '  # theirs\n  concurrency'));
    assert.deepEqual(
      await client.answer({ check: 'capacity-units/memory', answer: { status: 'met' }, seen: undefined }),
      { kind: 'saved' },
    );
    assert.match(read(root), /# theirs/);
    assert.match(read(root), /note: Mine\./);
  });

  it('is refused while the file is malformed, which is left as it is', async () => {
    const malformed = `version: 1\nanswers:\n  ${check}:\n    status: splendid\n`;
    const root = folder(orders);
    write(root, path, malformed);
    const client = await connect({ folders: [root] });
    await client.settled();
    assert.deepEqual(
      client.diagnostics(path).map(({ range }) => range.start.line),
      [3],
    );
    const refused = await client.answer({ check, answer: { status: 'met' }, seen: undefined });
    assert.equal(refused.kind, 'refused');
    assert.match(refused.kind === 'refused' ? refused.why : '', /^\.serverless-lens\/review\.yaml: line 4 .*malformed/);
    assert.equal(read(root), malformed);
  });

  it('is refused while an editor holds unsaved changes of the file', async () => {
    const root = folder(orders);
    write(root, path, 'version: 1\nanswers:\n');
    const client = await connect({ folders: [root] });
    await client.open(path);
    assert.equal((await client.answer({ check, answer: { status: 'met' }, seen: undefined })).kind, 'saved');
    await client.close(path);
    await client.open(path);
    await client.type(path, 'answers:', '# mine\nanswers:');
    const before = read(root);
    const seen = stateOf(client, check)?.answer;
    assert.deepEqual(await client.answer({ check, answer: undefined, seen }), {
      kind: 'refused',
      why: `${path} has unsaved changes in an editor. Save or discard them first.`,
    });
    assert.equal(read(root), before);
  });

  it('is refused while an editor holds what was deleted on the disk', async () => {
    const root = folder(orders);
    write(root, path, `version: 1\nanswers:\n  ${check}:\n    status: partly\n`);
    const client = await connect({ folders: [root] });
    await client.open(path);
    rmSync(join(root, path));
    await client.changed(FileChangeType.Deleted, path);
    const refused = await client.answer({
      check: 'capacity-units/memory',
      answer: { status: 'met' },
      seen: undefined,
    });
    assert.deepEqual(refused, {
      kind: 'refused',
      why: `${path} has unsaved changes in an editor. Save or discard them first.`,
    });
    assert.equal(existsSync(join(root, path)), false);
  });

  it('is refused where the file is larger than a person would write it, or is not text', async () => {
    const root = folder(orders);
    const client = await connect({ folders: [root] });
    const answer = () => client.answer({ check, answer: { status: 'met' }, seen: undefined });
    write(root, path, `# ${'x'.repeat(2 * 1024 * 1024)}\n`);
    assert.deepEqual(await answer(), {
      kind: 'refused',
      why: `${path} has 2.0 MB, which is more than such a file can need, and was not read.`,
    });
    write(root, path, 'version: 1\0');
    assert.deepEqual(await answer(), { kind: 'refused', why: `${path} is not text.` });
  });

  it('is refused when its folder is closed while it waits for the review', async () => {
    const root = folder(orders);
    const client = await connect({ folders: [root] });
    const answered = client.answer({ check, answer: { status: 'met' }, seen: undefined });
    await client.connection.sendNotification(DidChangeWorkspaceFoldersNotification.type, {
      event: { added: [], removed: [{ uri: URI.file(root).toString(), name: 'project' }] },
    });
    assert.deepEqual(await answered, { kind: 'refused', why: 'The folder is not open any more.' });
    assert.equal(existsSync(join(root, path)), false);
  });

  it('is written to a file with a byte order mark and Windows line ends, which it keeps', async () => {
    const root = folder(orders);
    write(root, path, `\uFEFFversion: 1\r\nanswers:\r\n  ${check}:\r\n    status: partly\r\n`);
    const client = await connect({ folders: [root] });
    await client.settled();
    const seen = stateOf(client, check)?.answer;
    assert.deepEqual(await client.answer({ check, answer: { status: 'met' }, seen }), { kind: 'saved' });
    const text = read(root);
    assert.ok(text.startsWith('\uFEFFversion: 1\r\n'));
    assert.equal(text.replaceAll('\r\n', '').includes('\n'), false);
    assert.equal(stateOf(client, check)?.answer?.status, 'met');
  });

  it('is refused in a plain sentence where the file may not be written', async () => {
    const root = folder(orders);
    for (const it of [dirname(root), root, join(root, 'src')]) chmodSync(it, 0o755);
    mkdirSync(join(root, '.serverless-lens'), { mode: 0o555 });
    const client = await connect({ folders: [root], bundle: await unprivileged() });
    assert.deepEqual(await client.answer({ check, answer: { status: 'met' }, seen: undefined }), {
      kind: 'refused',
      why: `${path} may not be written.`,
    });
    assert.deepEqual(readdirSync(join(root, '.serverless-lens')), []);
  });

  it('is refused where something else stands in the way: a directory, a link, another kind of file', async () => {
    const root = folder(orders);
    const client = await connect({ folders: [root] });
    const answer = () => client.answer({ check, answer: { status: 'met' }, seen: undefined });
    mkdirSync(join(root, path), { recursive: true });
    assert.deepEqual(await answer(), { kind: 'refused', why: `${path} cannot be read: it is a directory.` });
    rmSync(join(root, '.serverless-lens'), { recursive: true });
    mkdirSync(join(root, '.serverless-lens'));
    const outside = join(dirname(root), 'theirs.yaml');
    symlinkSync(outside, join(root, path));
    assert.deepEqual(await answer(), {
      kind: 'refused',
      why: `${path} cannot be read: it is a link, and links are not followed.`,
    });
    assert.equal(existsSync(outside), false);
    rmSync(join(root, '.serverless-lens'), { recursive: true });
    write(root, '.serverless-lens', 'a file');
    assert.equal((await answer()).kind, 'refused');
    assert.ok(statSync(join(root, '.serverless-lens')).isFile());
  });

  it('to a check that the lens does not have, or in a folder that is not there, is refused', async () => {
    const root = folder(orders);
    const client = await connect({ folders: [root] });
    assert.deepEqual(await client.answer({ check: 'a: b', answer: { status: 'met' }, seen: undefined }), {
      kind: 'refused',
      why: 'The lens has no check a: b.',
    });
    assert.equal(existsSync(join(root, path)), false);
    rmSync(root, { recursive: true });
    assert.deepEqual(await client.answer({ check, answer: { status: 'met' }, seen: undefined }), {
      kind: 'refused',
      why: 'The folder project does not exist any more.',
    });
    assert.equal(existsSync(root), false);
  });
});
