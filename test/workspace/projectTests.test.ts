/** What a project's own tests put in the place of something, once an edit has it made when its file is loaded. */
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { project, workspaceOf } from '../project.ts';

/** Of each finding of the rule: its fix's caution, `safe`, or why nothing is offered. */
async function saidOf(files: ReadonlyMap<string, string>, rule: string): Promise<readonly string[]> {
  const { findings } = await workspaceOf(files).workspace.review();
  return findings
    .filter((it) => it.rule === rule)
    .map(({ fixes: [fix], noFix }) => (fix ? (fix.caution ?? fix.applicability) : `none: ${noFix ?? ''}`));
}

type Case = readonly [what: string, tests: string, said: string];

function told(code: string, cases: readonly Case[], rule = 'startup-time/init-in-handler'): void {
  for (const [what, tests, expected] of cases)
    it(what, async () => {
      assert.deepEqual(await saidOf(project(code + tests).files, rule), [expected]);
    });
}

describe('what tests replace is told of a fix', () => {
  describe('in Python', () => {
    const code = `//- src/orders/app.py
import os
import boto3


def lambda_handler(event, context):
    table = boto3.resource("dynamodb").Table(os.environ["TABLE"])
    return table.get_item(Key={"id": event["id"]})
`;
    const client = `//- src/orders/app.py
import boto3


def lambda_handler(event, context):
    s3 = boto3.client("s3")
    return s3.list_buckets()
`;
    const replaces = '`tests/test_app.py` replaces `boto3.client` only while a test runs';
    told(client, [
      ['no test', '', 'safe'],
      [
        'a test that replaces nothing',
        '//- tests/test_app.py\nfrom orders import app\n\ndef test_it():\n    app\n',
        'safe',
      ],
      [
        'a decorator that patches through the file',
        `//- tests/test_app.py
from unittest.mock import patch
from src.orders.app import lambda_handler


@patch("src.orders.app.boto3.client")
def test_it(client):
    assert lambda_handler({}, None)
`,
        replaces,
      ],
      [
        'a decorator that patches the library',
        `//- tests/test_app.py
from unittest import mock
from src.orders import app


@mock.patch("boto3.client")
def test_it(client):
    assert app.lambda_handler({}, None)
`,
        replaces,
      ],
      [
        'a name of the file',
        `//- tests/test_app.py
from unittest.mock import patch
import src.orders.app


@patch("src.orders.app.boto3")
def test_it(boto3):
    assert src.orders.app.lambda_handler({}, None)
`,
        '`tests/test_app.py` replaces `boto3` only while a test runs',
      ],
      [
        'an object that is patched',
        `//- tests/test_app.py
import boto3
from unittest.mock import patch
from src.orders import app


def test_it():
    with patch.object(boto3, "client") as client:
        assert app.lambda_handler({}, None)
`,
        replaces,
      ],
      [
        'a module of the file that is patched',
        `//- tests/test_app.py
from unittest.mock import patch
from src.orders import app


def test_it():
    with patch.object(app.boto3, "client") as client:
        assert app.lambda_handler({}, None)
`,
        replaces,
      ],
      [
        'monkeypatch',
        `//- tests/test_app.py
import boto3
from src.orders import app


def test_it(monkeypatch):
    monkeypatch.setattr(boto3, "client", lambda name: None)
    assert app.lambda_handler({}, None)
`,
        replaces,
      ],
      [
        'mocker, by text, in a fixture',
        `//- tests/test_app.py
import pytest
from src.orders import app


@pytest.fixture
def client(mocker):
    return mocker.patch("boto3.client")


def test_it(client):
    assert app.lambda_handler({}, None)
`,
        replaces,
      ],
      [
        'a method of the library that clients look up when they call it',
        `//- tests/test_app.py
from unittest.mock import patch
from src.orders import app


@patch("botocore.client.BaseClient._make_api_call")
def test_it(call):
    assert app.lambda_handler({}, None)
`,
        'safe',
      ],
      [
        'something else of the library',
        `//- tests/test_app.py
from unittest.mock import patch
from src.orders import app


@patch("src.orders.app.boto3.resource")
def test_it(resource):
    assert app.lambda_handler({}, None)
`,
        'safe',
      ],
      [
        'a test of another file',
        `//- src/payments/app.py
import boto3
//- tests/test_app.py
from unittest.mock import patch
from src.payments import app


@patch("src.payments.app.boto3.client")
def test_it(client):
    assert app
`,
        'safe',
      ],
      [
        'what is in force before the file is loaded',
        `//- tests/test_app.py
from unittest.mock import patch

patch("boto3.client").start()

from src.orders import app


def test_it():
    assert app.lambda_handler({}, None)
`,
        'safe',
      ],
      [
        'what is in force around the import',
        `//- tests/test_app.py
from unittest.mock import patch

with patch("boto3.client"):
    from src.orders import app


def test_it():
    assert app.lambda_handler({}, None)
`,
        'safe',
      ],
      [
        'what a test replaces before it loads the file',
        `//- tests/test_app.py
from unittest.mock import patch


@patch("boto3.client")
def test_it(client):
    from src.orders import app

    assert app.lambda_handler({}, None)
`,
        'safe',
      ],
      [
        'what a test loads by patching through it',
        `//- tests/test_app.py
from unittest.mock import patch


@patch("src.orders.app.boto3.client")
def test_it(client):
    from src.orders import app

    assert app.lambda_handler({}, None)
`,
        replaces,
      ],
      [
        'moto',
        `//- tests/test_app.py
from moto import mock_aws
from src.orders import app


@mock_aws
def test_it():
    assert app.lambda_handler({}, None)
`,
        '`tests/test_app.py` replaces AWS by `mock_aws` only while a test runs',
      ],
      [
        'moto that began before, and while there are credentials',
        `//- tests/test_app.py
import os
from moto import mock_aws

os.environ["AWS_ACCESS_KEY_ID"] = "testing"

from src.orders import app


@mock_aws
def test_it():
    assert app.lambda_handler({}, None)
`,
        'safe',
      ],
      [
        'moto of the service',
        `//- tests/test_app.py
import moto
from src.orders import app


@moto.mock_s3
def test_it():
    assert app.lambda_handler({}, None)
`,
        '`tests/test_app.py` replaces AWS by `mock_s3` only while a test runs',
      ],
      [
        'moto of another service',
        `//- tests/test_app.py
import moto
from src.orders import app


@moto.mock_dynamodb2
def test_it():
    assert app.lambda_handler({}, None)
`,
        'safe',
      ],
      [
        'moto around the import in a test',
        `//- tests/test_app.py
from moto import mock_aws


@mock_aws
def test_it():
    from src.orders import app

    assert app.lambda_handler({}, None)
`,
        'safe',
      ],
      [
        'moto that a test case starts',
        `//- tests/test_app.py
import unittest
from moto import mock_aws
from src.orders import app


class TestApp(unittest.TestCase):
    mock = mock_aws()

    def setUp(self):
        self.mock.start()

    def test_it(self):
        assert app.lambda_handler({}, None)
`,
        '`tests/test_app.py` replaces AWS by `mock_aws` only while a test runs',
      ],
      [
        'a fixture of a folder above, which the test asks for',
        `//- tests/conftest.py
import pytest
from moto import mock_aws


@pytest.fixture
def aws():
    with mock_aws():
        yield


@pytest.fixture
def bucket(aws):
    return "bucket"
//- tests/unit/test_app.py
from src.orders import app


def test_it(bucket):
    assert app.lambda_handler({}, None)
`,
        '`tests/conftest.py` replaces AWS by `mock_aws` only while a test runs',
      ],
      [
        'a fixture of a folder above, which nobody asks for',
        `//- tests/conftest.py
import pytest
from moto import mock_aws


@pytest.fixture
def aws():
    with mock_aws():
        yield
//- tests/unit/test_app.py
from src.orders import app


def test_it():
    assert app.lambda_handler({}, None)
`,
        'safe',
      ],
      [
        'a fixture of another folder',
        `//- tests/integration/conftest.py
import pytest
from moto import mock_aws


@pytest.fixture(autouse=True)
def aws():
    with mock_aws():
        yield
//- tests/unit/test_app.py
from src.orders import app


def test_it():
    assert app.lambda_handler({}, None)
`,
        'safe',
      ],
      [
        'a test that finds the file by the settings of its runner',
        `//- tests/test_app.py
from unittest.mock import patch
from orders import app


@patch("orders.app.boto3.client")
def test_it(client):
    assert app.lambda_handler({}, None)
`,
        replaces,
      ],
      [
        'a text that stands in no test',
        `//- src/tools.py
from unittest.mock import patch
from src.orders import app


@patch("src.orders.app.boto3.client")
def run(client):
    app.lambda_handler({}, None)
`,
        'safe',
      ],
    ]);
    const sets = '`tests/test_app.py` sets `TABLE` only while a test runs';
    const test = (body: string): string => `//- tests/test_app.py\nimport os\nfrom unittest.mock import patch\n${body}`;
    told(code, [
      ['no test of what is read', '', 'safe'],
      [
        'a variable that monkeypatch sets',
        test('from src.orders import app\n\ndef test_it(monkeypatch):\n    monkeypatch.setenv("TABLE", "orders")\n'),
        sets,
      ],
      [
        'variables that a decorator sets',
        test('from src.orders import app\n\n@patch.dict(os.environ, {"TABLE": "orders"})\ndef test_it():\n    app\n'),
        sets,
      ],
      [
        'variables of a constant',
        test(
          'from src.orders import app\n\nENV = {"TABLE": "orders"}\n\n@patch.dict("os.environ", ENV)\ndef test_it():\n    app\n',
        ),
        sets,
      ],
      [
        'a variable that a fixture sets',
        test('from src.orders import app\n\ndef setup_function():\n    os.environ["TABLE"] = "orders"\n'),
        sets,
      ],
      [
        'a variable that is set after the file is loaded',
        test('from src.orders import app\n\nos.environ["TABLE"] = "orders"\n\ndef test_it():\n    app\n'),
        '`tests/test_app.py` sets `TABLE` only after the file is loaded',
      ],
      [
        'a variable that is set before',
        test('os.environ["TABLE"] = "orders"\n\nfrom src.orders import app\n\ndef test_it():\n    app\n'),
        'safe',
      ],
      [
        'a variable that is set before, and again in a test',
        test(
          'os.environ.update({"TABLE": "orders"})\n\nfrom src.orders import app\n\ndef test_it(monkeypatch):\n    monkeypatch.setenv("TABLE", "orders")\n',
        ),
        'safe',
      ],
      [
        'a variable that a folder above sets before',
        `//- conftest.py
import os

os.environ.setdefault("TABLE", "orders")
${test('from src.orders import app\n\ndef test_it(monkeypatch):\n    monkeypatch.setenv("TABLE", "orders")\n')}`,
        'safe',
      ],
      [
        'a variable that a hook of the runner sets',
        `//- conftest.py
import os

def pytest_configure(config):
    os.environ["TABLE"] = "orders"
${test('from src.orders import app\n\ndef test_it(monkeypatch):\n    monkeypatch.setenv("TABLE", "orders")\n')}`,
        'safe',
      ],
      [
        'another variable',
        test('from src.orders import app\n\ndef test_it(monkeypatch):\n    monkeypatch.setenv("REGION", "x")\n'),
        'safe',
      ],
    ]);
    const region = (given: string): string => `//- src/orders/app.py
import boto3


def lambda_handler(event, context):
    sns = boto3.client(${given})
    return sns.list_topics()
//- tests/test_app.py
import pytest
from src.orders import app


@pytest.fixture(autouse=True)
def region(monkeypatch):
    monkeypatch.setenv("AWS_DEFAULT_REGION", "eu-west-1")
`;
    told('', [
      [
        'the region, which each client needs',
        region('"sns"'),
        '`tests/test_app.py` sets `AWS_DEFAULT_REGION` only while a test runs',
      ],
      ['the region of a client that has its own', region('"sns", region_name="eu-west-1"'), 'safe'],
      ['the region of a client that needs none', region('"s3"'), 'safe'],
    ]);
    told(
      `//- src/orders/app.py
from orders.store import load


def lambda_handler(event, context):
    return load(event["id"])
//- src/orders/store.py
from boto3 import client


def load(key):
    return client("s3").get_object(Bucket="orders", Key=key)
`,
      [
        [
          'a file on the way to what is made',
          `//- tests/test_app.py
from unittest.mock import patch
from src.orders import app


@patch("src.orders.store.client")
def test_it(client):
    assert app.lambda_handler({}, None)
`,
          replaces,
        ],
        [
          'the same name of another file',
          `//- tests/test_app.py
from unittest.mock import patch
from src.orders import app, store


@patch("src.orders.app.client")
def test_it(client):
    assert app.lambda_handler({}, None)
`,
          'safe',
        ],
        [
          'the function that makes it',
          `//- tests/test_app.py
from unittest.mock import patch
from src.orders import app


@patch("src.orders.app.load")
def test_it(load):
    assert app.lambda_handler({}, None)
`,
          'safe',
        ],
      ],
    );
  });

  describe('in JavaScript and TypeScript', () => {
    const code = (path: string) => `//- src/${path}
import { S3Client, ListBucketsCommand } from '@aws-sdk/client-s3';

export const handler = async (event) => {
  const s3 = new S3Client({});
  return s3.send(new ListBucketsCommand({}));
};
`;
    const while_ = (path: string, what: string) => `\`${path}\` replaces \`${what}\` only while a test runs`;
    told(code('app.ts'), [
      [
        'a spy on the package',
        `//- test/app.test.ts
import * as sdk from '@aws-sdk/client-s3';
import { handler } from '../src/app';

it('lists', async () => {
  jest.spyOn(sdk, 'S3Client').mockImplementation(() => ({ send: jest.fn() }));
  await handler({});
});
`,
        while_('test/app.test.ts', 'S3Client'),
      ],
      [
        'a mock that is told later what it makes',
        `//- test/app.test.ts
import { S3Client } from '@aws-sdk/client-s3';
import { handler } from '../src/app';

jest.mock('@aws-sdk/client-s3');

beforeEach(() => {
  (S3Client as jest.Mock).mockImplementation(() => ({ send: jest.fn() }));
});
it('lists', () => handler({}));
`,
        while_('test/app.test.ts', 'S3Client'),
      ],
      [
        'a typed mock that is told later what it makes, once',
        `//- src/app.spec.ts
import { S3Client } from '@aws-sdk/client-s3';
import { handler } from './app';

vi.mock('@aws-sdk/client-s3');

it('lists', () => {
  vi.mocked(S3Client).mockImplementationOnce(() => ({ send: vi.fn() }));
  return handler({});
});
`,
        while_('src/app.spec.ts', 'S3Client'),
      ],
      [
        'a mock that is made beforehand',
        `//- test/app.test.ts
import { handler } from '../src/app';

jest.mock('@aws-sdk/client-s3', () => ({ S3Client: jest.fn(() => ({ send: () => 'none' })) }));

it('lists', () => handler({}));
`,
        'safe',
      ],
      [
        'a mock of what clients call',
        `//- test/app.test.ts
import { S3Client } from '@aws-sdk/client-s3';
import { handler } from '../src/app';

jest.mock('@aws-sdk/client-s3');

it('lists', () => {
  jest.spyOn(S3Client.prototype, 'send').mockImplementation(() => 'none');
  (S3Client.prototype.send as jest.Mock).mockReturnValue('none');
  return handler({});
});
`,
        'safe',
      ],
      [
        'aws-sdk-client-mock',
        `//- test/app.test.ts
import { S3Client } from '@aws-sdk/client-s3';
import { mockClient } from 'aws-sdk-client-mock';
import { handler } from '../src/app';

const s3 = mockClient(S3Client);
beforeEach(() => s3.reset());
it('lists', () => handler({}));
`,
        'safe',
      ],
      [
        'what a test loads after it',
        `//- test/app.test.ts
import * as sdk from '@aws-sdk/client-s3';

it('lists', async () => {
  jest.spyOn(sdk, 'S3Client').mockImplementation(() => ({ send: jest.fn() }));
  const { handler } = await import('../src/app');
  await handler({});
});
`,
        'safe',
      ],
      [
        'a test of another file',
        `//- src/other.ts
export const other = 1;
//- test/app.test.ts
import * as sdk from '@aws-sdk/client-s3';
import { other } from '../src/other';

it('lists', async () => {
  jest.spyOn(sdk, 'S3Client').mockImplementation(() => other);
});
`,
        'safe',
      ],
      [
        'a client of another service',
        `//- test/app.test.ts
import * as sdk from '@aws-sdk/client-sqs';
import { handler } from '../src/app';

it('lists', async () => {
  jest.spyOn(sdk, 'SQSClient').mockImplementation(() => handler);
});
`,
        'safe',
      ],
      [
        'a type alone',
        `//- test/app.test.ts
import * as sdk from '@aws-sdk/client-s3';
import type { handler } from '../src/app';

it('lists', async () => {
  jest.spyOn(sdk, 'S3Client').mockImplementation(() => ({ send: jest.fn() }));
});
`,
        'safe',
      ],
    ]);
    const has = '`src/app.test.js` has `mockSend` for `S3Client` only after the file is loaded';
    const mocked = (constructor: string): string =>
      `jest.mock('@aws-sdk/client-s3', () => ({ S3Client: ${constructor}, ListBucketsCommand: jest.fn() }));\n`;
    told(code('app.js'), [
      [
        'a mock that is made of what the test declares later',
        `//- src/app.test.js
import { handler } from './app';
const mockSend = jest.fn();
${mocked('jest.fn(() => ({ send: mockSend }))')}
test('lists', () => handler({}));
`,
        has,
      ],
      [
        'the same with what is loaded last',
        `//- src/app.test.js
const mockSend = jest.fn();
${mocked('jest.fn(() => ({ send: mockSend }))')}
const { handler } = require('./app');
test('lists', () => handler({}));
`,
        'safe',
      ],
      [
        'what is asked for when something is sent',
        `//- src/app.test.js
import { handler } from './app';
const mockSend = jest.fn();
${mocked('jest.fn(() => ({ send: (...given) => mockSend(...given) }))')}
test('lists', () => handler({}));
`,
        'safe',
      ],
      [
        'what a command is made of',
        `//- src/app.test.js
import { handler } from './app';
const mockList = jest.fn();
jest.mock('@aws-sdk/client-s3', () => ({ S3Client: jest.fn(), ListBucketsCommand: jest.fn(() => mockList) }));
test('lists', () => handler({}));
`,
        'safe',
      ],
      [
        'what each test declares anew',
        `//- src/app.test.js
let mockSend;
${mocked('jest.fn(() => ({ send: mockSend }))')}
const { handler } = require('./app');
beforeEach(() => { mockSend = jest.fn(); });
test('lists', () => handler({}));
`,
        '`src/app.test.js` has `mockSend` for `S3Client` only while a test runs',
      ],
    ]);
    told(
      `//- src/app.js
const AWS = require('aws-sdk');

exports.handler = async (event) => {
  const s3 = new AWS.S3();
  return s3.listBuckets().promise();
};
`,
      [
        [
          'aws-sdk-mock',
          `//- test/app.test.js
const AWSMock = require('aws-sdk-mock');
const { handler } = require('../src/app');

beforeEach(() => AWSMock.mock('S3', 'listBuckets', () => 'none'));
it('lists', () => handler({}));
`,
          while_('test/app.test.js', 'AWS.S3'),
        ],
        [
          'aws-sdk-mock of another service',
          `//- test/app.test.js
const AWSMock = require('aws-sdk-mock');
const { handler } = require('../src/app');

beforeEach(() => AWSMock.mock('SQS', 'sendMessage', () => 'none'));
it('lists', () => handler({}));
`,
          'safe',
        ],
        [
          'aws-sdk-mock before the file is loaded',
          `//- test/app.test.js
const AWSMock = require('aws-sdk-mock');
AWSMock.mock('S3', 'listBuckets', () => 'none');
const { handler } = require('../src/app');

it('lists', () => handler({}));
`,
          'safe',
        ],
        [
          'sinon',
          `//- test/app.js
const sinon = require('sinon');
const AWS = require('aws-sdk');
const { handler } = require('../src/app');

it('lists', () => {
  sinon.stub(AWS, 'S3').returns({});
  return handler({});
});
`,
          while_('test/app.js', 'AWS.S3'),
        ],
        [
          'what is put there',
          `//- test/app.test.js
const AWS = require('aws-sdk');
const { handler } = require('../src/app');

it('lists', () => {
  AWS.S3 = jest.fn();
  return handler({});
});
`,
          while_('test/app.test.js', 'AWS.S3'),
        ],
        [
          'proxyquire',
          `//- test/app.test.js
const proxyquire = require('proxyquire');

it('lists', () => {
  const { handler } = proxyquire('../src/app', { 'aws-sdk': { S3: class {} } });
  return handler({});
});
`,
          'safe',
        ],
      ],
    );
    told(
      `//- src/app.ts
import { S3Client, ListBucketsCommand } from '@aws-sdk/client-s3';

export const handler = async (event) => {
  const s3 = new S3Client({ region: process.env.BUCKET_REGION });
  return s3.send(new ListBucketsCommand({}));
};
`,
      [
        [
          'a variable that each test sets',
          `//- test/app.test.ts
import { handler } from '../src/app';

beforeEach(() => {
  process.env.BUCKET_REGION = 'eu-west-1';
});
it('lists', () => handler({}));
`,
          '`test/app.test.ts` sets `BUCKET_REGION` only while a test runs',
        ],
        [
          'a variable that a stub sets',
          `//- test/app.test.ts
import { handler } from '../src/app';

it('lists', () => {
  vi.stubEnv('BUCKET_REGION', 'eu-west-1');
  return handler({});
});
`,
          '`test/app.test.ts` sets `BUCKET_REGION` only while a test runs',
        ],
        [
          'variables that are set as a whole',
          `//- test/app.test.ts
import { handler } from '../src/app';

beforeAll(() => {
  process.env = { ...process.env, BUCKET_REGION: 'eu-west-1' };
});
it('lists', () => handler({}));
`,
          '`test/app.test.ts` sets `BUCKET_REGION` only while a test runs',
        ],
        [
          'a variable that is set above',
          `//- test/app.test.ts
process.env.BUCKET_REGION = 'eu-west-1';
import { handler } from '../src/app';

beforeEach(() => {
  process.env.BUCKET_REGION = 'eu-west-1';
});
it('lists', () => handler({}));
`,
          'safe',
        ],
      ],
    );
  });

  describe('where a file loads another module instead', () => {
    const narrowed = '`test/app.test.js` replaces `aws-sdk`, which the file loads no more';
    told(
      `//- src/app.js
const AWS = require('aws-sdk');

const s3 = new AWS.S3();

exports.handler = async (event) => s3.listBuckets().promise();
`,
      [
        ['no test', '', 'safe'],
        [
          'a mock of the module',
          "//- test/app.test.js\njest.mock('aws-sdk');\nconst { handler } = require('../src/app');\n",
          narrowed,
        ],
        [
          'a mock of the module that the file loads then',
          "//- test/app.test.js\njest.mock('aws-sdk/clients/s3');\nconst { handler } = require('../src/app');\n",
          'safe',
        ],
        [
          'a mock of the module for another file',
          "//- test/app.test.js\njest.mock('aws-sdk');\nconst { handler } = require('../src/other');\n",
          'safe',
        ],
        [
          'a mock of a class of the module, before the file is loaded',
          `//- test/app.test.js
const AWSMock = require('aws-sdk-mock');

beforeAll(() => {
  AWSMock.mock('S3', 'listBuckets', 1);
  ({ handler } = require('../src/app'));
});
`,
          narrowed,
        ],
        [
          'proxyquire',
          "//- test/app.test.js\nconst { handler } = proxyquire('../src/app', { 'aws-sdk': { S3: class {} } });\n",
          narrowed,
        ],
      ],
      'startup-time/whole-sdk-import',
    );
    told(
      `//- src/app.ts
import * as s3 from '@aws-sdk/client-s3';

const client = new s3.S3Client({});

export const handler = async () => client.send(new s3.ListBucketsCommand({}));
`,
      [
        [
          'a mock of a module that the file still loads',
          "//- test/app.test.ts\nimport { handler } from '../src/app';\njest.mock('@aws-sdk/client-s3');\n",
          'safe',
        ],
      ],
      'startup-time/whole-sdk-import',
    );
  });

  describe('in Java', () => {
    const code = `//- src/main/java/shop/Orders.java
package shop;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

public class Orders implements RequestHandler<String, String> {
    @Override
    public String handleRequest(String event, Context context) {
        S3Client s3 = S3Client.builder().region(Region.of(System.getenv("BUCKET_REGION"))).build();
        return s3.listBuckets().toString();
    }
}
`;
    const test = (imports: string, body: string): string => `//- src/test/java/shop/OrdersTest.java
package shop;

${imports}

class OrdersTest {
    @Test
    void lists() {
        ${body}
    }
}
`;
    const replaces = '`src/test/java/shop/OrdersTest.java` replaces `S3Client` only while a test runs';
    const s3 = 'import software.amazon.awssdk.services.s3.S3Client;';
    told(code, [
      [
        'a static mock',
        test(
          `import static org.mockito.Mockito.mockStatic;\n${s3}`,
          'try (var mocked = mockStatic(S3Client.class)) { new Orders().handleRequest("", null); }',
        ),
        replaces,
      ],
      [
        'mocked construction',
        test(
          `import org.mockito.*;\n${s3}`,
          'try (var mocked = Mockito.mockConstruction(S3Client.class)) { new Orders().handleRequest("", null); }',
        ),
        replaces,
      ],
      [
        'PowerMock',
        test(
          `import org.powermock.api.mockito.PowerMockito;\n${s3}`,
          'PowerMockito.whenNew(S3Client.class).withNoArguments().thenReturn(null); new Orders().handleRequest("", null);',
        ),
        replaces,
      ],
      [
        'a mock of another class',
        test(
          'import static org.mockito.Mockito.mockStatic;\nimport java.time.Instant;',
          'try (var mocked = mockStatic(Instant.class)) { new Orders().handleRequest("", null); }',
        ),
        'safe',
      ],
      [
        'a test of another class',
        test(
          `import static org.mockito.Mockito.mockStatic;\n${s3}`,
          'try (var mocked = mockStatic(S3Client.class)) { new Payments().handleRequest("", null); }',
        ),
        'safe',
      ],
      [
        'a variable that a test sets',
        test('', 'environmentVariables.set("BUCKET_REGION", "x"); new Orders().handleRequest("", null);'),
        '`src/test/java/shop/OrdersTest.java` sets `BUCKET_REGION` only while a test runs',
      ],
    ]);
  });

  it('is told anew when a test changes, comes or goes, and only then looked for', async () => {
    const app = 'import boto3\n\n\ndef lambda_handler(event, context):\n    return boto3.client("s3").list_buckets()\n';
    const { files, workspace, reads } = workspaceOf(
      new Map([
        ['app.py', app],
        ['test_app.py', 'from moto import mock_aws\nimport app\n'],
      ]),
    );
    const cautionNow = async (): Promise<string | undefined> => {
      const { findings } = await workspace.review();
      return findings.find(({ rule }) => rule === 'startup-time/init-in-handler')?.fixes[0]?.caution;
    };
    const change = (text: string | undefined): void => {
      if (text === undefined) files.delete('test_app.py');
      else files.set('test_app.py', text);
      workspace.changed(['test_app.py']);
    };
    await workspace.review();
    const isRead = (): boolean => reads.splice(0).includes('test_app.py');
    isRead();
    await workspace.review();
    assert.ok(!isRead(), 'nobody has looked at a fix');
    assert.equal(await cautionNow(), undefined);
    assert.ok(isRead());
    const mocked = '@mock_aws\ndef test_it():\n    app.lambda_handler({}, None)\n';
    change(`from moto import mock_aws\nimport app\n\n\n${mocked}`);
    assert.match((await cautionNow()) ?? '', /only while a test runs/);
    const before = await workspace.review();
    change(`# Typed.\nfrom moto import mock_aws\nimport app\n\n\n${mocked}    assert app\n`);
    const after = await workspace.review();
    assert.equal(after.findingsByPath.get('app.py'), before.findingsByPath.get('app.py'), 'the same is said');
    change(undefined);
    assert.equal(await cautionNow(), undefined);
  });
});
