import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { afterEach, describe, it } from 'mocha';
import {
  CancellationTokenSource,
  CodeLensRequest,
  ExitNotification,
  LSPErrorCodes,
  ResponseError,
  ShutdownRequest,
} from 'vscode-languageserver-protocol/node';
import { discardFolders, folder } from '../folders.ts';
import { connect, discardClients } from './client.ts';
import { clean, faulty, orders, rule } from '../samples.ts';

afterEach(() => {
  discardClients();
  discardFolders();
});

const many = 300;

/** Long enough to review that much happens meanwhile. */
function large(): Map<string, string> {
  const files = new Map<string, string>();
  const helper = (name: string) =>
    Array.from(
      { length: 10 },
      (_, index) => `def ${name}${String(index)}(x):\n    return {"x": [x, "${name}"]}\n\n\n`,
    ).join('');
  let template = 'Transform: AWS::Serverless-2016-10-31\nResources:\n';
  for (let index = 0; index < many; index++) {
    const name = `f${String(index).padStart(3, '0')}`;
    template += `  ${name.toUpperCase()}:\n    Type: AWS::Serverless::Function\n    Properties: { Runtime: python3.13, Handler: app.handler, CodeUri: ${name}/, MemorySize: 256, Tracing: Active }\n`;
    files.set(`${name}/app.py`, helper(name) + faulty);
  }
  files.set('template.yaml', template);
  return files;
}

describe('while a large workspace is reviewed', () => {
  it('a burst of keystrokes ends in one picture, that of the last one', async () => {
    const root = folder(large());
    const client = await connect({ folders: [root] });
    await client.open('f000/app.py');
    for (let index = 0; index < 40; index++) await client.type('f000/app.py', 'import boto3\n', '# 0\nimport boto3\n');
    await client.type('f000/app.py', '    client = boto3.client("sns")\n', '');
    await client.type('f000/app.py', 'import boto3\n', 'import boto3\n\nclient = boto3.client("sns")\n');
    // Asked for in the middle of it, and answered with what holds in the end.
    const lenses = await client.lenses('f000/app.py');
    assert.equal(lenses[0]?.command?.title, 'PERF 1: nothing open');
    assert.equal(
      lenses[0].range.start.line,
      client.textOf('f000/app.py').split('\n').indexOf('def handler(event, context):'),
    );
    await client.until('the picture', () => client.views()[0]?.open === many - 1);
    assert.deepEqual(client.diagnostics('f000/app.py'), []);
    assert.equal(client.diagnostics('f299/app.py').length, 1);
    const ofTheFile = client.published.filter(({ uri }) => uri === client.uriOf('f000/app.py'));
    for (const { version, diagnostics } of ofTheFile) {
      assert.ok(version === undefined || version === 43, 'No state in between is told.');
      assert.equal(diagnostics.length, 0);
    }
    assert.equal(client.reviewed.length, 1);
    assert.deepEqual(client.logged, []);
  });

  it('requests are answered, those of before the last keystroke too', async () => {
    const root = folder(large());
    const client = await connect({ folders: [root] });
    await client.open('f000/app.py');
    const asked = [client.lenses('f000/app.py')];
    for (let index = 0; index < 5; index++) {
      await client.type('f000/app.py', 'import boto3\n', '# 0\nimport boto3\n');
      asked.push(client.lenses('f000/app.py'), client.lenses('template.yaml'));
    }
    const line = client.textOf('f000/app.py').split('\n').indexOf('def handler(event, context):');
    const answers = await Promise.all(asked);
    for (const lenses of answers.filter((it) => it.length === 1)) assert.equal(lenses[0]?.range.start.line, line);
    assert.deepEqual(
      answers.map(({ length }) => length),
      [1, ...Array.from({ length: 5 }, () => [1, many]).flat()],
    );
  });

  it('a request that is cancelled is answered so, at once', async () => {
    const root = folder(large());
    const client = await connect({ folders: [root] });
    const source = new CancellationTokenSource();
    const asked = client.connection.sendRequest(
      CodeLensRequest.type,
      { textDocument: { uri: client.uriOf('template.yaml') } },
      source.token,
    );
    source.cancel();
    await assert.rejects(asked, (error) => {
      assert.ok(error instanceof ResponseError);
      return error.code === LSPErrorCodes.RequestCancelled;
    });
    assert.equal(client.reviewed.length, 0, 'It did not wait for the review.');
    assert.equal((await client.lenses('template.yaml')).length, many);
  });

  it('the server ends at once when it is asked to', async () => {
    const client = await connect({ folders: [folder(large())] });
    await client.open('f000/app.py');
    assert.equal(await client.shutdown(), 0);
    assert.equal(client.reviewed.length, 0);
  });
});

describe('the process', () => {
  it('ends with 0 after shutdown and exit, and with 1 after exit alone', async () => {
    const root = folder(orders);
    const polite = await connect({ folders: [root] });
    await polite.connection.sendRequest(ShutdownRequest.type);
    await polite.connection.sendNotification(ExitNotification.type);
    assert.equal(await polite.exited, 0);
    const rude = await connect({ folders: [root] });
    await rude.connection.sendNotification(ExitNotification.type);
    assert.equal(await rude.exited, 1);
  });

  it('ends when its input does', async () => {
    const client = await connect({ folders: [folder(orders)] });
    client.process.stdin?.end();
    assert.equal(await client.exited, 1);
  });

  it('ends when the editor dies', async () => {
    const editor = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
    const client = await connect({ folders: [folder(orders)], initialize: { processId: editor.pid ?? null } });
    await client.settled();
    editor.kill('SIGKILL');
    assert.equal(await client.exited, 1);
  });

  it('writes nothing but the protocol to its outputs', async () => {
    const client = await connect({ folders: [folder(orders)] });
    let complaints = '';
    client.process.stderr?.on('data', (chunk: Buffer) => (complaints += chunk.toString()));
    await client.open('src/app.py', clean);
    await client.settled();
    assert.deepEqual(client.diagnostics('src/app.py'), []);
    assert.equal(await client.shutdown(), 0);
    assert.equal(complaints, '');
    assert.notEqual(rule, '');
  });
});
