/** `functions`: which functions there are, with which settings, and where. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv';
import { afterEach, describe, it } from 'mocha';
import { discardFolders, folder, projects } from '../folders.ts';
import { clean, orders, template } from '../samples.ts';
import { command } from './command.ts';

const root = join(__dirname, '../..');
const airline = join(projects, 'airline-booking');

interface Place {
  readonly path: string;
  readonly line: number;
}

/** What tests read of it; its whole shape is checked against the schema. */
interface Listed {
  readonly functions: readonly {
    readonly id: string;
    readonly application: string | null;
    readonly declared: string;
    readonly at: Place;
    readonly runtime: string | null;
    readonly architecture: string | null;
    readonly memory: number | null;
    readonly timeout: number | null;
    readonly unknown: Readonly<Record<string, string>>;
    readonly written: Readonly<Record<string, Place>>;
    readonly entry: (Place & { readonly symbol: string }) | null;
    readonly why?: string;
  }[];
}

async function listed(path: string): Promise<Listed> {
  const { code, out, err } = await command(path, ['functions', '--format', 'json']);
  assert.deepEqual([code, err], [0, '']);
  return JSON.parse(out) as Listed;
}

const shown = async (path: string, env: NodeJS.ProcessEnv = {}): Promise<string> => {
  const { code, out, err } = await command(path, ['functions'], env);
  assert.deepEqual([code, err], [0, '']);
  return out;
};

/** Settings from every place that they can be written at, and some that cannot be known. */
const various = `//- services/template.yaml
Transform: AWS::Serverless-2016-10-31
Parameters:
  Memory: { Type: Number, Default: 512 }
  Seconds: { Type: Number }
Globals:
  Function:
    Architectures: [arm64]
Resources:
  Orders:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: python3.13
      Handler: app.handler
      CodeUri: src/
      MemorySize: !Ref Memory
      Timeout: !Ref Seconds
  Elsewhere:
    Type: AWS::Serverless::Function
    Properties: { Runtime: nodejs22.x, Handler: app.handler, CodeUri: 's3://bucket/code.zip' }
  Pay:
    Type: AWS::Serverless::Function
    Properties: { PackageType: Image }
//- services/src/app.py
${clean}//- other.yaml
${template('Others')}//- src/app.py
${clean}//- tools/clean.py
def lambda_handler(event, context):
    return event
`;

