import assert from 'node:assert/strict';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, it } from 'mocha';
import { CodeActionKind, DiagnosticSeverity, FileChangeType } from 'vscode-languageserver-protocol/node';
import { explainRequest } from '../../src/protocol/messages.ts';
import { copyOf, discardFolders, folder, write } from '../folders.ts';
import { connect, discardClients, messageOf, shown } from './client.ts';
import { clean, faulty, orders, rule, template } from '../samples.ts';

afterEach(() => {
  discardClients();
  discardFolders();
});

describe('diagnostics', () => {
  it('come for every file of the workspace, open or not, before anything is asked', async () => {
    const root = copyOf('airline-booking');
    const client = await connect({ folders: [root] });
    await client.until('the first review', () => client.reviewed.length > 0);
    const found = new Map<string, string[]>();
    for (const { uri, diagnostics } of client.published) {
      const path = uri.slice(client.uriOf('').length + 1);
      found.set(
        path,
        diagnostics.map(({ code, range }) => `${String(code)} ${String(range.start.line + 1)}`),
      );
    }
    assert.deepEqual(found.get('booking/src/reserve_booking/reserve.py'), [`${rule} 55`, `${rule} 57`]);
    assert.deepEqual(found.get('booking/src/shared/bookings.py'), [`${rule} 14`]);
    assert.deepEqual(found.get('loyalty/src/get-points/app.ts'), [`${rule} 16`, `${rule} 18`]);
    assert.deepEqual(found.get('booking/template.yaml'), [
      'capacity-units/default-memory 33',
      'startup-time/tracing-off 76',
      'startup-time/sdk-v2-keep-alive 90',
    ]);
    assert.equal(found.has('booking/src/confirm_booking/confirm.py'), false);
    assert.deepEqual(client.logged, []);
    assert.equal(await client.shutdown(), 0);
  });

  it('of an open file are there before the rest of a large workspace is reviewed', async () => {
    const root = folder(orders, 'large');
    const services = Array.from({ length: 150 }, (_, index) => `services/s${String(index)}`);
    for (const it of services) {
      write(root, `${it}/template.yaml`, template());
      write(root, `${it}/src/app.py`, `${faulty}# ${it}\n`);
    }
    const client = await connect({ folders: [root] });
    const [open = '', other = ''] = services.map((it) => `${it}/src/app.py`);
    await client.open(open);
    await client.until('what is open', () => client.diagnostics(open).length > 0);
    // What is sent at once with it would be here before the answer.
    await client.connection.sendRequest(explainRequest, 'none');
    assert.equal(client.diagnostics(other).length, 0);
    assert.equal(client.reviewed.length, 0);
    await client.until('the first review', () => client.reviewed.length > 0);
    assert.deepEqual(
      [open, other].map((it) => client.diagnostics(it).map(({ code }) => code)),
      [[rule], [rule]],
    );
  });

  it('stand exactly under the code, in UTF-16, whatever stands before it on the line', async () => {
    const source = `import boto3


def handler(event, context):
    note = "𝒞🧾é"; client = boto3.client("sns", region_name="𝒳")
    client.publish(TopicArn="t", Message=event["text"] + note)
`;
    const root = folder(`//- template.yaml\n${template()}//- src/app.py\n${source}`);
    const client = await connect({ folders: [root] });
    await client.settled();
    const [diagnostic, ...rest] = client.diagnostics('src/app.py');
    assert.ok(diagnostic);
    assert.deepEqual(rest, []);
    // Four bytes, but two UTF-16 units each.
    assert.deepEqual(diagnostic.range, {
      start: { line: 4, character: 4 + 'note = "𝒞🧾é"; client = '.length },
      end: { line: 4, character: 4 + 'note = "𝒞🧾é"; client = boto3.client("sns", region_name="𝒳")'.length },
    });
    assert.equal(shown(source, diagnostic.range), 'boto3.client("sns", region_name="𝒳")');
  });

  it('stand in the right line of a file with Windows line ends and a byte order mark', async () => {
    const root = folder(orders);
    write(root, 'src/app.py', '\uFEFF' + faulty.replaceAll('\n', '\r\n'));
    const client = await connect({ folders: [root] });
    await client.settled();
    assert.deepEqual(
      client.diagnostics('src/app.py').map(({ range }) => range),
      [{ start: { line: 4, character: 13 }, end: { line: 4, character: 32 } }],
    );
  });

  it('say in plain text what is wrong, how grave it is, which rule says so, and how the handler gets there', async () => {
    const root = copyOf('airline-booking');
    const client = await connect({ folders: [root] });
    await client.settled();
    const [diagnostic] = client.diagnostics('booking/src/shared/bookings.py');
    assert.ok(diagnostic);
    assert.equal(diagnostic.code, rule);
    assert.equal(diagnostic.source, 'Serverless Lens');
    assert.equal(diagnostic.severity, DiagnosticSeverity.Warning);
    assert.match(messageOf(diagnostic), /^boto3\.resource\("dynamodb"\)\.Table is built on each invocation/);
    const way = (diagnostic.relatedInformation ?? []).map(({ message, location }) => ({
      message,
      file: location.uri.slice(client.uriOf('').length + 1),
      line: location.range.start.line + 1,
    }));
    assert.deepEqual(way.slice(0, 3), [
      { message: 'lambda_handler', file: 'booking/src/cancel_booking/cancel.py', line: 33 },
      { message: 'load_booking', file: 'booking/src/shared/bookings.py', line: 17 },
      { message: 'get_table', file: 'booking/src/shared/bookings.py', line: 12 },
    ]);
    const texts = client.published.flatMap(({ diagnostics }) =>
      diagnostics.flatMap((it) => [messageOf(it), ...(it.relatedInformation ?? []).map(({ message }) => message)]),
    );
    assert.ok(texts.length > 20);
    assert.deepEqual(
      texts.filter((text) => text.includes('`')),
      [],
    );
    const severities = new Map(
      client.published.flatMap(({ diagnostics }) => diagnostics.map((it) => [it.code, it.severity])),
    );
    assert.equal(severities.get('capacity-units/default-memory'), DiagnosticSeverity.Information);
    const hint = client
      .diagnostics('loyalty/template.yaml')
      .find(({ code }) => code === 'startup-time/sdk-v2-keep-alive');
    assert.equal(hint?.severity, DiagnosticSeverity.Hint);
  });

  it('tell where a template and a file of ours cannot be read', async () => {
    const root = folder(
      `//- template.yaml\n${template()}  Broken: [\n//- src/app.py\n${clean}//- .serverless-lens/config.yaml\nrules:\n  startup-time/tracing-off: loud\n`,
    );
    const client = await connect({ folders: [root] });
    await client.settled();
    const [broken] = client.diagnostics('template.yaml');
    assert.equal(broken?.severity, DiagnosticSeverity.Information);
    const [own] = client.diagnostics('.serverless-lens/config.yaml');
    assert.equal(own?.severity, DiagnosticSeverity.Error);
    assert.equal(own.range.start.line, 1);
    assert.equal(own.message, 'A rule is warning, information, hint or off.');
  });
});

