import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { project, workspaceOf } from '../project.ts';

const sam = (resources: string) => `Transform: AWS::Serverless-2016-10-31\nResources:\n${resources}`;
const python = (layers = '[!Ref Shared]') => `  Orders:
    Type: AWS::Serverless::Function
    Properties: { Runtime: python3.13, Handler: app.handler, CodeUri: src/, Layers: ${layers} }
`;
const node = `  Orders:
    Type: AWS::Serverless::Function
    Properties: { Runtime: nodejs22.x, Handler: app.handler, CodeUri: src/, Layers: [!Ref Shared] }
`;
const layer = (directory: string, metadata = '') => `  Shared:
    Type: AWS::Serverless::LayerVersion
    Properties: { ContentUri: ${directory} }
${metadata}`;
const built = '    Metadata: { BuildMethod: python3.13 }\n';

const app = 'from shared import table\n\ndef handler(event, context):\n    return table().scan()\n';
const shared = 'import boto3\n\ndef table():\n    return boto3.resource("dynamodb").Table("t")\n';
const handler = 'import boto3\n\ndef handler(event, context):\n    return boto3.client("s3").list_buckets()\n';

/** Where something is made on each invocation, and the functions that were found. */
async function found(text: string) {
  const { workspace } = workspaceOf(project(text).files);
  const review = await workspace.review();
  assert.deepEqual(review.crashes, []);
  return {
    places: review.findings.filter(({ rule }) => rule === 'startup-time/init-in-handler').map(({ at }) => at.path),
    functions: review.application.functions.map(({ key }) => key),
    problems: review.problems.map(({ path, message }) => `${path}: ${message}`),
  };
}

describe('a layer that a project writes', () => {
  it('is the code of the functions that use it, from its `python` folder', async () => {
    const { places } = await found(
      `//- template.yaml\n${sam(python() + layer('common/'))}//- src/app.py\n${app}//- common/python/shared.py\n${shared}`,
    );
    assert.deepEqual(places, ['common/python/shared.py']);
  });
  it('is, when SAM builds it, the directory itself', async () => {
    const { places } = await found(
      `//- template.yaml\n${sam(python() + layer('common', built))}//- src/app.py\n${app}//- common/shared/__init__.py\n${shared}`,
    );
    assert.deepEqual(places, ['common/shared/__init__.py']);
  });
  it('is the code of functions that get it from `Globals`, and of code in the template', async () => {
    const globals = 'Globals: { Function: { Layers: [!Ref Shared] } }\n';
    const inline = `  Orders:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: python3.13
      Handler: index.handler
      InlineCode: |
${app.replace(/^(?=.)/gm, '        ')}`;
    const { places } = await found(
      `//- template.yaml\n${globals}${sam(inline + layer('common/'))}//- common/python/shared.py\n${shared}//- shared.py\n${shared}`,
    );
    assert.deepEqual(places, ['common/python/shared.py']);
  });
  it('is not the code of functions that do not use it', async () => {
    const { places } = await found(
      `//- template.yaml\n${sam(python('[]') + layer('common/'))}//- src/app.py\n${app}//- common/python/shared.py\n${shared}`,
    );
    assert.deepEqual(places, []);
  });
  it('is the code of functions that name a layer by what no template of theirs declares', async () => {
    const text = (layers: string) =>
      `//- template.yaml\n${sam(python(layers))}//- src/app.py\n${app}//- layers/core/python/shared.py\n${shared}`;
    const arn = "'arn:aws:lambda:eu-west-1:123456789012:layer:core:1'";
    assert.deepEqual((await found(text(`[${arn}]`))).places, ['layers/core/python/shared.py']);
    assert.deepEqual((await found(text('[]'))).places, []);
  });
  it('comes after the code of the function itself', async () => {
    const { places } = await found(
      `//- template.yaml\n${sam(python() + layer('common/'))}//- src/app.py\n${app}//- src/shared.py\n${shared}//- common/python/shared.py\n${shared}`,
    );
    assert.deepEqual(places, ['src/shared.py']);
  });
  it('is the code of Node.js functions, where they name it from `/opt/nodejs`', async () => {
    const { places } = await found(
      `//- template.yaml\n${sam(node + layer('common/'))}//- src/app.js
const { db } = require('/opt/nodejs/db');
exports.handler = async () => db().send();
//- common/nodejs/db.js
const { S3Client } = require('@aws-sdk/client-s3');
exports.db = () => new S3Client({});
`,
    );
    assert.deepEqual(places, ['common/nodejs/db.js']);
  });
  it('is the code of Node.js functions, where `NODE_PATH` leads to it', async () => {
    const { places } = await found(
      `//- template.yaml\n${sam(node + layer('common/'))}//- src/app.js
const db = require(process.env.AWS_REGION ? 'stores/db' : '../common/nodejs/stores/db');
const get = require('lodash/get');
exports.handler = async () => db().send(get({}, 'a'));
//- common/nodejs/stores/db.js
const { S3Client } = require('@aws-sdk/client-s3');
module.exports = () => new S3Client({});
`,
    );
    assert.deepEqual(places, ['common/nodejs/stores/db.js']);
  });
  it('is the code of Node.js functions, where its build makes it a package by the name of its directory', async () => {
    const text = (metadata: string, imported: string) =>
      `//- template.yaml\n${sam(node + layer('layers/shop/', metadata))}//- src/app.ts
import { db } from '${imported}';
export const handler = async () => db().send();
//- layers/shop/stores/db.ts
import { S3Client } from '@aws-sdk/client-s3';
export const db = () => new S3Client({});
`;
    const makefile = '    Metadata: { BuildMethod: makefile }\n';
    assert.deepEqual((await found(text(makefile, 'shop/stores/db'))).places, ['layers/shop/stores/db.ts']);
    assert.deepEqual((await found(text('', 'shop/stores/db'))).places, []);
    assert.deepEqual((await found(text(makefile, 'stores/db'))).places, ['layers/shop/stores/db.ts']);
    assert.deepEqual((await found(text(makefile, 'shops/stores/db'))).places, []);
  });
  it('has no handlers that only look like some', async () => {
    const text = (directory: string) =>
      `//- template.yaml\n${sam(python() + layer(directory))}//- common/python/tool.py\n${handler}//- src/app.py\n${app}`;
    assert.deepEqual((await found(text('common/'))).functions, ['template.yaml#Orders']);
    // Of a layer that holds the whole project, the project is still looked at.
    assert.deepEqual((await found(text('./'))).functions, ['template.yaml#Orders', 'common/python/tool.py#handler']);
  });
  it('is looked up anew when the template names another one', async () => {
    const text = (directory: string) => sam(python() + layer(directory));
    const { workspace, files } = workspaceOf(
      project(
        `//- template.yaml\n${text('a/')}//- src/app.py\n${app}//- a/python/shared.py\n${shared}//- b/python/shared.py\n${shared}`,
      ).files,
    );
    await workspace.review();
    files.set('template.yaml', text('b/'));
    workspace.changed(['template.yaml']);
    const { findings } = await workspace.review();
    assert.deepEqual(
      findings.filter(({ rule }) => rule === 'startup-time/init-in-handler').map(({ at }) => at.path),
      ['b/python/shared.py'],
    );
  });
});

