/** What the last look at an edited text refuses. */
import { before, describe, it } from 'mocha';
import assert from 'node:assert/strict';
import { provenEdits } from '../../src/languages/edits/prove.ts';
import { createFrontends } from '../../src/languages/frontends.ts';
import type { LanguageFrontend, Range, Tree } from '../../src/languages/tree.ts';
import { asset } from '../project.ts';

describe('an edit is refused', () => {
  let frontend: LanguageFrontend | undefined;
  before(async () => {
    const frontends = createFrontends({ asset });
    await frontends.load(new Set(['python']));
    frontend = frontends.of('python');
  });

  const text = 'import boto3\n\n\ndef handler(event, context):\n    print(event)\n    return boto3\n';
  refuses(
    'when a line would be indented in another way than its block',
    'import boto3',
    '# In Ireland.\n    x = 1\nimport boto3',
    'the result would be indented wrongly',
  );
  refuses('when a name would be lost', 'import boto3', 'import os', '`boto3` would not be bound any more');
  refuses('when the result would not parse', 'print(event)', 'print(event', 'the result would not parse');
  refuses('when nothing would change', 'print(event)', 'print(event)', 'nothing would change');

  it('when lines end in a way that is not read as such', () => {
    assert.ok(frontend);
    const its = 'import boto3\n\n\rdef handler(event, context):\r    print(event)\n    return boto3\n';
    const edit = { path: 'app.py', start: its.length, end: its.length, text: 'x = 1\n' };
    assert.deepEqual(provenEdits(frontend, frontend.lower('app.py', its), [edit]), {
      known: false,
      why: 'some of its lines end with a carriage return alone',
    });
  });

  function refuses(when: string, old: string, fresh: string, why: string): void {
    it(when, () => {
      assert.ok(frontend);
      const start = text.indexOf(old);
      const edit = { path: 'app.py', start, end: start + old.length, text: fresh };
      assert.deepEqual(provenEdits(frontend, frontend.lower('app.py', text), [edit]), { known: false, why });
    });
  }
});

describe('an edit of JavaScript', () => {
  let frontend: LanguageFrontend | undefined;
  before(async () => {
    const frontends = createFrontends({ asset });
    await frontends.load(new Set(['javascript']));
    frontend = frontends.of('javascript');
  });

  const brings = (text: string, fresh: string) => {
    assert.ok(frontend);
    return provenEdits(frontend, frontend.lower('app.js', text), [{ path: 'app.js', start: 0, end: 0, text: fresh }]);
  };
  const required = "const { S3Client } = require('@aws-sdk/client-s3');\n";

  it('is refused where a name would be declared twice, be it by a part of a pattern', () => {
    const why = '`S3Client` would be declared twice';
    for (const text of [required, 'let S3Client;\n', "import { S3Client } from '@aws-sdk/client-s3';\n"])
      assert.deepEqual(brings(text, "const { S3Client, GetObjectCommand } = require('@aws-sdk/client-s3');\n"), {
        known: false,
        why,
      });
  });

  it('is refused where a line without a semicolon would go on below', () => {
    assert.ok(frontend);
    const text = 'load()\nconst limit = 60;\n(stage || prod).start(limit)\n';
    const start = text.indexOf('const');
    const edit = { path: 'app.js', start, end: text.indexOf('(stage'), text: '' };
    assert.deepEqual(provenEdits(frontend, frontend.lower('app.js', text), [edit]), {
      known: false,
      why: 'what follows would be read as a part of what stands before it',
    });
    assert.ok(!brings('[1].map(String)\n', 'const limit = 60\n').known);
    assert.ok(brings('[1].map(String)\n', 'const limit = 60;\n').known);
  });

  it('may bring a name that only a function declares, and leave what is declared twice already', () => {
    assert.ok(brings(`exports.load = () => {\n  ${required}  return new S3Client({});\n};\n`, required).known);
    assert.ok(brings(`${required}${required}`, "const table = 'orders';\n").known);
  });
});

describe('an edit within a call', () => {
  let javascript: LanguageFrontend | undefined;
  let python: LanguageFrontend | undefined;
  before(async () => {
    const frontends = createFrontends({ asset });
    await frontends.load(new Set(['python', 'typescript']));
    javascript = frontends.of('typescript');
    python = frontends.of('python');
  });

  const stack = `import * as lambda from 'aws-cdk-lib/aws-lambda';
export function functions(scope) {
  const made = new lambda.Function(scope, 'A', {
    handler: 'app.handler', // where it begins
  });
}
`;
  const app = `from aws_cdk import aws_lambda as lambda_


def functions(scope):
    lambda_.Function(
        scope, "A",
        handler="app.handler",
    )
`;
  const first = "new lambda.Function(scope, 'A', {\n    handler: 'app.handler', // where it begins\n  })";
  const call = 'lambda_.Function(\n        scope, "A",\n        handler="app.handler",\n    )';

  it('is proven by reading the call alone', () => {
    const added = ' // where it begins\n    tracing: lambda.Tracing.ACTIVE,\n';
    assert.deepEqual(proven(javascript, stack, first, ' // where it begins\n', added), { ok: true, whole: false });
    assert.deepEqual(proven(python, app, call, '"A",\n', '"A", memory_size=512,\n'), {
      ok: true,
      whole: false,
    });
  });

  it('that takes another name from around it is proven by reading the file', () => {
    assert.deepEqual(proven(javascript, stack, first, "'app.handler'", 'made'), { ok: true, whole: true });
  });

  it('is refused when it breaks the call, ends it, or takes a name that nothing binds', () => {
    const why = 'the result would not parse';
    assert.deepEqual(proven(javascript, stack, first, "'app.handler'", "'app.handler"), { why, whole: true });
    assert.deepEqual(proven(javascript, stack, first, "'app.handler', //", "'a' }); f(`//"), { why, whole: true });
    assert.deepEqual(proven(python, app, call, '"app.handler"', '"app.handler'), { why, whole: true });
    assert.deepEqual(proven(python, app, call, '"app.handler"', 'handler'), {
      why: '`handler` would not be bound any more',
      whole: true,
    });
  });

  function proven(frontend: LanguageFrontend | undefined, text: string, call: string, old: string, fresh: string) {
    assert.ok(frontend);
    const path = text === app ? 'app.py' : 'stack.ts';
    const range: Range = { start: text.indexOf(call), end: text.indexOf(call) + call.length };
    const start = text.indexOf(old, range.start);
    assert.ok(start >= range.start && start < range.end);
    const edit = { path, start, end: start + old.length, text: fresh };
    const read: string[] = [];
    const lower = (its: string, what: string): Tree => {
      read.push(what);
      return frontend.lower(its, what);
    };
    const result = provenEdits({ ...frontend, lower }, frontend.lower(path, text), [edit], range);
    const whole = read.some((it) => it.includes('import '));
    return result.known ? { ok: true, whole } : { why: result.why, whole };
  }
});
