import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { Cancelled } from '../../src/workspace/review.ts';
import { openWorkspace } from '../../src/workspace/workspace.ts';
import { memoryHost, project, workspaceOf } from '../project.ts';

const sam = (functions: Readonly<Record<string, string>>): string =>
  `Transform: AWS::Serverless-2016-10-31\nResources:\n${Object.entries(functions)
    .map(([id, properties]) => `  ${id}: { Type: AWS::Serverless::Function, Properties: { ${properties} } }\n`)
    .join('')}`;
const python = (handler: string, code: string) => `Runtime: python3.13, Handler: ${handler}, CodeUri: ${code}`;
const faulty = 'import boto3\n\ndef handler(event, context):\n    return boto3.client("s3").list_buckets()\n';
const clean = 'import boto3\ns3 = boto3.client("s3")\n\ndef handler(event, context):\n    return s3.list_buckets()\n';
const hoist = 'startup-time/init-in-handler';

const open = (files: Readonly<Record<string, string>>) => workspaceOf(new Map(Object.entries(files)));

describe('one handler in two templates', () => {
  const files = {
    'a/template.yaml': sam({ Orders: python('app.handler', '../src') }),
    'b/template.yaml': sam({ Orders: python('app.handler', '../src'), Refunds: python('app.handler', '../src') }),
    'src/app.py': faulty,
  };

  it('is several functions with one finding, which names them', async () => {
    const review = await open(files).workspace.review();
    assert.deepEqual(
      review.application.functions.map(({ key }) => key),
      ['a/template.yaml#Orders', 'b/template.yaml#Orders', 'b/template.yaml#Refunds'],
    );
    const findings = review.findings.filter(({ rule }) => rule === hoist);
    assert.deepEqual(
      findings.map(({ functions, fixes }) => [functions.length, fixes.length]),
      [[3, 1]],
    );
    assert.match(
      findings[0]?.message ?? '',
      /of `Orders`\. Build it once, at module level\. The same holds for `Orders` of `b\/template\.yaml` and `Refunds`\.$/,
    );
  });

  it('is evidence for each of them, and mended for all at once', async () => {
    const { workspace, files: live } = open(files);
    const failed = async () =>
      (await workspace.review()).outcomes.filter(({ rule, outcome }) => rule === hoist && outcome.kind === 'failed');
    assert.equal((await failed()).length, 3);
    live.set('src/app.py', clean);
    workspace.changed(['src/app.py']);
    assert.equal((await failed()).length, 0);
  });

  it('keeps its finding when one of the templates goes', async () => {
    const { workspace, files: live } = open(files);
    await workspace.review();
    live.delete('b/template.yaml');
    workspace.changed(['b/template.yaml']);
    const [only, ...rest] = (await workspace.review()).findings.filter(({ rule }) => rule === hoist);
    assert.deepEqual([only?.functions, rest], [['a/template.yaml#Orders'], []]);
    assert.ok(only?.message.endsWith('Build it once, at module level.'));
  });
});

describe('code that two functions share', () => {
  const shared = (refunds: string) => ({
    'template.yaml': sam({ Orders: python('orders.handler', 'src'), Refunds: python('refunds.handler', 'src') }),
    'src/orders.py': 'import shared\n\ndef handler(event, context):\n    return shared.s3()\n',
    'src/refunds.py': refunds,
    'src/shared.py': 'import boto3\n\ndef s3():\n    return boto3.client("s3")\n',
  });
  const set = 'os.environ["AWS_REGION"] = "eu-west-1"';

  it('is made late when making it early would change what one of them gets', async () => {
    const refunds = `import os\nimport shared\n${set}\n\ndef handler(event, context):\n    return shared.s3()\n`;
    const review = await open(shared(refunds)).workspace.review();
    const [only, ...rest] = review.findings.filter(({ rule }) => rule === hoist);
    assert.deepEqual([only?.functions.length, rest], [2, []]);
    assert.deepEqual(
      only?.fixes.map(({ title }) => title),
      ['Keep `boto3.client("s3")` in a module variable'],
    );
  });

  it('has no fix when any would change what one of them gets', async () => {
    const refunds = `import os\nimport shared\n\ndef handler(event, context):\n    ${set}\n    return shared.s3()\n`;
    const review = await open(shared(refunds)).workspace.review();
    const [only, ...rest] = review.findings.filter(({ rule }) => rule === hoist);
    assert.deepEqual([only?.functions.length, only?.fixes, rest], [2, [], []]);
    assert.match(only?.noFix ?? '', /`os\.environ\["AWS_REGION"\]` may take effect before it/);
  });
});

