import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { violations } from '../invariants.ts';
import { flush, python } from './lowering.ts';

describe('Python text that is damaged', () => {
  const { lower } = python();
  const handlers = [
    `
      import json
      import os
      import boto3

      s3 = boto3.client('s3', region_name=os.environ["AWS_REGION"])

      def load(key):
          """Loads one."""
          try:
              return s3.get_object(Bucket='orders', Key=key)["Body"].read()
          except s3.exceptions.NoSuchKey as error:
              raise KeyError(f"{key!r} of {len(key)}") from error

      @logged(level='INFO')
      def lambda_handler(event, context):
          table = boto3.resource('dynamodb').Table(os.environ['TABLE'])
          for record in event.get('Records', []):
              body = {**json.loads(record['body']), 'at': [1, (2, 3)]}
              if not body: continue
              elif body['kind'] == "order":
                  table.put_item(Item={k: v for k, v in body.items() if v})
          return {'statusCode': 200, 'body': json.dumps({"ok": True})}
    `,
    `
      from typing import TYPE_CHECKING
      from .db import connect, close as shut

      class Orders(Base):
          client: "Client" = None
          def __init__(self, *names, **options):
              self.names = [n.strip() for n in names]
              self.go = lambda x, y=1: x if y else options.get('x')
          @staticmethod
          def of(text): return Orders(*text.split(","))

      async def handler(event, context):
          global orders
          async with connect(timeout=30) as db, lock:
              while (row := await db.next()) is not None:
                  match row:
                      case {'id': id, **rest} if rest: yield id
                      case [a, *_] | (a, b): print(a); return
                      case _: pass
          with open('/tmp/x', "rb") as f: orders = f.read()
          total = x = 1; total += sum(1 for _ in range(10) if _ % 2); del x
    `,
  ].map(flush);

  it('is lowered to a sound tree, 300 times', () => {
    const random = seeded(20);
    for (let round = 0; round < 300; round += 1) {
      const handler = handlers[round % handlers.length] ?? '';
      const damage = damages[Math.floor(round / 2) % damages.length];
      const text = damage?.(handler, random) ?? '';
      const tree = lower(text);
      assert.deepEqual(violations(tree), [], text);
      assert(tree.problems.length <= 10);
    }
  });

  it('keeps the handler when it is cut anywhere in its body', () => {
    const [handler = ''] = handlers;
    const from = handler.indexOf('table = ');
    for (let end = from; end <= handler.length; end += 1) {
      const names = lower(handler.slice(0, end)).functions.map(({ name }) => name);
      assert(names.includes('lambda_handler'), handler.slice(0, end));
    }
  });

  it('does not exhaust the stack, however deep it nests', () => {
    const nested: Readonly<Record<string, string>> = {
      brackets: `x = ${'('.repeat(5000)}1${')'.repeat(5000)}`,
      'open brackets': `x = ${'(['.repeat(2500)}`,
      lists: `x = ${'['.repeat(5000)}a${']'.repeat(5000)}`,
      sums: `x = ${Array(3000).fill('a').join(' + ')}`,
      'mixed sums': `x = ${Array(1500).fill('a').join(' + b - ')}`,
      alternatives: `x = ${Array(3000).fill('a').join(' or ')}`,
      calls: `x = a${'.b()'.repeat(3000)}`,
      lambdas: `x = ${'lambda: '.repeat(3000)}a`,
      comprehensions: `x = ${'[a for a in '.repeat(1000)}b${']'.repeat(1000)}`,
      elif: `if a: pass\n${'elif b: pass\n'.repeat(3000)}`,
      blocks: Array.from({ length: 500 }, (_, depth) => `${' '.repeat(depth)}if a:`).join('\n'),
      functions: Array.from({ length: 500 }, (_, depth) => `${' '.repeat(depth)}def f():`).join('\n'),
      classes: Array.from({ length: 500 }, (_, depth) => `${' '.repeat(depth)}class A:`).join('\n'),
      targets: `${'['.repeat(3000)}a${']'.repeat(3000)} = 1`,
      patterns: `match a:\n  case ${'['.repeat(3000)}x${']'.repeat(3000)}: pass`,
    };
    for (const [name, text] of Object.entries(nested)) assert.deepEqual(violations(lower(text)), [], name);
  });

  it('still reads the names in what is nested too deep', () => {
    const tree = lower(`a = 1\nx = ${Array(1000).fill('a').join(' or ')}`);
    assert.equal(tree.bindings.find(({ name }) => name === 'a')?.reads.length, 1000);
  });
});

type Damage = (text: string, random: () => number) => string;

const halfTyped = [
  "    client = boto3.client('s3'",
  '    x = ',
  '    return {',
  "    if event['a'",
  '    for r in ',
  '    table.',
  "    print(f'{a",
  'def helper(',
  'import ',
  '    elif x',
  '    y = """',
];

const damages: readonly Damage[] = [
  (text, random) => text.slice(0, Math.floor(text.length * random())),
  (text, random) => without(text, [...text.matchAll(/[()[\]{}'":,]/g)], random),
  (text, random) => {
    const lines = text.split('\n');
    const line = halfTyped[Math.floor(random() * halfTyped.length)] ?? '';
    return lines.toSpliced(Math.floor(random() * lines.length), 0, line).join('\n');
  },
  (text, random) => without(text, [...text.matchAll(/[^\n]*\n/g)], random),
];

function without(text: string, matches: readonly RegExpExecArray[], random: () => number): string {
  const match = matches[Math.floor(random() * matches.length)];
  return match ? text.slice(0, match.index) + text.slice(match.index + match[0].length) : text;
}

/** Numbers from 0 to 1, the same on each run. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}
