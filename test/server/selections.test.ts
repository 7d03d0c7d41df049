import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, it } from 'mocha';
import {
  CodeActionKind,
  CodeActionRequest,
  CodeActionResolveRequest,
  CodeActionTriggerKind,
  type CodeAction,
  type CodeActionContext,
} from 'vscode-languageserver-protocol/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { discardFolders, folder } from '../folders.ts';
import { template } from '../samples.ts';
import { apply, connect, discardClients, type Client } from './client.ts';

afterEach(() => {
  discardClients();
  discardFolders();
});

const source = `import os

LIMIT = 5


def handler(event, context):
    tenant = event["tenant"]
    table = os.environ.get("TABLE", "orders")
    key = f"{tenant}-x"
    return table.upper(), key
`;

const project = `//- template.yaml\n${template()}//- src/app.py\n${source}//- src/tools.py\ndef helper():\n    size = 1024 * 1024\n    return size + 1\n`;

/** The actions for the first place of a text; '|' is the cursor alone. */
async function actionsAt(
  client: Client,
  text: string,
  context: Partial<CodeActionContext> = {},
  path = 'src/app.py',
): Promise<readonly CodeAction[]> {
  const document = TextDocument.create('', '', 0, readFileSync(join(client.root, path), 'utf8'));
  const plain = text.replace('|', '');
  const start = document.getText().indexOf(plain) + Math.max(text.indexOf('|'), 0);
  const end = text.includes('|') ? start : start + plain.length;
  const answer = await client.connection.sendRequest(CodeActionRequest.type, {
    textDocument: { uri: client.uriOf(path) },
    range: { start: document.positionAt(start), end: document.positionAt(end) },
    context: { diagnostics: [], ...context },
  });
  return (answer ?? []).filter((it): it is CodeAction => !('arguments' in it));
}

const refactor = { only: [CodeActionKind.Refactor] };
const shown = (actions: readonly CodeAction[]): readonly string[] =>
  actions.map(({ title, kind, disabled }) => `${kind ?? ''}: ${title}${disabled ? ` – ${disabled.reason}` : ''}`);

const moved = 'refactor.move: Move out of the handler to module level';
const statement = 'table = os.environ.get("TABLE", "orders")';

