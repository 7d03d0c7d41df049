import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, it } from 'mocha';
import { CodeActionKind, FileChangeType, type CodeAction } from 'vscode-languageserver-protocol/node';
import { copyOf, discardFolders, folder, write } from '../folders.ts';
import { apply, connect, discardClients, type Client } from './client.ts';
import { clean, faulty, orders, rule, template } from '../samples.ts';

afterEach(() => {
  discardClients();
  discardFolders();
});

const twoFaults = `import boto3


def handler(event, context):
    boto3.client("sns").publish(TopicArn="t", Message=event["text"])
    boto3.client("sqs").send_message(QueueUrl="q", MessageBody=event["text"])
`;

const twoMended = `import boto3

sns = boto3.client("sns")
sqs = boto3.client("sqs")


def handler(event, context):
    sns.publish(TopicArn="t", Message=event["text"])
    sqs.send_message(QueueUrl="q", MessageBody=event["text"])
`;

const titles = (actions: readonly CodeAction[]): readonly string[] => actions.map(({ title }) => title);

/** Lets the server know of the files that an edit changed, as an editor's watcher does. */
async function applied(client: Client, action: CodeAction | undefined): Promise<readonly string[]> {
  const paths = apply(client.root, (await client.resolved(action)).edit);
  await client.changed(FileChangeType.Changed, ...paths);
  await client.settled();
  return paths;
}