describe('a project of many templates', () => {
  it('has the functions of all of them: services of a monorepo, nested stacks, JSON beside YAML', async () => {
    const review = await open({
      'template.yaml': `Transform: AWS::Serverless-2016-10-31
Resources:
  Nested: { Type: AWS::Serverless::Application, Properties: { Location: services/orders/template.yaml } }
  Stack: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: services/refunds/stack.json } }
`,
      'services/orders/template.yaml': sam({ Orders: python('app.handler', 'src/') }),
      'services/orders/src/app.py': clean,
      'services/refunds/stack.json': JSON.stringify({
        Resources: {
          Refunds: {
            Type: 'AWS::Lambda::Function',
            Properties: { Runtime: 'python3.13', Handler: 'app.handler', Code: 'src' },
          },
        },
      }),
      'services/refunds/src/app.py': faulty,
    }).workspace.review();
    assert.deepEqual(
      review.application.functions.map(({ key, entry }) => [key, entry.found && entry.path]),
      [
        ['services/orders/template.yaml#Orders', 'services/orders/src/app.py'],
        ['services/refunds/stack.json#Refunds', 'services/refunds/src/app.py'],
      ],
    );
    assert.deepEqual(review.problems, []);
    assert.deepEqual(
      review.findings.filter(({ rule }) => rule === hoist).map(({ at }) => at.path),
      ['services/refunds/src/app.py'],
    );
  });
});

describe('what is not used any more', () => {
  const files = {
    'template.yaml': sam({ Orders: python('app.handler', 'src') }),
    'src/app.py': 'import big\n\ndef handler(event, context):\n    return big.x\n',
    'src/big.py': `x = "${'x'.repeat(30_000)}"\n`,
  };
  const problems = async (workspace: ReturnType<typeof openWorkspace>) =>
    (await workspace.review()).problems.map(({ path, message }) => `${path}: ${message}`);

  it('is not complained about: a module that nobody imports now', async () => {
    const { workspace, files: live } = open(files);
    assert.deepEqual(await problems(workspace), ['src/big.py: It looks minified and was skipped.']);
    live.set('src/app.py', clean);
    workspace.changed(['src/app.py']);
    assert.deepEqual(await problems(workspace), []);
  });

  it('is not complained about: what the configuration leaves out now', async () => {
    const { workspace, files: live } = open(files);
    await workspace.review();
    live.set('.serverless-lens/config.yaml', 'exclude: [src/big.py]\n');
    workspace.changed(['.serverless-lens/config.yaml']);
    assert.deepEqual(await problems(workspace), []);
    live.set('src/big.py', 'x = 1\n');
    workspace.changed(['src/big.py']);
    live.set('src/big.py', 'import boto3\nx = boto3.client("s3")\n');
    workspace.changed(['src/big.py']);
    live.delete('.serverless-lens/config.yaml');
    workspace.changed(['.serverless-lens/config.yaml']);
    assert.deepEqual(await problems(workspace), []);
    assert.match(workspace.textOf('src/big.py') ?? '', /boto3/);
  });
});

