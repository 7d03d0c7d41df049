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
const refused = async (order) => {
  if (await allowed(order)) return;
  return { statusCode: 403 };
};
const kindOf = async (order) => {
  if (await allowed(order)) return 'open';
  return { statusCode: 403 };
};
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
  ["if (String(order.id).trim() === '') return order;", 'per-invocation'],
  ["if (Buffer.from(order.id, 'base64').toString() === '') return order;", 'per-invocation'],
  [
    "let a = order.id; a = a.trim(); const b = a, c = b, d = c, e = d, f = e, g = f; if (g === 'x') return 1;",
    'per-invocation',
  ],
  ["const a = cache.get(1), b = a, c = b, d = c, e = d, f = e, g = f; if (g === 'x') return 1;", 'sometimes'],
  ["if (String(cache.get('order')).trim() === '') return order;", 'sometimes'],
  ['if (allowed(order) !== true) return { statusCode: 403 };', 'per-invocation'],
  ['if (allowed(order) !== false) return { statusCode: 200 };', 'sometimes'],
  ['if (allowed(order) !== false) return { statusCode: 403 };', 'per-invocation'],
  ['const its = await refused(order); if (its) return its;', 'per-invocation'],
  ['const its = await allowed(order); if (!its.valid) return its.response;', 'per-invocation'],
  ['const its = await allowed(order); if (its.isValid === false) return its.response;', 'per-invocation'],
  ['const its = await allowed(order); if (its.valid) return its.response;', 'sometimes'],
  ['const its = await allowed(order); if (!its.stale) return its.response;', 'sometimes'],
  ['const its = await allowed(order); if (its.error) return its.response;', 'per-invocation'],
  ['const its = await allowed(order); if (its.error !== null) return its.response;', 'per-invocation'],
  ['const authError = await allowed(order); if (authError) return authError;', 'per-invocation'],
  ['if (kept?.error) return kept.error;', 'kept'],
  ['const its = await kindOf(order); if (its) return its;', 'sometimes'],
  ['const its = await allowed(order); if (its) return its;', 'sometimes'],
  ['const its = allowed(); if (its.isFull && order.isNew) return new Response(its.reason, 503);', 'sometimes'],
  ['const its = allowed(); if (its.isFull && order.isNew) return allowed(503, { why: its.reason });', 'per-invocation'],
  ['const its = allowed(); if (its.isFull && order.isNew) return allowed(200, { why: its.reason });', 'sometimes'],
  ['const its = allowed(order); if (!its) return;', 'per-invocation'],
  ['const its = allowed(); if (!its) return;', 'sometimes'],
  ["const its = await allowed(order); if (its.state !== 'open') return;", 'per-invocation'],
  ["const { state } = await allowed(order); if (!state || state === 'closed') return;", 'per-invocation'],
  ["const its = await allowed(); if (its.state !== 'open') return;", 'sometimes'],
  ["const its = await allowed(order); if (its.state === 'open') return its;", 'sometimes'],
  ['if (kept) return kept;', 'kept'],
  ['if (kept) { if (kept.isOpen) return kept; kept.close(); }', 'kept'],
  ['if (kept) { if (order.isOld) return kept; }', 'per-invocation'],
  ['if (kept) { if (kept.isBroken) throw kept.error; }', 'per-invocation'],
  ['if (order.isNew) { if (kept) return kept; } else { if (cache.has(order)) return; }', 'sometimes'],
  ['if (order.isNew) { if (kept) return kept; } else { cache.clear(); }', 'per-invocation'],
  ['const found = cache.get(order.id); if (found) return found;', 'sometimes'],
  ['const found = cache.get(order.id); if (!found.isOld) return found;', 'sometimes'],
  ['const found = await cache(order); if (!found.isOld) return { body: found.value };', 'sometimes'],
];

describe('what is read behind a condition', () => {
  for (const [before, verdict] of cases)
    it(`${before} ${verdict}`, async () => assert.equal(await sent(before), verdict));
});