describe('diagnostics of an open file', () => {
  it('follow the text in the editor, by the ranges that were typed', async () => {
    const root = folder(orders);
    const client = await connect({ folders: [root] });
    await client.open('src/app.py');
    await client.type('src/app.py', 'import boto3\n', '# Orders\nimport boto3\n');
    await client.settled();
    assert.deepEqual(
      client.diagnostics('src/app.py').map(({ range }) => range.start),
      [{ line: 5, character: 13 }],
    );
    await client.type('src/app.py', '    client = boto3.client("sns")\n', '');
    await client.type('src/app.py', '# Orders\nimport boto3\n', 'import boto3\n\nclient = boto3.client("sns")\n');
    await client.settled();
    assert.deepEqual(client.diagnostics('src/app.py'), []);
    assert.equal(readFileSync(join(root, 'src/app.py'), 'utf8'), faulty);
  });

  it('stay while half a line is typed elsewhere in the file', async () => {
    const root = folder(orders);
    const client = await connect({ folders: [root] });
    await client.open('src/app.py');
    await client.type('src/app.py', 'def handler', 'def helper(\n\n\ndef handler');
    await client.settled();
    const text = client.textOf('src/app.py');
    assert.deepEqual(
      client.diagnostics('src/app.py').map(({ range }) => shown(text, range)),
      ['boto3.client("sns")'],
    );
  });

  it('return to what is on the disk when it is closed without saving', async () => {
    const root = folder(orders);
    const client = await connect({ folders: [root] });
    await client.open('src/app.py', clean);
    await client.settled();
    assert.deepEqual(client.diagnostics('src/app.py'), []);
    await client.close('src/app.py');
    await client.settled();
    assert.equal(client.diagnostics('src/app.py').length, 1);
  });

  it('come again when the same text is typed anew: what the editor drew may be gone with the old one', async () => {
    const root = folder(orders);
    const client = await connect({ folders: [root] });
    await client.open('src/app.py');
    await client.settled();
    const of = (version: number) =>
      client.published.filter((it) => it.uri === client.uriOf('src/app.py') && it.version === version);
    await client.type('src/app.py', '    client = boto3.client("sns")\n', '    client = boto3.client("sns")\n');
    await client.settled();
    await client.type('src/app.py', '    client = boto3.client("sns")\n', '');
    await client.type('src/app.py', '    client.publish', '    client = boto3.client("sns")\n    client.publish');
    await client.settled();
    for (const version of [2, 4])
      assert.deepEqual(
        of(version).map(({ diagnostics }) => diagnostics.length),
        [1],
      );
  });

  it('are cleared when it is deleted', async () => {
    const root = folder(orders);
    const client = await connect({ folders: [root] });
    await client.open('src/app.py');
    await client.settled();
    assert.equal(client.diagnostics('src/app.py').length, 1);
    rmSync(join(root, 'src/app.py'));
    await client.changed(FileChangeType.Deleted, 'src/app.py');
    await client.close('src/app.py');
    await client.settled();
    assert.deepEqual(client.diagnostics('src/app.py'), []);
    assert.equal(client.views()[0]?.functions[0]?.why, 'Its code location `src` has no file that is reviewed.');
  });

  it('are found when its address is spelled otherwise than the server would', async () => {
    const root = folder(
      `//- template.yaml\n${template('Orders', 'app@2.handler')}//- src/app@2.py\n${faulty}`,
      'a b ä(1)',
    );
    const client = await connect({ folders: [root] });
    await client.settled();
    assert.equal(client.diagnostics('src/app@2.py').length, 1);
    // As RFC 3986 allows it: `@`, `(` and `)` as they are, and hexadecimal digits in lower case.
    const uri = client
      .uriOf('src/app@2.py')
      .replaceAll(/%[0-9A-F]{2}/g, (it) => it.toLowerCase())
      .replaceAll('%40', '@')
      .replaceAll('%28', '(')
      .replaceAll('%29', ')');
    assert.notEqual(uri, client.uriOf('src/app@2.py'));
    await client.connection.sendNotification('textDocument/didOpen', {
      textDocument: { uri, languageId: 'python', version: 7, text: `\n${faulty}` },
    });
    await client.settled();
    const [diagnostic] = client.diagnostics('src/app@2.py');
    assert.equal(diagnostic?.range.start.line, 5);
    assert.equal(client.published.at(-1)?.uri, uri);
    const [fix] = await client.actions('src/app@2.py', client.diagnostics('src/app@2.py'), [CodeActionKind.QuickFix]);
    assert.deepEqual(
      fix?.edit?.documentChanges?.map((it) => 'textDocument' in it && it.textDocument),
      [{ uri, version: 7 }],
    );
  });
});
