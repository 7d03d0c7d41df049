import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { edited, project, workspaceOf } from '../../project.ts';

/** The fields of the handler's file after the fix of the only thing that it makes, and the imports that come. */
async function fieldsAfter(value: string, imports: string): Promise<readonly string[]> {
  const text = `//- orders/Orders.java
package orders;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import java.util.Map;
${imports}
public class Orders implements RequestHandler<Map<String, String>, Object> {
  public Object handleRequest(Map<String, String> event, Context context) {
    return ${value}.toString();
  }
}
`;
  const { files } = project(text);
  const { findings } = await workspaceOf(files).workspace.review();
  const edits = findings.flatMap(({ rule, fixes }) =>
    rule === 'startup-time/init-in-handler' ? (fixes[0]?.edits ?? []) : [],
  );
  const after = edited(files, edits).get('orders/Orders.java') ?? '';
  const before = files.get('orders/Orders.java') ?? '';
  return after
    .split('\n')
    .filter((line) => /static|^import/.test(line) && !before.includes(line))
    .map((line) => line.trim());
}

describe('the field of Java into which a thing moves', () => {
  it('has the class of what a schema is made of', async () => {
    assert.deepEqual(
      await fieldsAfter(
        'TableSchema.fromBean(Map.Entry.class)',
        'import software.amazon.awssdk.enhanced.dynamodb.TableSchema;',
      ),
      ['private static final TableSchema<Map.Entry> tableSchema = TableSchema.fromBean(Map.Entry.class);'],
    );
  });

  it('is not made for a schema of a class that is not written', async () => {
    assert.deepEqual(
      await fieldsAfter('TableSchema.fromBean(type())', 'import software.amazon.awssdk.enhanced.dynamodb.TableSchema;'),
      [],
    );
  });

  it('has the component that Dagger makes a class of', async () => {
    assert.deepEqual(await fieldsAfter('DaggerShop.create()', 'import shops.DaggerShop;'), [
      'import shops.Shop;',
      'private static final Shop component = DaggerShop.create();',
    ]);
  });

  it('is not imported from its own package', async () => {
    assert.deepEqual(await fieldsAfter('DaggerShop.create()', ''), [
      'private static final Shop component = DaggerShop.create();',
    ]);
  });
});
