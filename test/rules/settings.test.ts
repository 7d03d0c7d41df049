/** What is asked for where a setting is there is asked for on each invocation, or on none. */
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { project, workspaceOf } from '../project.ts';

async function saidBy(text: string): Promise<readonly string[]> {
  const { findings } = await workspaceOf(project(text).files).workspace.review();
  return findings.filter((it) => it.rule === 'access-caching/config-per-invocation').map(({ messageId }) => messageId);
}

const python = (test: string, before = '', branch = ''): string => `//- app.py
import boto3

client = boto3.client("secretsmanager")


class Orders:
    def __init__(self, config):
        self._config = config
        self._held = {}
${before}
    def password(self):
        if ${test}:
${branch}
            return client.get_secret_value(SecretId="orders")["SecretString"]
        return "local"


def handler(event, context):
    return connect(Orders(settings()).password(), event)
`;

const javascript = (test: string): string => `//- app.mjs
import { SecretsManagerClient, GetSecretValueCommand } from "@aws-sdk/client-secrets-manager";

const client = new SecretsManagerClient({});

class Orders {
  constructor(config) {
    this.config = config;
    this.held = config.held;
  }
  async password() {
    if (${test}) {
      const { SecretString } = await client.send(new GetSecretValueCommand({ SecretId: "orders" }));
      return SecretString;
    }
    return "local";
  }
}

export const handler = async (event) => connect(await new Orders(settings()).password(), event);
`;

describe('what is asked for where a setting is there', () => {
  const cases: readonly (readonly [what: string, text: string, said: readonly string[]])[] = [
    ['Python: a setting', python('self._config.secret_arn'), ['anew']],
    ['Python: a setting, and what is held', python('self._config.secret_arn and self._held.region'), []],
    ['Python: both of them', python('self._config.secret_arn and self._config.region'), ['anew']],
    ['Python: one of them', python('self._config.secret_arn or self._config.region'), []],
    ['Python: a setting that is not there', python('not self._config.password'), []],
    ['Python: of what is not called settings', python('self._held.secret_arn'), []],
    ['Python: what tells of the time before', python('self._config.is_stale'), []],
    [
      'Python: what the branch changes',
      python('self._config.pending', '', '            self._config.pending = False'),
      [],
    ],
    [
      'Python: settings that another method reads',
      python('self._config.arn', '    def read(self):\n        self._config = settings()'),
      [],
    ],
    ['JavaScript: a setting', javascript('this.config.secretArn'), ['anew']],
    ['JavaScript: a setting of nothing', javascript('!this.config.password'), []],
    ['JavaScript: what is held', javascript('this.held.secretArn'), []],
    ['JavaScript: what tells of the time before', javascript('this.config.expired'), []],
  ];
  for (const [what, text, said] of cases) it(what, async () => assert.deepEqual(await saidBy(text), said));
});
