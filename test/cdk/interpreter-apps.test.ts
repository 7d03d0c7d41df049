import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { cdkApps } from '../../src/cdk/app.ts';
import { createCdkReader } from '../../src/cdk/reader.ts';
import { project } from '../project.ts';
import { filesOf, interpreted } from './interpreted.ts';

const commands: readonly (readonly [command: string, file: string])[] = [
  ['npx ts-node --prefer-ts-exts bin/x.ts', 'bin/x.ts'],
  ['npx tsx bin/x.ts', 'bin/x.ts'],
  ['node bin/x.js', 'bin/x.ts'],
  ['node bin/x.js', 'bin/x.js'],
  ['npm run build && node dist/bin/x.js', 'bin/x.ts'],
  ['node build/x.js', 'src/x.ts'],
  ['AWS_PROFILE=dev npx ts-node -P tsconfig.cdk.json bin/x', 'bin/x.ts'],
  ['python3 app.py', 'app.py'],
  ['pip install -r requirements.txt && python app.py', 'app.py'],
  ['.venv/bin/python -m infra.app', 'infra/app.py'],
  ['npm run --silent app', 'bin/x.ts'],
];

/** The entry of the only app in a project whose `cdk.json` has the command. */
async function entryOf(command: string, file: string): Promise<string | undefined> {
  const context = await filesOf(
    new Map([
      ['a/cdk.json', JSON.stringify({ app: command })],
      ['a/package.json', '{ "scripts": { "app": "ts-node bin/x.ts" } }'],
      [`a/${file}`, ''],
    ]),
  );
  return cdkApps(context.paths, context).apps[0]?.entry;
}

describe('apps of CDK', () => {
  for (const [command, file] of commands)
    it(`start at ${file} with \`${command}\``, async () => {
      assert.equal(await entryOf(command, file), `a/${file}`);
    });

  it('in other languages are left to what cdk synth makes of them', async () => {
    const context = await filesOf(new Map([['cdk.json', '{ "app": "mvn -e -q compile exec:java", "output": "out" }']]));
    const { apps, foreign } = cdkApps(context.paths, context);
    assert.deepEqual(apps, []);
    assert.deepEqual(
      foreign.map(({ path, command, output }) => ({ path, command, output })),
      [{ path: 'cdk.json', command: 'mvn -e -q compile exec:java', output: 'out' }],
    );
  });

  const stack = (name: string): string => `
import { Stack } from 'aws-cdk-lib';
import * as lambda from 'aws-cdk-lib/aws-lambda';
export class ${name} extends Stack {
  constructor(scope, id, props) {
    super(scope, id, props);
    new lambda.Function(this, 'Fn', { memorySize: 128, timeout: props.timeout });
  }
}`;

  it('need no cdk.json', async () => {
    const { app, declarations } = await interpreted(`
//- package.json
{ "devDependencies": { "aws-cdk-lib": "2" } }
//- infra/main.ts
import { App } from 'aws-cdk-lib';
import { Main } from './main-stack';
new Main(new App(), 'Main', {});
//- infra/main-stack.ts${stack('Main')}`);
    assert.equal(app.path, 'infra/main.ts');
    assert.deepEqual(
      declarations.resources.map(({ key }) => key),
      ['infra/main.ts#Main/Fn'],
    );
  });

  it('that are nothing but stacks are made as if an app made them', async () => {
    const { files } = project(`
//- package.json
{ "devDependencies": { "aws-cdk-lib": "2" } }
//- lib/main-stack.ts${stack('Main')}`);
    const read = createCdkReader()(await filesOf(new Map(files)));
    assert.deepEqual(
      read.map(({ source }) => source?.resources.map(({ key }) => key)),
      [['lib/main-stack.ts#Main/Fn']],
    );
    const timeout = read[0]?.source?.resources[0]?.properties.entries.get('timeout')?.value;
    assert.equal(timeout?.kind === 'unknown' && timeout.why, 'it is given by whoever makes a `Main`');
  });

  const shop = `
//- package.json
{ "devDependencies": { "aws-cdk-lib": "2" } }
//- cdk.json
{ "app": "npx tsx bin/app.ts" }
//- bin/app.ts
import { App } from 'aws-cdk-lib';
import { Main } from '../lib/main-stack';
new Main(new App(), 'Main', {});
//- lib/main-stack.ts${stack('Main')}
//- lib/main-stack.js${stack('Main')}
//- lib/other-stack.ts${stack('Other')}
//- README.md
Hello`;

  it('make each stack once, and leave out what was compiled from it', async () => {
    const read = createCdkReader()(await filesOf(new Map(project(shop).files)));
    assert.deepEqual(
      read.map(({ app, source }) => [app.path, source?.resources.map(({ id }) => id)]),
      [
        ['cdk.json', ['Main/Fn']],
        ['lib/other-stack.ts', ['Other/Fn']],
      ],
    );
  });

  it('are read again only when something changes that they were read from, or looked for', async () => {
    const files = new Map(project(shop).files);
    const context = await filesOf(files);
    const reader = createCdkReader();
    const [first] = reader(context);
    assert.ok(first?.source);
    assert.ok(first.source.reads.has('lib/main-stack.ts') && first.source.reads.has('cdk.json'));

    files.set('README.md', 'Bye');
    files.set('lib/other-stack.ts', '');
    assert.equal(reader(context)[0]?.source, first.source);

    files.set('lib/main-stack.ts', (files.get('lib/main-stack.ts') ?? '').replace('128', '256'));
    const [second] = reader(context);
    assert.notEqual(second?.source, first.source);
    const memory = second?.source?.resources[0]?.properties.entries.get('memorySize')?.value;
    assert.equal(memory?.kind === 'scalar' && memory.value, 256);
  });

  it('that are being worked on have only what changed parsed again', async () => {
    const files = new Map(project(shop).files);
    const context = await filesOf(files);
    const parsed: string[] = [];
    const counting = {
      ...context,
      paths: context.paths,
      tree: (path: string) => {
        parsed.push(path);
        return context.tree(path);
      },
    };
    const reader = createCdkReader();
    reader(counting);
    for (const memory of ['192', '256', '512']) {
      parsed.length = 0;
      files.set(
        'lib/main-stack.ts',
        (files.get('lib/main-stack.ts') ?? '').replace(/memorySize: \d+/, `memorySize: ${memory}`),
      );
      reader(counting);
    }
    assert.deepEqual(parsed, ['lib/main-stack.ts']);
  });
});
