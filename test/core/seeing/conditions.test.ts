/** Which conditions decide whether something is read anew, and which only whether the function was given what it needs. */
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { codeOf } from '../reach.ts';

/** What becomes of the only `send` of a handler with these statements before it. */
async function sent(before: string): Promise<string> {
  const code = await codeOf(`//- app.mjs
import { SSMClient } from '@aws-sdk/client-ssm';
import { allowed, cache } from 'elsewhere';
const ssm = new SSMClient({});
const isValid = (order) => Object.values(order).every(Boolean);
let kept;
export const handler = async (event) => {
  const { order } = event;
  ${before}
  kept = await ssm.send('x');
  return kept;
};
`);
  if (typeof code === 'string') return code;
  return code.calls((symbol) => symbol.endsWith('.send')).map(({ verdict }) => verdict.kind)[0] ?? 'nothing';
}

const cases: readonly (readonly [before: string, verdict: string])[] = [
  ['if (!order) return 400;', 'per-invocation'],
  ['if (!isValid(order)) return { statusCode: 400, body: order.id };', 'per-invocation'],
  ['const isAllowed = allowed(order); if (!isAllowed) return { statusCode: 403 };', 'per-invocation'],
  ['if (!(await allowed(order))) return 403;', 'per-invocation'],
  ['if (allowed(order) === false) return { statusCode: 403 };', 'per-invocation'],
  ['if (allowed(order) !== true) return { statusCode: 403 };', 'per-invocation'],
  ['if (allowed(order) !== false) return { statusCode: 403 };', 'sometimes'],
  ['const its = allowed(order); if (!its) return;', 'per-invocation'],
  ['const its = allowed(); if (!its) return;', 'sometimes'],
  ["const its = await allowed(order); if (its.state !== 'open') return;", 'per-invocation'],
  ["const { state } = await allowed(order); if (!state || state === 'closed') return;", 'per-invocation'],
  ["const its = await allowed(); if (its.state !== 'open') return;", 'sometimes'],
  ["const its = await allowed(order); if (its.state === 'open') return its;", 'sometimes'],
  ['if (kept) return kept;', 'kept'],
  ['const found = cache.get(order.id); if (found) return found;', 'sometimes'],
  ['const found = cache.get(order.id); if (!found.isOld) return found;', 'sometimes'],
  ['const found = await cache(order); if (!found.isOld) return { body: found.value };', 'sometimes'],
];

describe('what is read behind a condition', () => {
  for (const [before, verdict] of cases)
    it(`${before} ${verdict}`, async () => assert.equal(await sent(before), verdict));
});

describe('what is read in Python behind a condition', () => {
  const verdict = async (condition: string): Promise<string> => {
    const code = await codeOf(`//- app.py
from urllib.parse import urlparse
import boto3
import cache

ssm = boto3.client("ssm")

def handler(event, context):
    return event["url"] if ${condition} else ssm.get_parameter(Name="/orders/host")
`);
    if (typeof code === 'string') return code;
    return code.calls((symbol) => symbol.endsWith('.get_parameter')).map((it) => it.verdict.kind)[0] ?? 'nothing';
  };

  it('on what the function was given is read each time', async () =>
    assert.equal(await verdict('urlparse(event["url"]).scheme'), 'per-invocation'));
  it('on something else is read at times', async () => assert.equal(await verdict('cache.has("host")'), 'sometimes'));
});