describe('a package that a build puts beside the code', () => {
  const uses = 'from shop.db import table\n\ndef handler(event, context):\n    return table().scan()\n';
  const of = (files: string) => `//- functions/orders/app.py\n${uses}${files}`;
  const at = (path: string) => `//- ${path}\n${shared}`;

  it('is the only one of its name in a directory of packages', async () => {
    assert.deepEqual((await found(of(at('libraries/shop/db.py')))).places, ['libraries/shop/db.py']);
    assert.deepEqual((await found(of(at('libraries/shop/db/__init__.py')))).places, ['libraries/shop/db/__init__.py']);
  });
  it('is none that two directories have', async () => {
    assert.deepEqual((await found(of(at('libraries/shop/db.py') + at('more/shop/db.py')))).places, []);
  });
  it('has the name of the directory around it where it is called `src`', async () => {
    const package_ = '//- libraries/shop/src/__init__.py\n';
    const inSource = at('libraries/shop/src/db.py');
    assert.deepEqual((await found(of(package_ + inSource))).places, ['libraries/shop/src/db.py']);
    assert.deepEqual((await found(of(inSource))).places, []);
    const other = `//- more/shop/src/__init__.py\n${at('more/shop/src/db.py')}`;
    assert.deepEqual((await found(of(package_ + inSource + other))).places, []);
    assert.deepEqual((await found(of(package_ + inSource + at('more/shop/db.py')))).places, ['more/shop/db.py']);
  });
  it('is none of another function, and none of tests', async () => {
    assert.deepEqual((await found(of(`${at('jobs/shop/db.py')}//- jobs/app.py\n`))).places, []);
    assert.deepEqual((await found(of(at('tests/shop/db.py')))).places, []);
  });
  it('has the module that is asked for, and is no part of another package', async () => {
    assert.deepEqual((await found(of(at('libraries/shop/stores.py')))).places, []);
    assert.deepEqual((await found(of(`${at('libraries/our/shop/db.py')}//- libraries/our/__init__.py\n`))).places, []);
  });
  it('comes after one that lies nearer', async () => {
    const files = at('functions/shop/db.py') + at('libraries/shop/db.py');
    assert.deepEqual((await found(of(files))).places, ['functions/shop/db.py']);
  });
  it('is no module outside of a package', async () => {
    const text = `//- functions/orders/app.py\n${app}${at('libraries/shared.py')}`;
    assert.deepEqual((await found(text)).places, []);
  });
});