describe('what is read in Python behind a condition', () => {
  it('of what is refused with a status is read each time', async () => {
    assert.equal(await left('Response(cache.get("why"), status_code=429)'), 'per-invocation');
    assert.equal(await left('{"statusCode": 429, "body": cache.get("why")}'), 'per-invocation');
    assert.equal(await left('Response(cache.get("why"), status_code=200)'), 'sometimes');
    assert.equal(await left('Response(cache.get("why"), width=429)'), 'sometimes');
  });

  const left = async (gives: string): Promise<string> => {
    const code = await codeOf(`//- app.py
import boto3
import cache

ssm = boto3.client("ssm")

def handler(event, context):
    if cache.get("full"):
        return ${gives}
    return ssm.get_parameter(Name="/orders/host")
`);
    if (typeof code === 'string') return code;
    return code.calls((symbol) => symbol.endsWith('.get_parameter')).map((it) => it.verdict.kind)[0] ?? 'nothing';
  };

  const verdict = async (condition: string): Promise<string> => {
    const code = await codeOf(`//- app.py
import base64
import re
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
  it('on what is put together of it is read each time', async () =>
    assert.equal(
      await verdict('{str(k).lower(): v for k, v in (event.get("headers") or {}).items()}.get("host")'),
      'per-invocation',
    ));
  it('on what is decoded of it is read each time', async () => {
    assert.equal(await verdict('base64.b64decode(event["url"])'), 'per-invocation');
    assert.equal(await verdict('re.sub("[^a-z]+", "_", event["url"]).strip("_")'), 'per-invocation');
    assert.equal(await verdict('base64.b64decode(cache.get("url"))'), 'sometimes');
  });
  it('on what something else gave is read at times', async () =>
    assert.equal(await verdict('str(cache.get("host")).lower()'), 'sometimes'));
  it('on something else is read at times', async () => assert.equal(await verdict('cache.has("host")'), 'sometimes'));
});

/** What is said of a client that is made behind what a function noted before. */
const noted: Readonly<
  Record<'app.py' | 'app.mjs' | 'App.java', readonly (readonly [body: string, verdict: string])[]>
> = {
  'app.py': [
    ['errors.append(error)\n    if errors: boto3.client("sns")', 'rare'],
    ['errors.append(error)\n    if len(errors) > 0: boto3.client("sns")', 'rare'],
    ['errors.append(error)\n    print("failed", len(errors))\n    if TOPIC and errors: boto3.client("sns")', 'rare'],
    ['errors[task] = error\n    if errors: boto3.client("sns")', 'rare'],
    ['errors.append(error)\n    if not errors: boto3.client("sns")', 'per-invocation'],
    ['errors.append(error)\n    check(errors)\n    if errors: boto3.client("sns")', 'per-invocation'],
    ['errors.append(error)\n    (lambda: errors.append(1))()\n    if errors: boto3.client("sns")', 'per-invocation'],
    ['errors.append(error)\n    others = errors\n    if errors: boto3.client("sns")', 'per-invocation'],
    ['errors.append(error)\n    errors.append(task)\n    if errors: boto3.client("sns")', 'per-invocation'],
    ['errors.append(error)\n    if tasks: boto3.client("sns")', 'per-invocation'],
    ['raise\n    if errors: boto3.client("sns")', 'per-invocation'],
  ],
  'app.mjs': [
    ['errors.push(error); } if (errors.length) { new SNSClient({});', 'rare'],
    ['errors.push(error); } if (errors.length > 0) { new SNSClient({});', 'rare'],
    ['errors.push(error); } if (tasks.length > 0) { new SNSClient({});', 'per-invocation'],
    ['errors.push(error); } errors.push(1); if (errors.length > 0) { new SNSClient({});', 'per-invocation'],
  ],
  'App.java': [
    ['errors.add(error); } if (!errors.isEmpty()) { SnsClient.create();', 'rare'],
    ['errors.add(error); } if (errors.size() > 0) { SnsClient.create();', 'rare'],
    ['errors.add(error); } if (errors.isEmpty()) { SnsClient.create();', 'per-invocation'],
    ['errors.add(error); } errors.add(null); if (errors.size() > 0) { SnsClient.create();', 'per-invocation'],
  ],
};

const around: Readonly<Record<keyof typeof noted, (body: string) => string>> = {
  'app.py': (body) => `import boto3
from elsewhere import TOPIC, check

def handler(event, context):
    tasks = event["tasks"]
    errors = ${body.includes('errors[task]') ? '{}' : '[]'}
    task = None
    try:
        task = check(tasks)
    except Exception as error:
        ${body}
`,
  'app.mjs': (body) => `import { SNSClient } from '@aws-sdk/client-sns';
import { check } from 'elsewhere';
export const handler = async ({ tasks }) => {
  const errors = [];
  try { await check(tasks); } catch (error) { ${body} }
};
`,
  'App.java': (body) => `import com.amazonaws.services.lambda.runtime.*;
import java.util.*;
import software.amazon.awssdk.services.sns.SnsClient;
public class App implements RequestHandler<List<String>, String> {
  public String handleRequest(List<String> tasks, Context context) {
    List<Exception> errors = new ArrayList<>();
    try { Tasks.check(tasks); } catch (RuntimeException error) { ${body} }
    return "";
  }
}
`,
};

describe('what is made when something failed', () => {
  for (const name of Object.keys(noted) as (keyof typeof noted)[])
    for (const [body, verdict] of noted[name])
      it(`${name}: ${body.replaceAll('\n    ', '; ')} ${verdict}`, async () => {
        const code = await codeOf(
          `//- ${name}\n${around[name](body)}`,
          name === 'App.java' ? 'App.handleRequest' : 'handler',
        );
        if (typeof code === 'string') assert.fail(code);
        assert.deepEqual(
          code.reached.map((it) => it.verdict.kind),
          [verdict],
        );
      });
});

