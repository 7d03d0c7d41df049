import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { edited, project, workspaceOf } from '../../project.ts';

/** A handler with this method, and what it is after the fix of the only thing that it makes. */
async function moved(before: string): Promise<readonly string[]> {
  const text = `//- orders/Orders.java
package orders;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.fasterxml.jackson.databind.*;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.*;
import java.util.Map;
import software.amazon.awssdk.services.s3.S3Client;

public class Orders implements RequestHandler<Map<String, String>, Object> {
    private final String name = "orders";

    public Object handleRequest(Map<String, String> event, Context context) {
${before.replaceAll(/^(?=.)/gm, '        ')}
    }
}
`;
  const { files } = project(text);
  const { findings } = await workspaceOf(files).workspace.review();
  const edits = findings.flatMap(({ rule, fixes }) =>
    rule === 'startup-time/init-in-handler' ? (fixes[0]?.edits ?? []) : [],
  );
  const after = edited(files, edits).get('orders/Orders.java') ?? '';
  return after.slice(after.indexOf('{') + 2, -3).split('\n');
}

describe('what a handler of Java makes, after its fix', () => {
  it('is set up in a block beside its field', async () => {
    const after = await moved(`ObjectMapper mapper = new ObjectMapper();
mapper.registerModule(new JavaTimeModule());
mapper.configure(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, false)
    .findAndRegisterModules();
return mapper.convertValue(event, Map.class);`);
    assert.deepEqual(after, [
      '    private static final ObjectMapper mapper = new ObjectMapper();',
      '',
      '    static {',
      '        mapper.registerModule(new JavaTimeModule());',
      '        mapper.configure(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, false)',
      '            .findAndRegisterModules();',
      '    }',
      '',
      '    private final String name = "orders";',
      '',
      '    public Object handleRequest(Map<String, String> event, Context context) {',
      '        return mapper.convertValue(event, Map.class);',
      '    }',
    ]);
  });

  const field = '    private static S3Client s3Client;';
  const kept = ['        if (s3Client == null) {', '            s3Client = S3Client.create();', '        }'];
  const head = '    public Object handleRequest(Map<String, String> event, Context context) {';
  const own = '    private final String name = "orders";';

  it('leaves no block behind where a `try` closed it', async () => {
    const after = await moved(`try (S3Client s3 = S3Client.create()) {
    // Its key.
    String key = event.get("key");

    return s3.getObject(it -> it.key(key));
}`);
    const body = [
      '        S3Client s3 = s3Client;',
      '        // Its key.',
      '        String key = event.get("key");',
      '',
      '        return s3.getObject(it -> it.key(key));',
    ];
    assert.deepEqual(after, [field, own, '', head, ...kept, ...body, '    }']);
  });

  it('leaves a `try` that closes something else as it is', async () => {
    const after = await moved(`try (S3Client s3 = S3Client.create(); Reader reader = new StringReader("a")) {
    return s3.getObject(it -> it.key(event.get("key")));
}`);
    const body = [
      '        S3Client s3 = s3Client;',
      '        try (Reader reader = new StringReader("a")) {',
      '            return s3.getObject(it -> it.key(event.get("key")));',
      '        }',
    ];
    assert.deepEqual(after, [field, own, '', head, ...kept, ...body, '    }']);
  });

  for (const [what, text] of [
    ['whose name is said behind it', `try (S3Client s3 = S3Client.create()) {\n    s3.use();\n}\nreturn s3;`],
    [
      'whose body declares such a name',
      `try (S3Client s3 = S3Client.create()) {\n    String a = s3.use();\n}\nreturn a();`,
    ],
    [
      'that is the whole of a branch',
      `if (event.isEmpty())\n    try (S3Client s3 = S3Client.create()) {\n        s3.use();\n    }\nreturn "";`,
    ],
  ] as const)
    it(`leaves the block of a \`try\` ${what}`, async () => {
      assert.ok((await moved(text)).some((line) => line.trim() === '{'));
    });
});