describe('an installed package', () => {
  const uses = 'from thing import table\n\ndef handler(event, context):\n    return table()\n';
  const project_ = (files: string) =>
    `//- template.yaml\n${sam(python('[]'))}//- src/app.py\n${uses}//- src/thing/__init__.py\n${shared}${files}`;

  it('is code of the project as long as nothing says otherwise', async () => {
    assert.deepEqual((await found(project_(''))).places, ['src/thing/__init__.py']);
  });
  for (const [what, files] of [
    ['`pip` wrote down', '//- src/Thing_Kit-1.0.dist-info/RECORD\nthing/__init__.py,sha256=x,1\n'],
    ['is called as its distribution is', '//- src/thing-1.0.dist-info/RECORD\n'],
    ['an older `pip` wrote down', '//- src/Thing_Kit-1.0-py3.8.egg-info/top_level.txt\nthing\n'],
  ] as const)
    it(`is not followed when ${what}`, async () => {
      assert.deepEqual((await found(project_(files))).places, []);
    });
  it('is followed when only the project’s own metadata names it', async () => {
    const { places } = await found(project_('//- src/thing.egg-info/top_level.txt\nthing\n'));
    assert.deepEqual(places, ['src/thing/__init__.py']);
  });
  it('is known by a file that nobody else has, and has no handlers', async () => {
    const { places, functions } = await found(
      `//- template.yaml\n${sam(python('[]'))}//- src/app.py\nimport requests\n\ndef handler(event, context):\n    return requests.table()\n//- src/requests/__init__.py\n${shared}//- src/requests/adapters.py\n${handler}`,
    );
    assert.deepEqual(places, []);
    assert.deepEqual(functions, ['template.yaml#Orders']);
  });
  it('does not take its name from code of the project', async () => {
    const { places } = await found(
      `//- template.yaml\n${sam(python('[]'))}//- src/app.py\nfrom requests import table\n\ndef handler(event, context):\n    return table()\n//- src/requests/__init__.py\n${shared}`,
    );
    assert.deepEqual(places, ['src/requests/__init__.py']);
  });
  it('is one from the moment on that `pip` says so', async () => {
    const { workspace, files } = workspaceOf(project(project_('')).files);
    await workspace.review();
    const record = 'src/thing-1.0.dist-info/RECORD';
    files.set(record, 'thing/__init__.py,,\n');
    assert.equal(workspace.changed([record]), true);
    const { findings } = await workspace.review();
    assert.deepEqual(
      findings.filter(({ rule }) => rule === 'startup-time/init-in-handler'),
      [],
    );
  });
});

describe('code that a program wrote', () => {
  const bundle = (text: string, name = 'app.js') =>
    found(`//- template.yaml\n${sam(node)}//- src/app.js\nexports.handler = async () => require('./b/${name}').run();
//- src/b/${name}\n${text}\nconst { S3Client } = require('@aws-sdk/client-s3');\nexports.run = () => new S3Client({});\n`);

  it('is reviewed when a person may have written it', async () => {
    assert.deepEqual((await bundle('')).places, ['src/b/app.js']);
  });
  for (const [tool, text] of [
    ['webpack', 'var a = __webpack_require__(1);'],
    ['ncc', 'require("./sourcemap-register.js"); __nccwpck_require__.r(1);'],
    ['esbuild', '// node_modules/left-pad/index.js\nvar require_pad = 1;'],
  ] as const)
    it(`is skipped, and that is said, when ${tool} made it`, async () => {
      const { places, problems } = await bundle(text);
      assert.deepEqual(places, []);
      assert.deepEqual(problems, ['src/b/app.js: It was made by a bundler and was skipped.']);
    });
  it('is skipped when its name says that it is minified', async () => {
    const { places, problems } = await bundle('', 'app.min.js');
    assert.deepEqual(places, []);
    assert.deepEqual(problems, ['src/b/app.min.js: It is minified and was skipped.']);
  });
});