describe('a selection in an editor', () => {
  it('is moved out of the handler, wherever it is proven', async () => {
    const client = await connect({ folders: [folder(project)] });
    await client.settled();
    const actions = await actionsAt(client, statement, refactor);
    assert.deepEqual(shown(actions), [moved]);
    assert.equal(actions[0]?.edit, undefined, 'the edit is made when it is chosen');
    apply(client.root, (await client.resolved(actions[0])).edit);
    assert.equal(
      readFileSync(join(client.root, 'src/app.py'), 'utf8'),
      source.replace(`    ${statement}\n`, '').replace('LIMIT = 5\n', `LIMIT = 5\n${statement}\n`),
    );
  });

  it('that stays is told with the reason, to who asks for refactorings and knows disabled actions', async () => {
    const root = folder(project);
    const client = await connect({ folders: [root] });
    await client.settled();
    const reason = `${moved}: tenant comes from the event – Tenant comes from the event.`;
    assert.deepEqual(shown(await actionsAt(client, 'key = f"{tenant}-x"', refactor)), [reason]);
    assert.deepEqual(shown(await actionsAt(client, 'key = f"{tenant}-x"', { only: ['refactor.move'] })), [reason]);
    assert.deepEqual(await actionsAt(client, 'key = f"{tenant}-x"'), []);
    assert.deepEqual(await actionsAt(client, 'key = f"{tenant}-x"', { only: ['refactor.extract'] }), []);
    const plain = await connect({ folders: [root], initialize: { capabilities: {} } });
    await plain.settled();
    assert.deepEqual(await actionsAt(plain, 'key = f"{tenant}-x"', refactor), []);
  });

  it('that is empty means the statement at the cursor, when somebody asks', async () => {
    const client = await connect({ folders: [folder(project)] });
    await client.settled();
    const invoked = { triggerKind: CodeActionTriggerKind.Invoked };
    const automatic = { triggerKind: CodeActionTriggerKind.Automatic };
    assert.deepEqual(shown(await actionsAt(client, 'table = os|.environ', invoked)), [moved]);
    assert.deepEqual(await actionsAt(client, 'table = os|.environ', automatic), []);
    assert.deepEqual(await actionsAt(client, 'key = f"{te|nant}-x"', { ...invoked, ...refactor }), []);
    assert.deepEqual(shown(await actionsAt(client, statement, automatic)), [moved]);
  });

  it('offers nothing at module level, on a name, or to who asks for something else', async () => {
    const client = await connect({ folders: [folder(project)] });
    await client.settled();
    assert.deepEqual(await actionsAt(client, 'LIMIT = 5', refactor), []);
    assert.deepEqual(await actionsAt(client, 'LIM|IT = 5', refactor), []);
    assert.deepEqual(await actionsAt(client, 'tenant', refactor), []);
    assert.deepEqual(await actionsAt(client, '"orders"', refactor), []);
    assert.deepEqual(await actionsAt(client, statement, { only: [CodeActionKind.QuickFix] }), []);
    assert.deepEqual(await actionsAt(client, statement, { only: [CodeActionKind.SourceFixAll] }), []);
  });

  it('is said to cut a statement where it does', async () => {
    const client = await connect({ folders: [folder(project)] });
    await client.settled();
    const [action] = await actionsAt(client, 'tenant = event', refactor);
    assert.match(action?.disabled?.reason ?? '', /cuts a statement/);
  });

  it('may lie in any function of a file that no review reads', async () => {
    const client = await connect({ folders: [folder(project)] });
    await client.settled();
    const actions = await actionsAt(client, 'size = 1024 * 1024', refactor, 'src/tools.py');
    assert.deepEqual(shown(actions), ['refactor.move: Move out of the function to module level']);
    apply(client.root, (await client.resolved(actions[0])).edit);
    assert.equal(
      readFileSync(join(client.root, 'src/tools.py'), 'utf8'),
      'size = 1024 * 1024\n\n\ndef helper():\n    return size + 1\n',
    );
  });

  it('that is an expression becomes a constant, whose name is asked for by the extension alone', async () => {
    const root = folder(project);
    const client = await connect({ folders: [root] });
    await client.settled();
    const expression = 'os.environ.get("TABLE", "orders").upper()';
    const text = source.replace('table.upper()', expression);
    await client.open('src/app.py', text);
    await client.settled();
    const at = { line: 9, character: 11 };
    const ask = async (it: Client) =>
      it.connection.sendRequest(CodeActionRequest.type, {
        textDocument: { uri: it.uriOf('src/app.py') },
        range: { start: at, end: { line: 9, character: 11 + expression.length } },
        context: { diagnostics: [], ...refactor },
      }) as Promise<readonly CodeAction[]>;
    const [action] = await ask(client);
    assert.equal(action?.title, 'Extract to a module-level constant');
    assert.equal(action.kind, 'refactor.extract.constant');
    assert.deepEqual(action.command, {
      title: 'Rename',
      command: 'serverlessLens.rename',
      arguments: [client.uriOf('src/app.py'), { line: 10, character: 11 }],
    });
    const other = await connect({ folders: [root], initialize: { initializationOptions: undefined } });
    await other.open('src/app.py', text);
    await other.settled();
    const [plain] = await ask(other);
    assert.equal(plain?.title, 'Extract to a module-level constant');
    assert.equal(plain.command, undefined);
  });

  it('that makes something for each value of the event is rewritten to keep one for each', async () => {
    const text = `import boto3\n\n\ndef handler(event, context):\n    region = event["region"]\n    s3 = boto3.client("s3", region_name=region)\n    return s3.list_buckets()\n`;
    const client = await connect({ folders: [folder(`${project}//- src/regions.py\n${text}`)] });
    await client.settled();
    const creation = 's3 = boto3.client("s3", region_name=region)';
    const rewriting = { only: [CodeActionKind.RefactorRewrite] };
    const actions = await actionsAt(client, creation, rewriting, 'src/regions.py');
    const kept = 'refactor.rewrite: Keep a boto3.client("s3") for each region';
    assert.deepEqual(shown(actions), [kept]);
    assert.deepEqual(shown(await actionsAt(client, 's3 = bo|to3', rewriting, 'src/regions.py')), [kept]);
    assert.deepEqual(await actionsAt(client, creation, { only: ['refactor.move'] }, 'src/regions.py'), []);
    apply(client.root, (await client.resolved(actions[0])).edit);
    assert.equal(
      readFileSync(join(client.root, 'src/regions.py'), 'utf8'),
      text
        .replace('import boto3\n', 'import boto3\n\ns3_clients = {}\n')
        .replace(
          `    ${creation}\n`,
          `    s3 = s3_clients.get(region)\n    if s3 is None:\n        s3 = s3_clients[region] = boto3.client("s3", region_name=region)\n`,
        ),
    );
  });

  it('that makes something of what may expire says so', async () => {
    const text = `import boto3\n\n\ndef handler(event, context):\n    s3 = boto3.client("s3", aws_session_token=event["token"])\n    return s3.list_buckets()\n`;
    const client = await connect({ folders: [folder(`${project}//- src/tokens.py\n${text}`)] });
    await client.settled();
    const reason = 'it is made of credentials (aws_session_token), which may expire';
    const creation = 's3 = boto3.client("s3", aws_session_token=event["token"])';
    assert.deepEqual(shown(await actionsAt(client, creation, refactor, 'src/tokens.py')), [
      `refactor.rewrite: Keep a boto3.client("s3") for each event["token"]: ${reason} – I${reason.slice(1)}.`,
    ]);
  });

  it('is not edited when the text has changed since it was offered', async () => {
    const client = await connect({ folders: [folder(project)] });
    await client.open('src/app.py');
    await client.settled();
    const [action] = await actionsAt(client, statement, refactor);
    assert.ok(action);
    await client.type('src/app.py', 'LIMIT = 5\n', 'LIMIT = 5\nOTHER = 6\n');
    await assert.rejects(client.connection.sendRequest(CodeActionResolveRequest.type, action), /changed meanwhile/);
  });

  it('is refused where the text is half typed, and nothing fails', async () => {
    const client = await connect({ folders: [folder(project)] });
    await client.open('src/app.py');
    await client.type('src/app.py', 'LIMIT = 5\n', 'LIMIT = (\n');
    await client.settled();
    for (const text of [statement, 'def handler(event', 'environ', '"orders")\n    key']) {
      for (const it of await actionsAt(client, text, refactor)) assert.ok(it.disabled, it.title);
    }
    assert.deepEqual(client.logged, []);
  });
});
