import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { Review } from '../../src/workspace/review.ts';
import { project, workspaceOf } from '../project.ts';

const made = 'S3Client.create()';

const seen = ({ findings, crashes }: Review): readonly string[] => {
  assert.deepEqual(crashes, []);
  return findings.flatMap(({ rule, trace }) =>
    rule === 'startup-time/init-in-handler' ? [trace.map(({ label }) => label).join(' → ')] : [],
  );
};

const said = async (text: string): Promise<readonly string[]> =>
  seen(await workspaceOf(project(text).files).workspace.review());

const orders = (members: string): string => `//- pom.xml
<project><modules><module>orders</module><module>store</module></modules></project>
//- orders/src/main/java/x/Orders.java
package x;
import com.amazonaws.services.lambda.runtime.*;
import x.store.Store;
import javax.inject.Inject;
public class Orders implements RequestHandler<String, Object> {
  ${members}
}
//- store/src/main/java/x/store/Store.java
package x.store;
public interface Store { Object load(); }
`;

const injected = orders(
  '@Inject Store store;\n  public Object handleRequest(String id, Context context) { return store.load(); }',
);

const storing = (name: string, what: string, body: string): string => `//- store/src/main/java/x/store/${name}.java
package x.store;
import software.amazon.awssdk.services.s3.S3Client;
${what} { public Object load() { ${body} } }
`;

describe('what a container hands out', () => {
  it('is an object of the only class behind an interface, in whatever module it stands', async () => {
    const only = storing('OrdersInS3', 'class OrdersInS3 implements Store', `return ${made};`);
    assert.deepEqual(await said(injected + only), ['Orders.handleRequest → OrdersInS3.load → S3Client.create']);
  });

  it('may stand behind an interface that extends the other', async () => {
    const between = `//- store/src/main/java/x/store/Kept.java\npackage x.store;\ninterface Kept extends Store {}\n`;
    const only = storing('OrdersInS3', 'class OrdersInS3 implements Kept', `return ${made};`);
    assert.deepEqual(await said(injected + between + only), [
      'Orders.handleRequest → OrdersInS3.load → S3Client.create',
    ]);
  });

  it('is not known where there are two of them', async () => {
    const both =
      storing('OrdersInS3', 'class OrdersInS3 implements Store', `return ${made};`) +
      storing('OrdersInMemory', 'class OrdersInMemory implements Store', 'return null;');
    assert.deepEqual(await said(injected + both), []);
  });

  it('is no class of another interface with the same name, and none of a test', async () => {
    const other = `//- other/src/main/java/y/Store.java\npackage y;\npublic interface Store { Object load(); }\n`;
    const its = storing('Others', 'class Others implements y.Store', `return ${made};`);
    const test = storing('OrdersInS3', 'class OrdersInS3 implements Store', `return ${made};`).replace('main', 'test');
    assert.deepEqual(await said(injected + other + its + test), []);
  });

  it('is another one when the class begins or ends to implement the interface', async () => {
    const path = 'store/src/main/java/x/store/OrdersInS3.java';
    const implementing = storing('OrdersInS3', 'class OrdersInS3 implements Store', `return ${made};`);
    const { workspace, files } = workspaceOf(project(injected + implementing).files);
    const text = files.get(path) ?? '';
    const found = ['Orders.handleRequest → OrdersInS3.load → S3Client.create'];
    assert.deepEqual(seen(await workspace.review()), found);
    files.set(path, text.replace(' implements Store', ''));
    workspace.changed([path]);
    assert.deepEqual(seen(await workspace.review()), []);
    files.set(path, text);
    workspace.changed([path]);
    assert.deepEqual(seen(await workspace.review()), found);
  });
});