describe('functions', () => {
  afterEach(discardFolders);

  describe('as JSON', () => {
    const schemaOf = (name: string): { readonly definitions: Readonly<Record<string, unknown>> } =>
      JSON.parse(readFileSync(join(root, 'docs', name), 'utf8')) as { definitions: Record<string, unknown> };

    it('is what its schema says, of every project', async () => {
      const validate = new Ajv({ allErrors: true, strict: false }).compile(schemaOf('functions.schema.json'));
      const sample = await listed(airline);
      for (const it of [sample, await listed(folder(various)), await listed(folder(''))]) {
        validate(it);
        assert.deepEqual(validate.errors ?? [], []);
      }
      for (const name of ['broken-yaml', 'code-uri-outside', 'intrinsics', 'malformed-review', 'no-template']) {
        validate(await listed(join(projects, name)));
        assert.deepEqual(validate.errors ?? [], [], name);
      }
      assert.ok(!validate({ ...sample, more: 1 }), 'The schema forbids what it does not know.');
    });

    it('says of a function what the review says of it', async () => {
      const [own, reviews] = ['functions.schema.json', 'review.schema.json'].map((name) => schemaOf(name).definitions);
      for (const [name, definition] of Object.entries(own ?? {})) assert.deepEqual(definition, reviews?.[name], name);
      const path = folder(various);
      const { out } = await command(path, ['review', '--format', 'json', '--fail-on', 'none']);
      const byId = ({ functions }: Listed) => [...functions].sort((a, b) => (a.id < b.id ? -1 : 1));
      assert.deepEqual(byId(await listed(path)), byId(JSON.parse(out) as Listed));
    });

    it('has values that are inherited with the place where they are written, and defaults without', async () => {
      const { functions } = await listed(folder(various));
      const orders = functions.find(({ id }) => id === 'Orders');
      assert.deepEqual(orders?.at, { path: 'services/template.yaml', line: 9 });
      assert.deepEqual([orders.runtime, orders.architecture, orders.memory], ['python3.13', 'arm64', 512]);
      assert.equal(orders.written['runtime']?.line, 12);
      assert.equal(orders.written['architecture']?.line, 7);
      const others = functions.find(({ id }) => id === 'Others');
      assert.deepEqual([others?.architecture, others?.timeout], ['x86_64', 3]);
      assert.deepEqual(Object.keys(others?.written ?? {}), ['runtime', 'memory']);
    });

    it('says why a value is not known, and why there is no code', async () => {
      const { functions } = await listed(folder(various));
      const of = (id: string) => functions.find((fn) => fn.id === id);
      assert.equal(of('Orders')?.timeout, null);
      assert.match(of('Orders')?.unknown['timeout'] ?? '', /Seconds/);
      assert.equal(of('Pay')?.runtime, null);
      assert.equal(of('Pay')?.unknown['runtime'], 'its container image decides it');
      assert.equal(of('Elsewhere')?.entry, null);
      assert.match(of('Elsewhere')?.why ?? '', /s3:\/\/bucket\/code\.zip|S3/);
      const { unknown, memory } = of('lambda_handler') ?? {};
      assert.equal(memory, null);
      assert.deepEqual(Object.keys(unknown ?? {}), ['runtime', 'architecture', 'memory', 'timeout']);
    });

    it('says of a file without the function that its handler names that it has none', async () => {
      const path = folder(`//- template.yaml
${template('Orders')}//- src/app.py
def other(event, context):
    return event
`);
      const why = '`src/app.py` has no function `handler`.';
      const [orders] = (await listed(path)).functions;
      assert.deepEqual([orders?.entry, orders?.why], [{ path: 'src/app.py', symbol: 'handler' }, why]);
      assert.match(await shown(path), /\n {4}\? `?src\/app\.py`? has no function `?handler`?\.\n/);
      const { out } = await command(path, ['review', '--fail-on', 'none']);
      assert.match(out, /Code that was not looked into\n.*Orders\n +`?src\/app\.py`? has no function/);
    });

    it('has no line where the file of the handler only passes it on', async () => {
      const path = folder(`//- template.yaml
${template('Orders')}//- src/app.py
from orders import handler
//- src/orders.py
import boto3


def handler(event, context):
    return event
`);
      const [orders] = (await listed(path)).functions;
      assert.deepEqual(orders?.entry, { path: 'src/app.py', symbol: 'handler' });
    });

    it('has each function once, with its application, those of none last', async () => {
      const { functions } = await listed(folder(various));
      assert.deepEqual(
        functions.map(({ application, id, declared }) => [application, id, declared]),
        [
          ['other.yaml', 'Others', 'template'],
          ['services/template.yaml', 'Elsewhere', 'template'],
          ['services/template.yaml', 'Orders', 'template'],
          ['services/template.yaml', 'Pay', 'template'],
          [null, 'lambda_handler', 'shape'],
        ],
      );
      assert.deepEqual(functions[2]?.entry, { path: 'services/src/app.py', symbol: 'handler', line: 6 });
    });
  });

  describe('for people', () => {
    it('lists them by application, in columns', async () => {
      assert.equal(
        await shown(folder(various)),
        `other.yaml · 1 function
  Others          python3.13  x86_64  256 MB  3 s
    other.yaml:3 → src/app.py:6 handler

services/template.yaml · 3 functions
  Elsewhere       nodejs22.x  arm64   128 MB  3 s
    services/template.yaml:17
    ? Its code cannot be found: its code lies in S3.
  Orders          python3.13  arm64   512 MB    ?
    services/template.yaml:9 → services/src/app.py:6 handler
  Pay             image       arm64   128 MB  3 s
    services/template.yaml:20
    ? It is a container image; its code is not named by the template.

In no application · 1 function
  lambda_handler  ?           ?            ?    ?
    → tools/clean.py:1 lambda_handler

5 functions in 2 applications.
--format json says why a value is not known (?).
`,
      );
    });

    it('takes one line for each where that is wide enough', async () => {
      const [, first] = (await shown(folder(orders), { COLUMNS: '120' })).split('\n');
      assert.equal(first, '  Orders  python3.13  x86_64  256 MB  3 s  template.yaml:3  → src/app.py:4 handler');
    });

    it('fits 80 columns, but cuts no place and no name', async () => {
      const name = 'A'.repeat(90);
      const deep = `${'deeply/'.repeat(12)}src/`;
      const text = `${template()}${template(name).split('\n').slice(2).join('\n').replace('src/', deep)}  Gone:
    Type: AWS::Serverless::Function
    Properties: { Runtime: python3.13, Handler: app.handler, CodeUri: a/directory/that/is/not/there/at/all/ }
`;
      const out = await shown(folder(`//- template.yaml\n${text}//- src/app.py\n${clean}//- ${deep}app.py\n${clean}`));
      assert.deepEqual(
        out.split('\n').filter((line) => line.length > 80),
        [`  ${name}`, `    → ${deep}app.py:6 handler`],
      );
      const facts = out.split('\n').filter((line) => line.includes('python3.13'));
      assert.deepEqual(
        [...new Set(facts.map((line) => line.indexOf('python3.13')))].length,
        1,
        'facts stand in columns',
      );
      assert.equal(facts.length, 3);
    });

    it('has colours for those who want them, which take no room', async () => {
      const path = folder(various);
      const colored = await shown(path, { FORCE_COLOR: '1' });
      assert.match(colored, /\u001b\[36m\s*\?/);
      assert.equal(colored.replaceAll(/\u001b\[\d+m/g, ''), await shown(path));
    });

    it('says that nothing was found where there is nothing', async () => {
      assert.equal(await shown(folder('//- notes.md\nhello\n')), 'No Lambda function was found (1 file).\n');
    });

    it('lists hundreds, by the numbers in their names', async () => {
      const names = Array.from({ length: 900 }, (_, index) => `Orders${String(index + 1)}`);
      const resources = names.map((name) => template(name).split('\n').slice(2).join('\n')).join('');
      const head = 'Transform: AWS::Serverless-2016-10-31\nResources:\n';
      const out = await shown(folder(`//- template.yaml\n${head}${resources}//- src/app.py\n${clean}`));
      assert.match(out, /^template\.yaml · 900 functions\n/);
      assert.match(out, /\n900 functions in 1 application\.\n$/);
      assert.deepEqual(
        [...out.matchAll(/^ {2}(\w+)/gm)].map(([, name]) => name),
        names,
      );
    });

    it('says which files could not be read', async () => {
      assert.match(await shown(join(projects, 'broken-yaml')), /\nCould not be read\n {2}template\.yaml:\d+\n {11}\S/);
    });
  });
});
