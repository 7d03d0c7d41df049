import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, it } from 'mocha';
import {
  ApplyWorkspaceEditRequest,
  ExecuteCommandRequest,
  ShowMessageNotification,
  type WorkspaceEdit,
} from 'vscode-languageserver-protocol/node';
import { fixWorkspaceCommand, type FixWorkspaceResult } from '../../src/protocol/messages.ts';
import { discardFolders, folder } from '../folders.ts';
import { clean, faulty, orders, rule, template } from '../samples.ts';
import { apply, connect, discardClients, type Client } from './client.ts';

afterEach(() => {
  discardClients();
  discardFolders();
});

const annotating = {
  workspace: {
    workspaceFolders: true,
    workspaceEdit: { documentChanges: true, changeAnnotationSupport: { groupsOnLabel: true } },
  },
};

const javascript = `const AWS = require('aws-sdk');

exports.handler = async (event) => {
  const s3 = new AWS.S3();
  return s3.getObject({ Bucket: 'b', Key: event.id }).promise();
};
`;

const two = `//- template.yaml
${template()}  Files:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: nodejs22.x
      Handler: files.handler
      CodeUri: src/
      MemorySize: 256
      Tracing: Active
//- src/app.py
${faulty}//- src/files.js
${javascript}`;

interface Asked {
  readonly result: FixWorkspaceResult;
  readonly edits: readonly WorkspaceEdit[];
}

/** Runs the command in an editor that takes each edit, or none. */
async function fixAll(client: Client, given: readonly unknown[] = [], takes = true): Promise<Asked> {
  const edits: WorkspaceEdit[] = [];
  client.connection.onRequest(ApplyWorkspaceEditRequest.type, ({ edit }) => {
    edits.push(edit);
    return { applied: takes };
  });
  const result = (await client.connection.sendRequest(ExecuteCommandRequest.type, {
    command: fixWorkspaceCommand,
    arguments: [...given],
  })) as FixWorkspaceResult;
  return { result, edits };
}

describe('fixing all safe findings of a workspace', () => {
  it('is one edit, each part of which says the rule that it comes from, and asks before', async () => {
    const root = folder(two);
    const client = await connect({ folders: [root], initialize: { capabilities: annotating } });
    const said: string[] = [];
    client.connection.onNotification(ShowMessageNotification.type, ({ message }) => void said.push(message));
    await client.open('src/app.py');
    await client.settled();
    const { result, edits } = await fixAll(client);
    assert.equal(result.kind, 'applied');
    assert.equal(edits.length, 1);
    const [edit] = edits;
    assert.deepEqual(
      edit?.documentChanges?.map((it) => 'edits' in it && [it.textDocument.uri, it.textDocument.version]),
      [
        [client.uriOf('src/app.py'), 1],
        [client.uriOf('src/files.js'), null],
        [client.uriOf('template.yaml'), null],
      ],
    );
    const used = edit?.documentChanges?.flatMap((it) =>
      'edits' in it ? it.edits.map((one) => ('annotationId' in one ? one.annotationId : '')) : [],
    );
    assert.deepEqual([...new Set(used)].sort(), Object.keys(edit?.changeAnnotations ?? {}).sort());
    assert.ok(used?.includes(rule));
    const annotations = Object.values(edit?.changeAnnotations ?? {});
    assert.ok(annotations.length > 0 && annotations.every(({ needsConfirmation }) => needsConfirmation));
    apply(root, edit);
    assert.equal(readFileSync(join(root, 'src/app.py'), 'utf8'), clean);
    assert.match(readFileSync(join(root, 'src/files.js'), 'utf8'), /^const s3 = new/m);
    assert.ok('fixes' in result && result.fixes > 2 && result.files === 3);
    assert.match(said.join('\n'), /^\d+ findings in 3 files to fix\. Tick/);
  });

  it('is a plain edit for an editor without annotations, which is told what came of it', async () => {
    const root = folder(two);
    const client = await connect({ folders: [root], initialize: { initializationOptions: undefined } });
    const said: string[] = [];
    client.connection.onNotification(ShowMessageNotification.type, ({ message }) => void said.push(message));
    await client.settled();
    const { edits, result } = await fixAll(client, [{ rule }]);
    assert.equal(edits[0]?.changeAnnotations, undefined);
    apply(root, edits[0]);
    assert.equal(readFileSync(join(root, 'src/app.py'), 'utf8'), clean);
    assert.deepEqual(result, { kind: 'applied', fixes: 2, files: 2 });
    await client.until('a message', () => said.length > 0);
    assert.deepEqual(said, ['Fixed 2 findings in 2 files.']);
  });

  it('says when there is nothing, and asks for nothing then', async () => {
    const client = await connect({ folders: [folder(`//- template.yaml\n${template()}//- src/app.py\n${clean}`)] });
    await client.settled();
    assert.deepEqual(await fixAll(client), { result: { kind: 'nothing' }, edits: [] });
  });

  it('says when the editor, or who looked at it, refused', async () => {
    const root = folder(orders);
    const client = await connect({ folders: [root] });
    await client.settled();
    const { result } = await fixAll(client, [], false);
    assert.deepEqual(result, { kind: 'refused', fixes: 1, files: 1 });
    await client.settled();
    assert.equal(client.diagnostics('src/app.py').length, 1, 'trying it out leaves the finding where it was');
  });

  it('takes what is typed and not saved, in several folders, one of them within another', async () => {
    const root = folder(`${orders}//- inner/template.yaml\n${template()}//- inner/src/app.py\n${faulty}`);
    const other = folder(orders);
    const client = await connect({ folders: [root, join(root, 'inner'), other] });
    await client.open('src/app.py');
    await client.type('src/app.py', 'import boto3\n', '# Orders\nimport boto3\n');
    await client.settled();
    const { edits, result } = await fixAll(client);
    const changed = edits[0]?.documentChanges?.flatMap((it) => ('edits' in it ? [it.textDocument] : [])) ?? [];
    assert.equal(new Set(changed.map(({ uri }) => uri)).size, changed.length, 'no file is edited twice');
    assert.equal(changed.find(({ uri }) => uri === client.uriOf('src/app.py'))?.version, 2);
    assert.deepEqual(result, { kind: 'applied', fixes: 3, files: 3 });
  });

  it('is offered for a rule at a finding that has others in other files', async () => {
    const client = await connect({ folders: [folder(two)] });
    await client.settled();
    const actions = await client.actions('src/app.py', client.diagnostics('src/app.py'), ['quickfix']);
    const everywhere = actions.find(({ title }) => title === `Fix all '${rule}' in the workspace…`);
    assert.deepEqual(everywhere?.command?.arguments, [{ rule }]);
    assert.equal(everywhere?.command?.command, fixWorkspaceCommand);
    assert.ok(client.result.capabilities.executeCommandProvider?.commands.includes(fixWorkspaceCommand));
  });
});