describe('a quick fix', () => {
  it('mends the file, and the diagnostic goes', async () => {
    const root = folder(orders);
    const client = await connect({ folders: [root] });
    await client.settled();
    const diagnostics = client.diagnostics('src/app.py');
    const actions = await client.actions('src/app.py', diagnostics);
    assert.deepEqual(titles(actions), ['Move boto3.client("sns") to module level', `Explain '${rule}'`]);
    const [fix] = actions;
    assert.equal(fix?.kind, CodeActionKind.QuickFix);
    assert.equal(fix.isPreferred, true);
    assert.deepEqual(fix.diagnostics, diagnostics);
    await applied(client, fix);
    assert.equal(readFileSync(join(root, 'src/app.py'), 'utf8'), clean);
    assert.deepEqual(client.diagnostics('src/app.py'), []);
    assert.deepEqual(await client.actions('src/app.py', diagnostics, [CodeActionKind.QuickFix]), []);
  });

  it('carries the version of an open document, and none for a closed one', async () => {
    const root = folder(orders);
    const client = await connect({ folders: [root] });
    await client.settled();
    const versions = async () =>
      (await client.actions('src/app.py', client.diagnostics('src/app.py')))[0]?.edit?.documentChanges?.map(
        (it) => 'textDocument' in it && it.textDocument,
      );
    const uri = client.uriOf('src/app.py');
    assert.deepEqual(await versions(), [{ uri, version: null }]);
    await client.open('src/app.py');
    await client.type('src/app.py', 'import boto3\n', '# Orders\nimport boto3\n');
    await client.settled();
    assert.deepEqual(await versions(), [{ uri, version: 2 }]);
  });

  it('is made for the text of this moment, when it is asked for right after a keystroke', async () => {
    const root = folder(orders);
    const client = await connect({ folders: [root] });
    await client.open('src/app.py');
    await client.settled();
    await client.type('src/app.py', 'import boto3\n', 'import boto3\n\nlimit = 5\n');
    const [diagnostic] = client.diagnostics('src/app.py');
    assert.ok(diagnostic);
    // The diagnostic is the one that the editor has, from before the keystroke.
    const stale = await client.actions('src/app.py', [diagnostic], [CodeActionKind.QuickFix]);
    assert.deepEqual(stale, []);
    const fresh = await client.actions('src/app.py', client.diagnostics('src/app.py'), [CodeActionKind.QuickFix]);
    assert.equal(fresh[0]?.title, 'Move boto3.client("sns") to module level');
    const [change] = fresh[0].edit?.documentChanges ?? [];
    assert.ok(change && 'edits' in change);
    assert.equal(change.textDocument.version, 2);
    assert.deepEqual(change.edits.map(({ range }) => range.start.line).sort(), [2, 6]);
  });

  it('edits the template when the fault stands in the template', async () => {
    const root = folder(
      `//- template.yaml\n${template()}  Refunds:\n    Type: AWS::Serverless::Function\n    Properties:\n      Runtime: python3.13\n      Handler: app.handler\n      CodeUri: src/\n      MemorySize: 128 # tuned\n//- src/app.py\n${clean}`,
    );
    const client = await connect({ folders: [root] });
    await client.settled();
    const diagnostics = client.diagnostics('template.yaml');
    assert.deepEqual(
      diagnostics.map(({ code }) => code),
      ['startup-time/tracing-off'],
    );
    const actions = await client.actions('template.yaml', diagnostics);
    const fix = actions.find(({ edit }) => edit);
    assert.equal(fix?.isPreferred, false);
    assert.deepEqual(await applied(client, fix), ['template.yaml']);
    assert.match(readFileSync(join(root, 'template.yaml'), 'utf8'), /MemorySize: 128 # tuned\n {6}Tracing: Active\n$/);
    assert.deepEqual(client.diagnostics('template.yaml'), []);
  });

  it('is not there when none can be proven: the action is disabled, and says why', async () => {
    const closing = `import pymysql


def handler(event, context):
    with pymysql.connect(host="db"):
        print(event["id"])
`;
    const root = folder(`//- template.yaml\n${template()}//- src/app.py\n${closing}`);
    const client = await connect({ folders: [root] });
    await client.settled();
    const diagnostics = client.diagnostics('src/app.py');
    assert.equal(diagnostics.length, 1);
    const [disabled, ...rest] = await client.actions('src/app.py', diagnostics);
    assert.equal(disabled?.disabled?.reason, 'No automatic fix: a with statement closes it, and it has no name.');
    assert.equal(disabled.edit, undefined);
    assert.deepEqual(titles(rest), [`Explain '${rule}'`]);
  });

  it('is all that is offered to an editor that has no rule pages', async () => {
    const client = await connect({ folders: [folder(orders)], initialize: { initializationOptions: undefined } });
    await client.settled();
    const actions = await client.actions('src/app.py', client.diagnostics('src/app.py'));
    assert.deepEqual(titles(actions), ['Move boto3.client("sns") to module level']);
  });

  it('is offered to an editor that knows no disabled actions and sends no data back, too', async () => {
    const root = folder(orders);
    const client = await connect({
      folders: [root],
      initialize: { capabilities: { textDocument: { codeAction: {} } } },
    });
    await client.settled();
    const diagnostics = client.diagnostics('src/app.py').map(({ range, message, code }) => ({
      range,
      message,
      ...(code === undefined ? {} : { code }),
    }));
    assert.equal(diagnostics.length, 1);
    const actions = await client.actions('src/app.py', diagnostics);
    assert.equal(actions[0]?.title, 'Move boto3.client("sns") to module level');
    const edits = actions[0].edit?.changes?.[client.uriOf('src/app.py')];
    assert.equal(edits?.length, 2, 'An editor without versioned changes gets plain ones.');
  });

  it('of each finding of the sample mends it alone', async () => {
    const root = copyOf('airline-booking');
    const client = await connect({ folders: [root] });
    await client.settled();
    const tried: string[] = [];
    for (const path of [
      'booking/src/reserve_booking/reserve.py',
      'booking/payment/collect.js',
      'loyalty/template.yaml',
    ]) {
      for (;;) {
        const before = client.diagnostics(path);
        const fixes = (await client.actions(path, before)).filter(({ edit, isPreferred }) => edit && isPreferred);
        if (fixes.length === 0) break;
        await applied(client, fixes[0]);
        assert.ok(client.diagnostics(path).length < before.length, `${fixes[0]?.title ?? ''} mends something.`);
        tried.push(path);
      }
    }
    assert.ok(tried.length >= 5, tried.join());
    assert.deepEqual(client.logged, []);
  });
});

describe('fixing all', () => {
  it('of one rule in a file takes them in one go', async () => {
    const root = folder(`//- template.yaml\n${template()}//- src/app.py\n${twoFaults}`);
    const client = await connect({ folders: [root] });
    await client.settled();
    const [one] = client.diagnostics('src/app.py');
    assert.ok(one);
    const actions = await client.actions('src/app.py', [one]);
    const all = actions.find(({ title }) => title === `Fix all '${rule}' in this file`);
    await applied(client, all);
    assert.equal(readFileSync(join(root, 'src/app.py'), 'utf8'), twoMended);
    assert.deepEqual(client.diagnostics('src/app.py'), []);
  });

  it('is made for the text of the moment in which it is chosen', async () => {
    const root = folder(`//- template.yaml\n${template()}//- src/app.py\n${twoFaults}`);
    const client = await connect({ folders: [root] });
    await client.open('src/app.py');
    await client.settled();
    const [all] = await client.actions('src/app.py', [], ['source.fixAll']);
    assert.equal(all?.edit, undefined);
    await client.type('src/app.py', 'import boto3\n', '# Orders\nimport boto3\n');
    const { edit } = await client.resolved(all);
    write(root, 'src/app.py', client.textOf('src/app.py'));
    apply(root, edit);
    assert.equal(readFileSync(join(root, 'src/app.py'), 'utf8'), `# Orders\n${twoMended}`);
    const [change] = edit?.documentChanges ?? [];
    assert.ok(change && 'edits' in change);
    assert.equal(change.textDocument.version, 2);
    // Trying it out left no trace: the faults are still there, at their places.
    await client.settled();
    assert.deepEqual(
      client.diagnostics('src/app.py').map(({ range }) => range.start.line),
      [5, 6],
    );
    assert.equal(client.views()[0]?.open, 2);
  });

  it('comes with its edit in an editor that does not ask for it later', async () => {
    const root = folder(`//- template.yaml\n${template()}//- src/app.py\n${twoFaults}`);
    const client = await connect({
      folders: [root],
      initialize: { capabilities: { workspace: { workspaceEdit: { documentChanges: true } } } },
    });
    await client.settled();
    const [all] = await client.actions('src/app.py', [], ['source.fixAll']);
    apply(root, all?.edit);
    assert.equal(readFileSync(join(root, 'src/app.py'), 'utf8'), twoMended);
  });

  it('is not offered for a single one', async () => {
    const client = await connect({ folders: [folder(orders)] });
    await client.settled();
    const actions = await client.actions('src/app.py', client.diagnostics('src/app.py'));
    assert.deepEqual(
      titles(actions).filter((title) => title.startsWith('Fix all')),
      [],
    );
  });

  for (const kind of ['source.fixAll.serverlessLens', 'source.fixAll', 'source']) {
    it(`on save, as ${kind}, takes what is safe and leaves the rest`, async () => {
      const source = `import boto3
import pymysql


def handler(event, context):
    db = pymysql.connect(host="db")
    db.ping()
    boto3.client("sns").publish(TopicArn="t", Message=event["text"])
`;
      const root = folder(`//- template.yaml\n${template()}//- src/app.py\n${source}`);
      const client = await connect({ folders: [root] });
      await client.settled();
      assert.equal(client.diagnostics('src/app.py').length, 2);
      // Editors ask with the diagnostics of the whole file, or with none.
      const actions = await client.actions('src/app.py', [], [kind]);
      assert.deepEqual(
        actions.map((it) => it.kind),
        ['source.fixAll.serverlessLens'],
      );
      await applied(client, actions[0]);
      const text = readFileSync(join(root, 'src/app.py'), 'utf8');
      assert.match(text, /^sns = boto3\.client\("sns"\)$/m);
      assert.match(text, /^ {4}db = pymysql\.connect\(host="db"\)$/m);
      assert.deepEqual(await client.actions('src/app.py', [], [kind]), []);
    });
  }

  it('is no light bulb, and is not there when another kind is asked for', async () => {
    const client = await connect({ folders: [folder(orders)] });
    await client.settled();
    const diagnostics = client.diagnostics('src/app.py');
    const kinds = async (only?: readonly string[]) =>
      (await client.actions('src/app.py', diagnostics, only)).map(({ kind }) => kind);
    assert.deepEqual(await kinds(), ['quickfix', 'quickfix']);
    assert.deepEqual(await kinds(['refactor.inline']), []);
    assert.deepEqual(await kinds(['source.organizeImports']), []);
    assert.deepEqual(await kinds(['quickfix']), ['quickfix', 'quickfix']);
    // The empty kind stands above all others.
    assert.deepEqual(await kinds(['']), ['quickfix', 'quickfix', 'refactor.move', 'source.fixAll.serverlessLens']);
  });

  it('leaves a file without findings alone', async () => {
    const client = await connect({ folders: [folder(`//- template.yaml\n${template()}//- src/app.py\n${clean}`)] });
    assert.deepEqual(await client.actions('src/app.py', [], ['source.fixAll']), []);
    assert.deepEqual(await client.actions('src/none.py', [], ['source.fixAll']), []);
    assert.notEqual(faulty, clean);
  });
});
