import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { javascript } from '../../../src/languages/javascript/frontend.ts';
import { diagnosticsOf, parse } from '../../../src/languages/javascript/parse.ts';
import { violations } from '../invariants.ts';

const handlers = [
  [
    'orders.js',
    `const AWS = require('aws-sdk');
const { v4: uuid } = require('uuid');

// Tables are named by the stack.
const table = process.env.TABLE || 'orders';

exports.handler = async (event, context) => {
  const client = new AWS.DynamoDB.DocumentClient({ maxRetries: 3 });
  try {
    for (const record of event.Records ?? []) {
      const { id = uuid(), ...rest } = JSON.parse(record.body);
      await client.put({ TableName: table, Item: { id, ...rest, at: [1, (2 + 3)] } }).promise();
    }
  } catch (error) {
    console.error(\`failed: \${error.message}\`, { context });
    throw error;
  }
  return { statusCode: 200, body: JSON.stringify({ ok: true }) };
};
`,
  ],
  [
    'bookings.ts',
    `import { S3Client, type S3ClientConfig } from "@aws-sdk/client-s3";
import middy from '@middy/core';
import type { APIGatewayProxyEvent, Context } from 'aws-lambda';

enum State { Open = 1, Closed = Open << 1 }
type Reply<T> = { readonly statusCode: number; body?: T };

abstract class Bookings<T extends object = {}> extends Array<T> {
  static #count = 0;
  constructor(private readonly s3: S3Client, protected state: State = State.Open) { super(); }
  @logged({ level: 'debug' })
  async load(key: string): Promise<T | undefined> {
    if (!key) return undefined; else if (key === 'a') { Bookings.#count++; }
    return (await this.s3.send(read(key)))?.Body as unknown as T;
  }
  static { boot(); }
}

let bookings: Bookings | undefined;

export const handler = middy(async (event: APIGatewayProxyEvent, context: Context): Promise<Reply<string>> => {
  bookings ??= new (class extends Bookings {})(new S3Client({ region: process.env['AWS_REGION']! }));
  const [first, , ...others] = event.path.split('/').map((it) => it.trim());
  switch (first) {
    case 'x': { return { statusCode: 404 }; }
    default: label: while (others.pop()) { continue label; }
  }
  const found = <Reply<string>>await bookings.load(first!);
  return found;
});
export default { handler };
`,
  ],
] as const;

const halves =
  'const x = |await client.|if (|for (const a of |const { a, |return new |import { |export |x => |`${|class A { |foo(bar, |@dec |?.|async |...|/*|enum |namespace A {|require(|import(|using |<div |function (|static {|exports.|catch|new new|import x = |export default|label:|}}}|((('.split(
    '|',
  );

/** The same numbers each time. */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** Cut off, without a character, with something half typed, without a line. */
function damaged(text: string, kind: number, pick: (below: number) => number): string {
  const at = pick(text.length);
  const lines = text.split('\n');
  switch (kind) {
    case 0:
      return text.slice(0, at);
    case 1: {
      const marks = [...text.matchAll(/[()[\]{}'"`;,:=<>]/g)].map(({ index }) => index);
      const mark = marks[pick(marks.length)] ?? 0;
      return text.slice(0, mark) + text.slice(mark + 1);
    }
    case 2:
      return text.slice(0, at) + (halves[pick(halves.length)] ?? '') + text.slice(at);
    default:
      return lines.filter((_, index) => index !== at % lines.length).join('\n');
  }
}

describe('Half-typed JavaScript and TypeScript', () => {
  it('still gives trees that hold together', () => {
    const pick = numbers(3);
    let broken = 0;
    let found = 0;
    for (let round = 0; round < 300; round++) {
      const [path, text] = handlers[round % 2] ?? handlers[0];
      const changed = damaged(text, Math.floor(round / 2) % 4, pick);
      const tree = javascript.lower(path, changed);
      assert.deepEqual(violations(tree), [], changed);
      if (tree.problems.length === 0) continue;
      broken++;
      if (tree.functions.length > 1 || !/handler =/.test(changed)) found++;
    }
    assert(broken > 150, `${broken} damages are syntax errors`);
    assert(found / broken > 0.95, `${found} of ${broken} still have functions`);
  });

  it('keeps what stands around', () => {
    const tree = javascript.lower(
      'a.ts',
      'const a = new S3(\nexport const handler = async () => { a. };\nfunction b() {}',
    );
    assert.deepEqual(
      tree.functions.map(({ name }) => name),
      ['', 'handler', 'b'],
    );
    assert(tree.problems.length > 0);
  });

  it('is nested too deeply to be read, or to be walked', () => {
    const unreadable = javascript.lower('a.ts', `const a = 1; f(${'('.repeat(5000)}a${')'.repeat(5000)})`);
    assert.deepEqual(
      unreadable.problems.map(({ message }) => message),
      ['This TypeScript file could not be read: it is nested too deeply.'],
    );
    assert.deepEqual(violations(unreadable), []);
    for (const chain of [' + a', ' || a', '.then(a)', ' ? 1 : a']) {
      assert.deepEqual(violations(javascript.lower('a.js', `const a = 1; f(a${chain.repeat(3000)})`)), []);
      const tree = javascript.lower('a.js', `const a = 1; f(a${chain.repeat(400)})`);
      assert.deepEqual(violations(tree), []);
      assert.equal(tree.bindings[0]?.reads.length, 401, chain);
    }
    const nested = javascript.lower('a.js', `${'if (a) { '.repeat(350)}b()${' }'.repeat(350)}`);
    assert.deepEqual([violations(nested), [...nested.unresolved]], [[], ['a', 'b']]);
  });

  it('is known by the names that stand in it where it is too deep', () => {
    const within = `[one, { two, three: four.five, ...rest }] = six, seven++, eight += 1, (nine, a = one) => nine[b]`;
    const tree = javascript.lower('a.ts', `let one, two, four, rest, seven, eight, nine; ${'f('.repeat(310)}${within}`);
    assert.deepEqual(violations(tree), []);
    const uses = tree.bindings.map(({ name, reads, writes }) => `${name} ${reads.length}/${writes.length - 1}`);
    assert.deepEqual(uses.slice(0, 7), [
      'one 1/1',
      'two 0/1',
      'four 1/0',
      'rest 0/1',
      'seven 1/1',
      'eight 1/1',
      'nine 0/0',
    ]);
    assert.deepEqual([...tree.unresolved].sort(), ['b', 'f', 'six']);
  });

  it('has its errors in a field that is only in TypeScript itself', () => {
    assert(
      diagnosticsOf(parse('a.ts', 'const = 1')).length > 0,
      'TypeScript keeps its syntax errors elsewhere: see parse.ts',
    );
  });
});
