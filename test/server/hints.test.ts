import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, describe, it } from 'mocha';
import { MarkupContent, type CodeLens, type Hover } from 'vscode-languageserver-protocol/node';
import { findingsRequest, type FindingView } from '../../src/protocol/messages.ts';
import { bundles } from '../bundles.ts';
import { copyOf, discardFolders, folder } from '../folders.ts';
import { connect, discardClients } from './client.ts';
import { clean, orders, template } from '../samples.ts';

afterEach(() => {
  discardClients();
  discardFolders();
});

function markdown(hover: Hover | null): string {
  assert.ok(hover && MarkupContent.is(hover.contents));
  assert.equal(hover.contents.kind, 'markdown');
  return hover.contents.value;
}

const places = (lenses: readonly CodeLens[]): readonly string[] =>
  lenses.map(({ range, command }) => `${String(range.start.line + 1)} ${command?.title ?? ''}`);

describe('a hover', () => {
  it('says why it matters, and leaves to the editor what it shows itself', async () => {
    const client = await connect({ folders: [copyOf('airline-booking')] });
    const hover = await client.hover('booking/src/shared/bookings.py', 'boto3.resource');
    const text = markdown(hover);
    assert.match(text, /^Lambda keeps an execution environment/);
    assert.match(text, /What is built at module level is built once, during the cold start/);
    assert.match(text, /\(command:serverlessLens\.explain\?%5B%22startup-time%2Finit-in-handler%22%5D\)$/);
    const [diagnostic] = client.diagnostics('booking/src/shared/bookings.py');
    assert.deepEqual(hover?.range, diagnostic?.range);
    assert.equal(diagnostic?.relatedInformation?.length, 4);
  });

  it('in another editor says what is wrong and how the handler gets there, and links to no command', async () => {
    const client = await connect({ folders: [copyOf('airline-booking')], initialize: { initializationOptions: null } });
    const text = markdown(await client.hover('booking/src/shared/bookings.py', 'boto3.resource'));
    assert.match(text, /^`boto3\.resource\("dynamodb"\)\.Table` is built on each invocation of `CancelBooking`/);
    assert.ok(
      text.includes(`[\`load_booking\`](${client.uriOf('booking/src/shared/bookings.py')}#L17,5) → [\`get_table\`]`),
      text,
    );
    assert.match(text, /What is built at module level is built once, during the cold start/);
    assert.match(text, /`startup-time\/init-in-handler`$/);
    assert.doesNotMatch(text, /command:/);
  });

  it('says why there is no fix', async () => {
    const source = `import pymysql\n\n\ndef handler(event, context):\n    with pymysql.connect(host="db"):\n        print(event)\n`;
    const client = await connect({ folders: [folder(`//- template.yaml\n${template()}//- src/app.py\n${source}`)] });
    assert.match(
      markdown(await client.hover('src/app.py', 'connect(')),
      /^No automatic fix: a `with` statement closes it/,
    );
  });

  it('is silent beside a finding, and where there is none', async () => {
    const client = await connect({ folders: [folder(orders)] });
    assert.equal(await client.hover('src/app.py', 'import'), null);
    assert.equal(await client.hover('template.yaml', 'Orders'), null);
    assert.ok(await client.hover('src/app.py', 'boto3.client'));
  });

  it('is right at once after a keystroke that moved the line', async () => {
    const client = await connect({ folders: [folder(orders)] });
    await client.open('src/app.py');
    await client.settled();
    await client.type('src/app.py', 'import boto3\n', '# 1\n# 2\n# 3\nimport boto3\n');
    const hover = await client.hover('src/app.py', 'boto3.client');
    assert.equal(hover?.range?.start.line, 7);
  });
});