describe('what is made when what a loop tried failed', () => {
  const head = `//- app.py
import boto3
from elsewhere import check
def handler(event, context):
    results = {"done": [], "failed": []}
    for task in event["tasks"]:
        try:
            check(task)
        except Exception as error:
            results["failed"].append(error)
            continue
        results["done"].append(task)
`;
  const forms: readonly (readonly [body: string, verdict: string])[] = [
    ['if results["failed"]: boto3.client("sns")', 'rare'],
    ['if results["failed"]: boto3.client("sns")\n    return {"results": results}', 'rare'],
    ['if not results["done"]:\n        boto3.client("sns")\n        raise RuntimeError("none")', 'rare'],
    ['if len(results["done"]) == 0:\n        boto3.client("sns")\n        raise RuntimeError("none")', 'rare'],
    ['if not results["done"]: boto3.client("sns")', 'per-invocation'],
    ['if results["done"]: boto3.client("sns")', 'per-invocation'],
    ['if results["other"]: boto3.client("sns")', 'per-invocation'],
    ['if not event["tasks"]:\n        boto3.client("sns")\n        raise RuntimeError("none")', 'per-invocation'],
    ['check(results)\n    if results["failed"]: boto3.client("sns")', 'per-invocation'],
    ['results["failed"] = check(1)\n    if results["failed"]: boto3.client("sns")', 'per-invocation'],
    [
      'results["done"].append(1)\n    if not results["done"]:\n        boto3.client("sns")\n        raise RuntimeError("none")',
      'per-invocation',
    ],
  ];
  for (const [body, verdict] of forms)
    it(`${body.replaceAll(/\n +/g, '; ')} ${verdict}`, async () => {
      const code = await codeOf(`${head}    ${body}\n`);
      if (typeof code === 'string') assert.fail(code);
      assert.deepEqual(
        code.reached.map((it) => it.verdict.kind),
        [verdict],
      );
    });
});

describe('a client of what a developer runs beside the function', () => {
  const python = (body: string): string =>
    `//- app.py\nimport os\nimport boto3\n\n\ndef handler(event, context):\n${body}    return db.tables\n`;
  const javascript = (body: string): string =>
    `//- app.mjs\nimport { DynamoDB, DynamoDBClient } from '@aws-sdk/client-dynamodb';\nexport const handler = async () => { ${body} };\n`;
  const local = 'boto3.client("dynamodb", endpoint_url="http://localhost:8000")';
  const forms: readonly (readonly [title: string, text: string, said: readonly string[]])[] = [
    [
      'in Python, where a condition tells that',
      python(
        `    if "IS_OFFLINE" in os.environ:\n        db = ${local}\n    else:\n        db = boto3.resource("dynamodb")\n`,
      ),
      ['boto3.resource("dynamodb")'],
    ],
    [
      'in Python, where an expression tells that',
      python(`    db = ${local} if os.environ.get("IS_OFFLINE") else boto3.resource("dynamodb")\n`),
      ['boto3.resource("dynamodb")'],
    ],
    ['in Python, where nothing tells that', python(`    db = ${local}\n`), ['boto3.client("dynamodb")']],
    [
      'in Python, at a place that the code is told',
      python(`    if event["x"]:\n        db = boto3.resource("dynamodb", endpoint_url=os.environ["URL"])\n`),
      ['boto3.resource("dynamodb")'],
    ],
    [
      'in Python, unless a variable says otherwise, where a condition on the environment tells that',
      python(
        `    if os.environ.get("DYNAMODB_LOCAL"):\n        db = boto3.client("dynamodb", endpoint_url=os.environ.get("URL", "http://localhost:8000"))\n    else:\n        db = boto3.resource("dynamodb")\n`,
      ),
      ['boto3.resource("dynamodb")'],
    ],
    [
      'in Python, unless a variable says otherwise, where the event decides',
      python(
        `    if event["x"]:\n        db = boto3.client("dynamodb", endpoint_url=os.environ.get("URL", "http://localhost:8000"))\n`,
      ),
      ['boto3.client("dynamodb")'],
    ],
    [
      'in JavaScript',
      javascript(
        "return process.env.IS_OFFLINE ? new DynamoDBClient({ region: 'x', endpoint: 'http://localhost:8000' }) : new DynamoDB({});",
      ),
      ['new DynamoDB'],
    ],
  ];
  for (const [title, text, said] of forms)
    it(title, async () => {
      const code = await codeOf(text);
      if (typeof code === 'string') assert.fail(code);
      assert.deepEqual(
        code.reached.map(({ creation }) => creation.resource.code),
        said,
      );
    });
});
