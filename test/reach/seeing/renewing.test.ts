import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { project, workspaceOf } from '../../project.ts';
import { reached } from '../reach.ts';

const handler = (credentials: string, body = ''): string => `//- app.mjs
import { GoogleAuth } from 'google-auth-library';
import { getCredentials } from './credentials.mjs';
export const handler = async (event) => {
  ${body}
  const credentials = await getCredentials();
  return new GoogleAuth({ credentials }).getAccessToken(event.id);
};
//- credentials.mjs
import { SecretsManager } from '@aws-sdk/client-secrets-manager';
const secrets = new SecretsManager({});
const ask = async () => JSON.parse((await secrets.getSecretValue({ SecretId: 'google' })).SecretString);
${credentials}
`;

const made = 'new GoogleAuth: per-invocation | handler → GoogleAuth';
const stays =
  'new GoogleAuth: per-invocation | stays: what `getCredentials` gives may be renewed from time to time | handler → GoogleAuth';

describe('what is made of what a cache gives', () => {
  it('stays where the cache looks at the clock', async () => {
    const cache = `let cached, until = 0;
export async function getCredentials() {
  if (cached && Date.now() < until) return cached;
  cached = await ask();
  until = Date.now() + 60_000;
  return cached;
}`;
    assert.deepEqual(await reached(handler(cache)), [stays]);
  });

  it('stays where another function looks at the clock', async () => {
    const cache = `let cached, until;
const isOld = () => until === undefined || new Date() > until;
async function renew() {
  cached = await ask();
  until = new Date(cached.expiry);
}
export async function getCredentials() {
  if (isOld()) await renew();
  return cached;
}`;
    assert.deepEqual(await reached(handler(cache)), [stays]);
  });

  it('stays where the cache is that of a library which lets go of things', async () => {
    const cache = `import NodeCache from 'node-cache';
const cache = new NodeCache({ stdTTL: 300 });
export async function getCredentials() {
  if (!cache.has('google')) cache.set('google', await ask());
  return cache.get('google');
}`;
    assert.deepEqual(await reached(handler(cache)), [stays]);
  });

  it('may be kept where the cache keeps the first', async () => {
    const cache = `let cached;
export async function getCredentials() {
  cached ??= await ask();
  return cached;
}`;
    assert.deepEqual(await reached(handler(cache)), [made]);
  });

  it('may be kept where something else looks at the clock', async () => {
    const cache = 'export const getCredentials = async () => ask();';
    assert.deepEqual(await reached(handler(cache, 'console.log(Date.now());')), [made]);
  });
});

describe('what is kept that is made of what is asked for', () => {
  it('says so in the title of the edit', async () => {
    const { workspace } = workspaceOf(project(handler('export const getCredentials = async () => ask();')).files);
    const { findings } = await workspace.review();
    assert.deepEqual(
      findings.flatMap(({ resource, fixes }) => (resource ? fixes.map(({ title }) => title) : [])),
      ['Keep `new GoogleAuth` in a module variable, made of the first `credentials`'],
    );
  });

  it('says that it is set up anew where each invocation does so', async () => {
    const source = handler('export const getCredentials = async () => ask();').replace(
      'return new GoogleAuth({ credentials }).getAccessToken(event.id)',
      "const auth = new GoogleAuth({ credentials });\n  auth.scopes = ['read'];\n  return auth.getAccessToken(event.id)",
    );
    const { findings } = await workspaceOf(project(source).files).workspace.review();
    assert.deepEqual(
      findings.flatMap(({ resource, fixes }) => (resource ? fixes.map(({ caution }) => caution) : [])),
      ['later invocations use the first one again, and set it up anew'],
    );
  });
});
