/** Code that is reached through links of the workspace, on a real disk. */
import assert from 'node:assert/strict';
import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, it } from 'mocha';
import { nodeHost } from '../../src/node/host.ts';
import { openWorkspace } from '../../src/workspace/workspace.ts';
import { discardFolders, folder } from '../folders.ts';
import { asset } from '../project.ts';

const template = (code: string, handler: string, runtime: string): string =>
  `Resources:
  F:
    Type: AWS::Serverless::Function
    Properties: { Runtime: ${runtime}, Handler: ${handler}, CodeUri: ${code} }
`;

const made = { python: 'import boto3\n\ndef load():\n    return boto3.client("s3")\n' };

const links = (root: string, all: Readonly<Record<string, string>>): void => {
  for (const [path, leadsTo] of Object.entries(all)) symlinkSync(leadsTo, join(root, path));
};

async function reviewed(root: string) {
  const workspace = openWorkspace({ ...nodeHost(root, { assets: root }), asset });
  return { workspace, review: await workspace.review() };
}

const hoisted = 'startup-time/init-in-handler';

describe('A link in the workspace', () => {
  afterEach(discardFolders);

  it('leads an import to the file that is there, which is named by its own path', async () => {
    const root = folder(
      `//- template.yaml\n${template('orders', 'app.handler', 'python3.12')}` +
        '//- orders/app.py\nfrom libs.db import load\n\ndef handler(event, context):\n    return load()\n' +
        `//- shared/db.py\n${made.python}`,
    );
    links(root, { 'orders/libs': '../shared' });
    const { review } = await reviewed(root);
    assert.deepEqual(
      review.findings.filter(({ rule }) => rule === hoisted).map(({ at }) => at.path),
      ['shared/db.py'],
    );
  });

  it('leads to a single file as well, in JavaScript and through a package of it', async () => {
    const root = folder(
      `//- template.yaml\n${template('orders', 'app.handler', 'nodejs22.x')}` +
        "//- orders/app.js\nconst { load } = require('./db');\nexports.handler = async () => load();\n" +
        "//- shared/db.js\nconst { S3 } = require('@aws-sdk/client-s3');\nexports.load = () => new S3({}).listBuckets({});\n",
    );
    links(root, { 'orders/db.js': '../shared/db.js' });
    const { review } = await reviewed(root);
    assert.deepEqual(
      review.findings.filter(({ rule }) => rule === hoisted).map(({ at }) => at.path),
      ['shared/db.js'],
    );
  });

  it('may be the code location of a function, or lie on the way to it', async () => {
    for (const code of ['linked', 'linked/inner']) {
      const root = folder(
        `//- template.yaml\n${template(code, 'app.handler', 'python3.12')}` +
          `//- real/${code.replace(/^linked\/?/, '')}${code === 'linked' ? '' : '/'}app.py\ndef handler(event, context):\n    return 1\n`,
      );
      links(root, { linked: 'real' });
      const [fn] = (await reviewed(root)).review.application.functions;
      assert.equal(fn?.entry.found && fn.entry.path, code === 'linked' ? 'real/app.py' : 'real/inner/app.py');
    }
  });

  it('that leads around in a circle ends, however often a path goes through it', async () => {
    const root = folder(
      `//- template.yaml\n${template('a/b/a/b/a', 'app.handler', 'python3.12')}` +
        '//- a/app.py\ndef handler(event, context):\n    return 1\n',
    );
    links(root, { 'a/b': '..' });
    const [fn] = (await reviewed(root)).review.application.functions;
    assert.equal(fn?.entry.found && fn.entry.path, 'a/app.py');
  });

  it('that leads nowhere else than to what is not reviewed is said to have no file', async () => {
    const root = folder(`//- template.yaml\n${template('linked', 'app.handler', 'python3.12')}//- real/notes.txt\nx\n`);
    links(root, { linked: 'real' });
    const [fn] = (await reviewed(root)).review.application.functions;
    assert.match(fn?.entry.found === false ? fn.entry.why : '', /No file for its handler|no file that is reviewed/);
  });

  it('that comes later is seen when it is told', async () => {
    const root = folder(
      `//- template.yaml\n${template('orders', 'app.handler', 'python3.12')}` +
        '//- orders/app.py\nfrom libs.db import load\n\ndef handler(event, context):\n    return load()\n' +
        `//- shared/db.py\n${made.python}`,
    );
    const { workspace, review } = await reviewed(root);
    const faults = (of: typeof review) => of.findings.filter(({ rule }) => rule === hoisted).length;
    assert.equal(faults(review), 0);
    links(root, { 'orders/libs': '../shared' });
    workspace.changed(['orders/libs']);
    assert.equal(faults(await workspace.review()), 1);
  });
});
