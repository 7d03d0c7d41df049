import assert from 'node:assert/strict';
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, it } from 'mocha';
import {
  CodeActionRequest,
  CodeLensRequest,
  DidChangeWorkspaceFoldersNotification,
  HoverRequest,
} from 'vscode-languageserver-protocol/node';
import { URI } from 'vscode-uri';
import { answerRequest, explainRequest, findingsRequest, rulesRequest } from '../../src/protocol/messages.ts';
import { openDocuments } from '../../src/server/documents.ts';
import { openFolder } from '../../src/server/folder.ts';
import { discardFolders, folder } from '../folders.ts';
import { connect, discardClients, type Client } from './client.ts';
import { clean, faulty, orders, rule, template } from '../samples.ts';

afterEach(() => {
  discardClients();
  discardFolders();
});

const folderOf = (path: string) => ({ uri: URI.file(path).toString(), name: path.split('/').at(-1) ?? '' });

const change = (client: Client, added: readonly string[], removed: readonly string[]) =>
  client.connection.sendNotification(DidChangeWorkspaceFoldersNotification.type, {
    event: { added: added.map(folderOf), removed: removed.map(folderOf) },
  });

const names = (client: Client): readonly string[] => client.views().map(({ name }) => name);

describe('a workspace folder', () => {
  it('that is added is reviewed, and what was said of it goes when it is removed', async () => {
    const [first, second] = [folder(orders, 'first'), folder(orders, 'second')];
    const client = await connect({ folders: [first] });
    await client.until('the first folder', () => names(client).includes('first'));
    await change(client, [second], []);
    await client.until('the second folder', () => names(client).includes('second'));
    assert.deepEqual(names(client), ['first', 'second']);
    const uri = URI.file(join(second, 'src/app.py')).toString();
    const last = () => client.published.findLast((it) => it.uri === uri)?.diagnostics.length;
    assert.equal(last(), 1);
    await change(client, [], [second]);
    await client.until('the second folder to go', () => !names(client).includes('second'));
    assert.equal(last(), 0);
    assert.equal(client.diagnostics('src/app.py').length, 1);
  });

  it('that is removed while it is reviewed leaves nothing behind', async () => {
    const [first, second] = [folder(orders, 'first'), folder(orders, 'second')];
    const client = await connect({ folders: [first] });
    await client.settled();
    for (let round = 0; round < 5; round++) {
      await change(client, [second], []);
      await change(client, [], [second]);
    }
    await client.settled();
    await change(client, [second], []);
    await client.until('the second folder', () => names(client).includes('second'));
    await change(client, [], [second]);
    await client.until('the second folder to go', () => !names(client).includes('second'));
    await client.settled();
    const uri = URI.file(join(second, 'src/app.py')).toString();
    assert.equal(client.published.findLast((it) => it.uri === uri)?.diagnostics.length, 0);
    assert.deepEqual(names(client), ['first']);
    assert.deepEqual(client.logged, []);
  });

  it('that is reviewed at the same time as others is not disturbed by them', async () => {
    const roots = Array.from({ length: 6 }, (_, index) => folder(orders, `f${String(index)}`));
    const client = await connect({ folders: roots });
    await client.until('all folders', () => names(client).length === roots.length);
    for (const { problems, open } of client.views()) assert.deepEqual({ problems, open }, { problems: [], open: 1 });
    assert.deepEqual(client.logged, []);
  });

  it('that is added twice is reviewed once', async () => {
    const root = folder(orders);
    const client = await connect({ folders: [root] });
    await change(client, [root], []);
    await client.settled();
    assert.equal(client.views().length, 1);
    assert.equal(client.published.filter(({ uri }) => uri === client.uriOf('src/app.py')).length, 1);
  });

  it('within another one tells of each fault once, and leaves the other one its own when it goes', async () => {
    const outer = folder(
      `//- template.yaml\n${template('Orders', 'app.handle').replace('src/', 'inner/src/')}//- inner/src/app.py\n${faulty.replace('def handler', 'def handle')}//- inner/src/other.py\n${faulty}`,
      'outer',
    );
    const inner = join(outer, 'inner');
    const client = await connect({ folders: [outer, inner] });
    await client.until('both folders', () => names(client).length === 2);
    const inner_ = () => client.diagnostics('inner/src/other.py').map(({ code }) => code);
    assert.deepEqual(inner_(), [rule], 'Both folders see it, and it is told once.');
    assert.equal(client.diagnostics('inner/src/app.py').length, 1, 'Only the outer folder knows of this handler.');
    const actions = await client.actions('inner/src/app.py', client.diagnostics('inner/src/app.py'));
    assert.equal(actions.filter(({ edit }) => edit).length, 1);
    assert.ok(await client.hover('inner/src/app.py', 'boto3.client'));
    assert.equal((await client.lenses('inner/src/app.py')).length, 1);
    await client.open('inner/src/other.py');
    await client.type('inner/src/other.py', faulty, clean);
    await client.settled();
    await client.until('both to see the edit', () => client.views().every(({ open }) => open <= 1));
    await client.lenses('inner/src/other.py');
    assert.deepEqual(inner_(), []);
    await client.close('inner/src/other.py');
    await client.lenses('inner/src/other.py');
    assert.deepEqual(inner_(), [rule]);
    await change(client, [], [inner]);
    await client.until('the inner folder to go', () => names(client).length === 1);
    assert.deepEqual(inner_(), [rule], 'The outer folder still sees it.');
    assert.equal(client.diagnostics('inner/src/app.py').length, 1);
  });

  it('may have any name, and so may its files', async () => {
    const root = folder(new Map(), 'my project (1) #2 ä 日本 100%');
    const client = await connect({ folders: [root] });
    await client.settled();
    cpSync(folder(`//- t é+&.yaml\n${template().replace('src/', '"src ü/"')}//- src ü/app.py\n${faulty}`), root, {
      recursive: true,
    });
    const other = await connect({ folders: [root] });
    await other.settled();
    assert.equal(other.diagnostics('src ü/app.py').length, 1);
    const [view] = other.views();
    assert.equal(view?.functions[0]?.place.uri, other.uriOf('t é+&.yaml'));
    assert.equal(view.functions[0].entry?.path, 'src ü/app.py');
    await other.open('src ü/app.py', clean);
    await other.settled();
    assert.deepEqual(other.diagnostics('src ü/app.py'), []);
    assert.equal((await other.lenses('t é+&.yaml')).length, 1);
  });

  it('has its files on a Windows drive, in whichever case the letter is written', () => {
    const uri = 'file:///C:/work/my%20project';
    const { pathOf, uriOf } = openFolder(URI.parse(uri), uri, 'my project', '', openDocuments());
    assert.equal(pathOf('file:///c%3A/work/my%20project/src/app.py'), 'src/app.py');
    assert.equal(pathOf('file:///C:/work/my%20project/src/app.py'), 'src/app.py');
    assert.equal(uriOf('src/app.py'), 'file:///c%3A/work/my%20project/src/app.py');
  });

  it('that does not exist is an empty one', async () => {
    const root = join(folder(new Map()), 'gone');
    const client = await connect({ folders: [root] });
    await client.until('a review', () => client.reviewed.length > 0);
    assert.deepEqual(client.views()[0]?.functions, []);
    assert.deepEqual(client.published, []);
    assert.deepEqual(client.logged, []);
    assert.equal(await client.shutdown(), 0);
  });

  it('that does not lie on the disk is not looked for on the disk', async () => {
    const root = folder(orders);
    const client = await connect({
      folders: [`vscode-vfs://github${root}`, URI.file(folder(orders, 'second')).toString()],
    });
    await client.until('a review', () => client.reviewed.length > 0);
    assert.deepEqual(names(client), ['second']);
    assert.deepEqual(
      client.published.filter(({ uri }) => !uri.startsWith('file:')),
      [],
    );
    const answer = await client.connection.sendRequest(answerRequest, {
      folder: `vscode-vfs://github${root}`,
      check: 'startup-time/measured',
    });
    assert.deepEqual(answer, { kind: 'refused', why: 'The folder is not open any more.' });
  });
});

