/** A CDK app in an editor: what is said stands at the constructs, and is mended there. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, it } from 'mocha';
import { copyOf, discardFolders } from '../folders.ts';
import { apply, connect, discardClients } from './client.ts';

const stack = 'lib/orders-stack.ts';

afterEach(() => {
  discardClients();
  discardFolders();
});

const opened = async () => {
  const client = await connect({ folders: [copyOf('cdk-orders')] });
  await client.settled();
  return client;
};

describe('a CDK app', () => {
  it('has its functions under the name of the app, with both places', async () => {
    const client = await opened();
    const functions = client.views()[0]?.functions ?? [];
    assert.deepEqual(
      functions.map(({ id, application, runtime, memory, place, entry }) => [
        ...[id, application, runtime, memory],
        `${place.path}:${String(place.line)}`,
        `${entry?.path ?? ''}:${String(entry?.line)}`,
      ]),
      [
        ['Orders/CreateOrder', 'cdk.json', 'nodejs22.x', 128, `${stack}:16`, 'src/create.ts:2'],
        ['Orders/Report', 'cdk.json', 'python3.13', 512, `${stack}:23`, 'src/report.py:3'],
        ['Orders/Inline', 'cdk.json', 'python3.13', 128, `${stack}:31`, `${stack}:34`],
      ],
    );
  });

  it('has a lens above each construct, and above each handler', async () => {
    const client = await opened();
    const lensesOf = async (path: string) =>
      (await client.lenses(path)).map(({ range, command }) => `${String(range.start.line)} ${command?.title ?? ''}`);
    assert.deepEqual(await lensesOf(stack), [
      '16 PERF 1: 2 open',
      '23 PERF 1: 1 open',
      '31 PERF 1: 2 open',
      '34 PERF 1: 2 open',
    ]);
    assert.deepEqual(await lensesOf('src/report.py'), ['3 PERF 1: 1 open']);
  });

  it('is mended in its own words: a property, and code that stands in the source', async () => {
    const client = await opened();
    const diagnostics = client.diagnostics(stack);
    const actions = await client.actions(stack, diagnostics);
    const titled = (words: string) => actions.find(({ title }) => title.includes(words));
    apply(client.root, (await client.resolved(titled('tracing: Tracing.ACTIVE for Orders/CreateOrder'))).edit);
    const text = readFileSync(join(client.root, stack), 'utf8');
    assert.match(
      text,
      /environment: \{ TABLE: orders\.tableName \},\n {6}tracing: lambda\.Tracing\.ACTIVE,\n {4}\}\);/,
    );
    const inline = await client.resolved(titled('Move boto3.client("sns")'));
    assert.match(JSON.stringify(inline.edit), /sns = boto3\.client/);
  });

  it('is asked about memory by the name of its own property', async () => {
    const client = await opened();
    const said = client
      .diagnostics(stack)
      .map(({ message }) => (typeof message === 'string' ? message : message.value));
    assert.ok(
      said.some((it) => /because no `?memorySize`? is set/.test(it)),
      said.join('\n'),
    );
  });
});