describe('a lens', () => {
  it('stands above each handler and each function of a template', async () => {
    const root = copyOf('airline-booking');
    const client = await connect({ folders: [root] });
    assert.deepEqual(places(await client.lenses('booking/template.yaml')), [
      '33 PERF 1: 2 open',
      '48 PERF 1: nothing open',
      '61 PERF 1: 2 open',
      '76 PERF 1: 3 open',
      '90 PERF 1: 5 open',
    ]);
    assert.deepEqual(places(await client.lenses('booking/src/confirm_booking/confirm.py')), [
      '54 PERF 1: nothing open',
    ]);
    assert.deepEqual(places(await client.lenses('booking/payment/collect.js')), ['35 PERF 1: 5 open']);
    assert.deepEqual(places(await client.lenses('booking/src/shared/bookings.py')), []);
  });

  it('is plain text in an editor without the command that it would call', async () => {
    const client = await connect({ folders: [folder(orders)], initialize: { initializationOptions: {} } });
    const [lens] = await client.lenses('src/app.py');
    assert.deepEqual(lens?.command, { title: 'PERF 1: 1 open', command: '' });
  });

  it('does not stand on what only looks like a handler', async () => {
    const client = await connect({ folders: [folder(`//- app.py\n${clean}`)] });
    assert.deepEqual(await client.lenses('app.py'), []);
    assert.equal(client.views()[0]?.functions.length, 1);
  });

  it('of a handler of two functions counts what they share once', async () => {
    const two = `${template()}  Refunds:\n    Type: AWS::Serverless::Function\n    Properties: { Runtime: python3.13, Handler: app.handler, CodeUri: src/, MemorySize: 256, Tracing: Active }\n`;
    const client = await connect({ folders: [folder(orders.replace(template(), two))] });
    assert.deepEqual(places(await client.lenses('src/app.py')), ['4 PERF 1: 1 open']);
    assert.deepEqual(places(await client.lenses('template.yaml')), ['3 PERF 1: 1 open', '11 PERF 1: 1 open']);
    assert.equal(client.views()[0]?.open, 1);
  });

  it('is drawn anew after each review, in editors that can do so', async () => {
    const root = folder(orders);
    const client = await connect({ folders: [root] });
    await client.until('the first refresh', () => client.refreshes() === 1);
    const other = await connect({ folders: [root], initialize: { capabilities: {} } });
    await other.settled();
    assert.equal(other.refreshes(), 0);
  });
});

describe('what is open', () => {
  it('is the same number in lenses, views, function lists, reports and the command', async () => {
    const root = copyOf('airline-booking');
    const client = await connect({ folders: [root] });
    await client.settled();
    const [view] = client.views();
    assert.ok(view);
    const cli = join(await bundles(), 'cli.js');
    const review = async (format: string): Promise<string> => {
      const args = [cli, 'review', '--format', format, '--fail-on', 'none', root];
      return (await promisify(execFile)(process.execPath, args)).stdout;
    };
    const [text, pretty, markdownReport] = await Promise.all([review('json'), review('pretty'), review('markdown')]);
    const json = JSON.parse(text) as { findings: { severity: string; location: { path: string } }[] };
    // Every question of the sample is information, and every fault a warning.
    const accused = json.findings.filter(({ severity }) => severity === 'warning');
    assert.equal(view.open, accused.length);
    assert.match(pretty, new RegExp(`^${String(view.open)} faults and 3 questions and hints in`, 'm'));
    assert.match(markdownReport, new RegExp(`${String(view.open)} open, 3 to be weighed`));
    for (const fn of view.functions) {
      const path = fn.place.path;
      const lens = (await client.lenses(path)).find(({ range }) => range.start.line === fn.place.line);
      const title = fn.open === 0 ? 'PERF 1: nothing open' : `PERF 1: ${String(fn.open)} open`;
      assert.equal(lens?.command?.title, title, fn.id);
    }
    const open = Object.fromEntries(view.functions.map(({ id, open: count }) => [id, count]));
    assert.equal(open['ConfirmBooking'], 0);
    assert.equal(open['IngestPoints'], 2, 'Two hints of its four findings accuse nobody.');
    const findings = view.functions.map(({ id, findings: count }) => `${id} ${String(count)}`);
    assert.ok(findings.includes('IngestPoints 4'), findings.join());
  });

  it('is nothing for a function of which only something is worth knowing, in the checklist too', async () => {
    const hinted = `Transform: AWS::Serverless-2016-10-31
Resources:
  Orders:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: nodejs22.x
      Handler: app.handler
      CodeUri: src/
      MemorySize: 256
      Tracing: Active
      Environment:
        Variables:
          AWS_NODEJS_CONNECTION_REUSE_ENABLED: '1'
`;
    const source = `import { S3Client, ListBucketsCommand } from '@aws-sdk/client-s3';\n\nconst s3 = new S3Client({});\n\nexport const handler = async () => s3.send(new ListBucketsCommand({}));\n`;
    const client = await connect({ folders: [folder(`//- template.yaml\n${hinted}//- src/app.mjs\n${source}`)] });
    await client.settled();
    assert.equal(client.diagnostics('template.yaml').length, 1);
    assert.deepEqual(places(await client.lenses('template.yaml')), ['3 PERF 1: nothing open']);
    const [view] = client.views();
    assert.equal(view?.open, 0);
    assert.equal(view.functions[0]?.open, 0);
    assert.equal(view.functions[0].findings, 1);
    const checks = view.checklist.practices.flatMap((practice) => practice.checks);
    assert.deepEqual(
      checks.flatMap(({ evidence }) => evidence).filter(({ kind }) => kind === 'failed'),
      [],
    );
    const shown = await client.connection.sendRequest<FindingView[]>(findingsRequest, {
      folder: view.folder,
      function: view.functions[0].key,
    });
    assert.deepEqual(
      shown.map(({ severity, place }) => `${severity} ${place.path}:${String(place.line + 1)}`),
      ['hint template.yaml:13'],
    );
  });
});