describe('an editor', () => {
  it('that knows one root only gets that one reviewed', async () => {
    const root = folder(orders);
    for (const initialize of [
      { workspaceFolders: null, rootUri: URI.file(root).toString() },
      { workspaceFolders: null, rootUri: null, rootPath: root },
    ]) {
      const client = await connect({ folders: [root], initialize: { capabilities: {}, ...initialize } });
      await client.settled();
      assert.equal(client.diagnostics('src/app.py').length, 1);
      assert.deepEqual(names(client), ['project']);
    }
  });

  it('without a folder gets answers, all of them empty', async () => {
    const root = folder(orders);
    const client = await connect({ folders: [root], initialize: { workspaceFolders: null } });
    await client.open('src/app.py');
    await client.type('src/app.py', 'import', 'import');
    for (const uri of [client.uriOf('src/app.py'), 'untitled:Untitled-1', 'git:/src/app.py?%7B%7D', 'x', '']) {
      const textDocument = { uri };
      const position = { line: 0, character: 0 };
      assert.deepEqual(await client.connection.sendRequest(CodeLensRequest.type, { textDocument }), []);
      assert.equal(await client.connection.sendRequest(HoverRequest.type, { textDocument, position }), null);
      assert.deepEqual(
        await client.connection.sendRequest(CodeActionRequest.type, {
          textDocument,
          range: { start: position, end: position },
          context: { diagnostics: [] },
        }),
        [],
      );
    }
    assert.deepEqual(client.published, []);
    assert.deepEqual(
      await client.connection.sendRequest(findingsRequest, { folder: 'file:///none', function: 'x' }),
      [],
    );
    assert.equal(await client.shutdown(), 0);
  });

  it('gets no answer from a folder about a document of another kind with the same path', async () => {
    const root = folder(orders);
    const client = await connect({ folders: [root] });
    await client.settled();
    for (const scheme of ['git', 'untitled', 'vscode-notebook-cell']) {
      const uri = client.uriOf('src/app.py').replace('file:', `${scheme}:`);
      await client.connection.sendNotification('textDocument/didOpen', {
        textDocument: { uri, languageId: 'python', version: 1, text: clean },
      });
      assert.deepEqual(await client.connection.sendRequest(CodeLensRequest.type, { textDocument: { uri } }), []);
    }
    await client.settled();
    assert.equal(client.diagnostics('src/app.py').length, 1);
  });

  it('can ask for the rules and for the page of each', async () => {
    const client = await connect({ folders: [folder(orders)] });
    const rules = await client.connection.sendRequest<{ id: string; summary: string }[]>(rulesRequest);
    assert.ok(rules.length >= 5);
    for (const { id, summary } of rules) {
      const page = await client.connection.sendRequest<string>(explainRequest, id);
      assert.ok(page.startsWith(`# ${id}\n\n${summary}`));
    }
    assert.equal(await client.connection.sendRequest(explainRequest, 'x'), null);
  });
});