describe('a changed file', () => {
  it('is the only one that is read again, with the configuration and the answers where they are looked for', async () => {
    const {
      workspace,
      files: live,
      reads,
    } = open({
      'template.yaml': sam({ Orders: python('orders.handler', 'src'), Refunds: python('refunds.handler', 'src') }),
      'src/orders.py': faulty,
      'src/refunds.py': 'import shared\n\ndef handler(event, context):\n    return shared.s3()\n',
      'src/shared.py': 'import boto3\n\ndef s3():\n    return boto3.client("s3")\n',
    });
    const before = await workspace.review();
    live.set('src/shared.py', 'def s3():\n    return None\n');
    workspace.changed(['src/shared.py']);
    reads.length = 0;
    const after = await workspace.review();
    assert.deepEqual(new Set(reads), new Set(['src/shared.py']));
    const of = (review: typeof before) =>
      review.findings.filter(({ rule }) => rule === hoist).flatMap(({ functions }) => functions);
    assert.deepEqual(of(before), ['template.yaml#Orders', 'template.yaml#Refunds']);
    assert.deepEqual(of(after), ['template.yaml#Orders']);
  });

  it('that moves is followed: handler, shared module and template', async () => {
    const { workspace, files: live } = open({
      'template.yaml': sam({ Orders: python('app.handler', 'src') }),
      'src/app.py': 'import db\n\ndef handler(event, context):\n    return db.s3()\n',
      'src/db.py': 'import boto3\n\ndef s3():\n    return boto3.client("s3")\n',
    });
    const move = async (from: string, to: string) => {
      live.set(to, live.get(from) ?? '');
      live.delete(from);
      workspace.changed([from, to]);
      const review = await workspace.review();
      return review.findings.filter(({ rule }) => rule === hoist).map(({ at, functions }) => [at.path, ...functions]);
    };
    assert.deepEqual(await move('src/db.py', 'src/db/__init__.py'), [['src/db/__init__.py', 'template.yaml#Orders']]);
    assert.deepEqual(await move('template.yaml', 'deploy/template.yaml'), [
      ['src/db/__init__.py', 'src/app.py#handler'],
    ]);
    assert.deepEqual(await move('deploy/template.yaml', 'template.yml'), [
      ['src/db/__init__.py', 'template.yml#Orders'],
    ]);
    assert.deepEqual(await move('src/db/__init__.py', 'other.txt'), []);
    assert.deepEqual(await move('other.txt', 'src/db.py'), [['src/db.py', 'template.yml#Orders']]);
  });
});

describe('a review that takes long', () => {
  it('tells of the files as they are when it ends, and not of a mixture', async () => {
    const live = new Map([
      ['a/template.yaml', sam({ Orders: python('app.handler', '../src') })],
      ['b/template.yaml', sam({ Refunds: python('app.handler', '../src') })],
      ['src/app.py', faulty],
    ]);
    const { host } = memoryHost(live);
    let time = 0;
    let pauses = 0;
    const workspace = openWorkspace({
      ...host,
      now: () => (time += 1000),
      pause: () => {
        if (++pauses === 3) {
          live.delete('a/template.yaml');
          live.set('src/app.py', clean);
          workspace.changed(['a/template.yaml', 'src/app.py']);
        }
        return Promise.resolve();
      },
    });
    const review = await workspace.review();
    assert.ok(pauses > 3);
    assert.deepEqual(
      review.application.functions.map(({ key }) => key),
      ['b/template.yaml#Refunds'],
    );
    assert.deepEqual(
      review.findings.filter(({ rule }) => rule === hoist),
      [],
    );
  });
});

describe('a review that is stopped', () => {
  it('rejects, and what it found out until then serves the next one', async () => {
    const files = project(
      `//- template.yaml\n${sam({ Orders: python('app.handler', 'src') })}//- src/app.py\n${faulty}`,
    ).files;
    const { host, reads } = memoryHost(new Map(files));
    let time = 0;
    let pauses = 0;
    const signal = { aborted: false };
    const workspace = openWorkspace({
      ...host,
      now: () => (time += 1000),
      pause: () => {
        if (++pauses === 2) signal.aborted = true;
        return Promise.resolve();
      },
    });
    await assert.rejects(workspace.review(signal), Cancelled);
    reads.length = 0;
    const review = await workspace.review();
    assert.ok(!reads.includes('template.yaml'));
    assert.deepEqual(
      review.findings.map(({ rule }) => rule).filter((rule) => rule === hoist),
      [hoist],
    );
  });
});
