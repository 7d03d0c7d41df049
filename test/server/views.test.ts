/** What the views of an editor are told of each function. */
import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'mocha';
import { discardFolders, folder } from '../folders.ts';
import { clean } from '../samples.ts';
import { connect, discardClients } from './client.ts';

afterEach(() => {
  discardClients();
  discardFolders();
});

describe('a list of functions', () => {
  it('has what each runs on, what is not known and why, its application, and both of its places', async () => {
    const root = folder(`//- orders/template.yaml
Transform: AWS::Serverless-2016-10-31
Parameters:
  Seconds: { Type: Number }
Resources:
  Orders:
    Type: AWS::Serverless::Function
    Properties: { Runtime: python3.13, Handler: app.handler, CodeUri: src/, MemorySize: 512, Timeout: !Ref Seconds }
//- orders/src/app.py
${clean}//- tool.py
def lambda_handler(event, context):
    return event
`);
    const client = await connect({ folders: [root] });
    await client.settled();
    const [orders, tool] = client.views()[0]?.functions ?? [];
    assert.ok(orders && tool);
    const { id, application, runtime, architecture, memory, timeout, symbol, place, entry } = orders;
    assert.deepEqual(
      { id, application, runtime, architecture, memory, timeout, symbol },
      {
        id: 'Orders',
        application: 'orders/template.yaml',
        runtime: 'python3.13',
        architecture: 'x86_64',
        memory: 512,
        timeout: undefined,
        symbol: 'handler',
      },
    );
    assert.deepEqual(Object.keys(orders.unknown), ['timeout']);
    assert.match(orders.unknown.timeout ?? '', /Seconds/);
    assert.deepEqual([place.path, place.line], ['orders/template.yaml', 4]);
    assert.deepEqual([entry?.path, entry?.line], ['orders/src/app.py', 5]);
    assert.deepEqual([tool.declared, tool.application, tool.memory], ['shape', undefined, undefined]);
  });
});
