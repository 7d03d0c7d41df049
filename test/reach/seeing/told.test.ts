/**
 * Forms of `reached/`, a small project each: `=== what | the services of what is made on each invocation`.
 * The handler is `handler`, in Java `Orders.handleRequest`.
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'mocha';
import { codeOf } from '../reach.ts';

async function madeIn(text: string): Promise<string> {
  const code = await codeOf(text, text.includes('Orders.java') ? 'Orders.handleRequest' : 'handler');
  if (typeof code === 'string') return `unknown: ${code}`;
  const made = code.reached.filter(({ verdict }) => verdict.kind === 'per-invocation');
  const services = made.map(({ creation }) => (/s3/i.test(creation.resource.code) ? 'S3' : 'DynamoDB'));
  return [...new Set(services)].sort().join(', ') || 'nothing';
}

for (const name of ['told', 'elsewhere', 'providers', 'handing']) {
  const file = new URL(`reached/${name}.txt`, import.meta.url);
  const [intention = '', ...cases] = readFileSync(file, 'utf8').split(/^=== /m);
  describe(intention.trim(), () => {
    for (const text of cases) {
      const end = text.indexOf('\n');
      const [what = '', expected = ''] = text.slice(0, end).split(' | ');
      it(`${what}: ${expected}`, async () => assert.equal(await madeIn(text.slice(end + 1)), expected));
    }
  });
}
