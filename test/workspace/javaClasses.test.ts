import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { project, workspaceOf } from '../project.ts';

const made = 'S3Client.create()';

const said = async (text: string): Promise<readonly string[]> => {
  const { findings, crashes } = await workspaceOf(project(text).files).workspace.review();
  assert.deepEqual(crashes, []);
  return findings.flatMap(({ rule, trace }) =>
    rule === 'startup-time/init-in-handler' ? [trace.map(({ label }) => label).join(' → ')] : [],
  );
};

const handler = (path: string, its = 'package com.acme.orders;', others = ''): string => `//- ${path}
${its}
import com.amazonaws.services.lambda.runtime.*;
${others}
public class Orders implements RequestHandler<String, Object> {
  public Object handleRequest(String id, Context context) { return new Store().load(); }
}
`;

const store = (path: string, its = 'package com.acme.orders;'): string => `//- ${path}
${its}
import software.amazon.awssdk.services.s3.S3Client;
public class Store { public Object load() { return ${made}; } }
`;

const found = ['Orders.handleRequest → Store.load → S3Client.create'];

describe('a class of the same package', () => {
  it('lies below its packages', async () => {
    assert.deepEqual(
      await said(
        handler('src/main/java/com/acme/orders/Orders.java') + store('src/main/java/com/acme/orders/Store.java'),
      ),
      found,
    );
  });

  it('lies beside the one that names it, whatever the folder is called', async () => {
    for (const folder of ['src/main/java/com.acme.orders', 'lambda', 'src/main/java/orders'])
      assert.deepEqual(await said(handler(`${folder}/Orders.java`) + store(`${folder}/Store.java`)), found, folder);
  });

  it('is none of another package that happens to lie there', async () => {
    const other = handler('lambda/Orders.java', 'package com.acme.orders;', 'import com.others.Store;');
    assert.deepEqual(await said(other + store('lambda/Store.java')), []);
  });

  it('is known as soon as the file says to be of its package', async () => {
    const { files } = project(
      handler('lambda/Orders.java', 'package com.acme;', 'import com.acme.orders.Store;') + store('lambda/Store.java'),
    );
    const { workspace, files: texts } = workspaceOf(files);
    const rules = async () =>
      (await workspace.review()).findings.filter(({ rule }) => rule.endsWith('/init-in-handler'));
    assert.deepEqual(await rules(), []);
    texts.set('lambda/Orders.java', (texts.get('lambda/Orders.java') ?? '').replace('com.acme;', 'com.acme.orders;'));
    workspace.changed(['lambda/Orders.java']);
    assert.equal((await rules()).length, 1);
  });
});
