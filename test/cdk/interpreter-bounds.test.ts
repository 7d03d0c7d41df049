import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { interpreted } from './interpreted.ts';

const app = (body: string): string => `
//- cdk.json
{ "app": "npx tsx app.ts" }
//- app.ts
import { App, Stack } from 'aws-cdk-lib';
import * as lambda from 'aws-cdk-lib/aws-lambda';
const stack = new Stack(new App(), 'Main');
new lambda.Function(stack, 'First', {});
${body}
new lambda.Function(stack, 'Last', {});
`;

const found = async (body: string) => {
  const { declarations } = await interpreted(app(body));
  return { ids: declarations.resources.map(({ id }) => id), problems: declarations.problems.map((it) => it.message) };
};

describe('a CDK app that cannot be followed to its end', () => {
  it('is left at a recursion that does not end', async () => {
    const { ids } = await found(`function again(n) { return again(n + 1) + again(n + 2); }
again(0);`);
    assert.equal(ids[0], 'Main/First');
  });

  it('goes on after a recursion over what is not known', async () => {
    const { ids, problems } = await found(`function filled(value) {
  if (Array.isArray(value)) return value.map((it) => filled(it));
  if (typeof value === 'object') return Object.entries(value).map(([key, it]) => [filled(key), filled(it)]);
  return filled(value.left) + filled(value.right) + filled(value.left, value.right);
}
filled(globalThis.policy);
filled(globalThis.policy);
function depth(levels) { if (levels > 0) { depth(levels - 1); } new lambda.Function(stack, \`L\${levels}\`, {}); }
depth(2);`);
    assert.deepEqual(ids, ['Main/First', 'Main/L0', 'Main/L1', 'Main/L2', 'Main/Last']);
    assert.deepEqual(problems, []);
  });

  it('tells of constructs of others, and not of other objects', async () => {
    const { problems } = await found(`import { Site } from 'their-constructs';
import { Settings, Client } from 'their-settings';
class Own extends Settings { constructor() { super(); } }
new Own();
new Client({ region: 'eu-west-1' });
new Site(stack, 'Site');`);
    assert.deepEqual(problems.length, 1);
    assert.match(problems[0] ?? '', /^What `Site` of `their-constructs` declares is not read/);
  });

  it('is told of once when it does too much, and keeps what was found before', async () => {
    const { ids, problems } = await found(
      `for (let i = 0; i < 900; i++) for (let j = 0; j < 900; j++) { const x = i * j; }`,
    );
    assert.deepEqual(ids, ['Main/First']);
    assert.equal(problems.length, 1);
    assert.match(problems[0] ?? '', /^The app does more here than is followed/);
  });

  it('is told of once when it declares without end', async () => {
    const { ids, problems } = await found(`for (let i = 0; i < 900; i++)
  for (let j = 0; j < 9; j++) new lambda.Function(stack, \`F\${i}x\${j}\`, {});`);
    assert.equal(ids.length, 3000);
    assert.match(problems[0] ?? '', /^The app declares more than is followed/);
  });

  it('goes on after a loop whose end is not known, and after what is thrown', async () => {
    const { ids, problems } = await found(`while (process.env.MORE) { new lambda.Function(stack, 'Inner', {}); }
while (true) { break; }
if (process.env.STAGE === undefined) throw new Error('STAGE is missing');
function get(name) { if (!process.env[name]) { throw new Error(name); } return name; }
new lambda.Function(stack, get('Named'), {});
const { a: { b } = {} } = undefined ?? {};
b?.c.d();
unknownName.of.something((it) => new lambda.Function(stack, 'Called', {}));`);
    assert.deepEqual(ids, ['Main/First', 'Main/Inner', 'Main/Named', 'Main/Called', 'Main/Last']);
    assert.deepEqual(problems, []);
  });

  it('goes on after a loop that is left where a condition is not known', async () => {
    const { ids, problems } = await found(`function hash(file) {
  while (true) { const block = file.read(); for (;;) { if (block.done) break; } if (!block) break; update(block); }
}
for (let index = 0; index < 900; index++) hash(process.env.FILE);
function next() { for (;;) { if (process.env.DONE) return 'One'; } }
for (let index = 0; index < 900; index++) next();
for (let index = 0; index < 2; index++) { if (process.env.DONE) break; new lambda.Function(stack, 'Turn' + index, {}); }
`);
    assert.deepEqual(ids, ['Main/First', 'Main/Turn0', 'Main/Turn1', 'Main/Last']);
    assert.deepEqual(problems, []);
  });

  it('keeps its functions while it is being typed', async () => {
    const { ids } = await found(`const half = { a: 1,
stack.`);
    assert.equal(ids[0], 'Main/First');
  });

  it('says that its first file cannot be read', async () => {
    const { declarations } = await interpreted(`
//- cdk.json
{ "app": "python3 app.py" }
//- app.py
`).then(
      (it) => it,
      () => ({ declarations: undefined }),
    );
    assert.deepEqual(declarations?.resources, []);
  });
});
