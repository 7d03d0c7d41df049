/** What a fix says of what may change, and why there is none. */
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { project, workspaceOf } from '../../project.ts';

/** Of the only finding: its caution, `safe`, or why nothing is offered. */
async function saidOf(text: string): Promise<string> {
  const { findings } = await workspaceOf(project(`//- app.py\n${text}`).files).workspace.review();
  const [first, ...others] = findings.filter((it) => it.rule === 'startup-time/init-in-handler');
  assert.ok(first && others.length === 0, 'it has one finding');
  const [fix] = first.fixes;
  return fix ? (fix.caution ?? 'safe') : `none: ${first.noFix ?? ''}`;
}

describe('a fix says what may change', () => {
  const connecting = (module: string, call: string): string => `import ${module}


def handler(event, context):
    connection = ${call}
    return connection.cursor().execute("SELECT 1")
`;
  const cases: (readonly [what: string, text: string, said: string])[] = [
    [
      'of a connection that nobody opens anew',
      connecting('pg8000', 'pg8000.connect(user="a")'),
      'it connects at load, and nothing opens it anew when it breaks',
    ],
    [
      'of a connection that is asked whether it is open',
      connecting('psycopg2', 'psycopg2.connect(user="a")'),
      'later invocations use the first one again',
    ],
    [
      'of a database in a file of the package',
      connecting('sqlite3', 'sqlite3.connect("facts.db")'),
      'it connects at load',
    ],
    [
      'of a session whose cookies are asked for: nothing is offered',
      `import requests


def handler(event, context):
    session = requests.Session()
    session.post("https://example.com/login", json={"password": "…"})
    cookies = session.cookies.get_dict()
    return cookies.get("token")
`,
      'none: `session.cookies` would have those of earlier invocations',
    ],
    [
      'of a session that only asks',
      `import requests


def handler(event, context):
    session = requests.Session()
    return session.get("https://example.com").json()
`,
      'it keeps something of what it is asked for, such as cookies',
    ],
  ];
  const ofSettings = (line: string): string => `import boto3

settings = {"region_name": "eu-west-1", "config": {"tags": []}}


def handler(event, context):
    s3 = boto3.client("s3", **settings)
    ${line}
    return s3.get_object(Key=event["id"])
`;
  const ofParts: readonly (readonly [line: string, said: string])[] = [
    ['settings["config"]["tags"].append("x")', 'later invocations use the first one again'],
    ['tags = settings["config"]["tags"]; tags.append(event["id"])', 'later invocations use the first one again'],
    ['fill(settings["config"], event)', 'later invocations use the first one again'],
    ['fill(settings["region_name"], event)', 'safe'],
    ['print(settings["config"]["tags"])', 'safe'],
    ['count = len(settings["config"]["tags"]); note(count)', 'safe'],
  ];
  for (const [line, said] of ofParts) cases.push([`of settings of the module: ${line}`, ofSettings(line), said]);
  for (const [what, text, said] of cases) it(what, async () => assert.equal(await saidOf(text), said));
});
