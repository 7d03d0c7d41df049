import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { reached } from '../reach.ts';

/** A handler that imports `shared` after it added something to the search path. */
const handler = (adding: string, others = ''): string => `//- functions/orders/app.py
import os
import sys
from pathlib import Path
${adding}
from clients import s3

def handler(event, context):
    return s3().list_buckets()
//- functions/shared/clients.py
import boto3

def s3():
    return boto3.client('s3')
${others}`;

const made = ["boto3.client('s3'): per-invocation"];

const said = async (text: string): Promise<readonly string[]> =>
  (await reached(text)).map((line) => line.split(' | ')[0] ?? '');

const found: Readonly<Record<string, string>> = {
  'by its own directory': "sys.path.append(os.path.join(os.path.dirname(__file__), '..', 'shared'))",
  'by one path': 'sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "../shared"))',
  'by directories above': "sys.path.append(os.path.join(os.path.dirname(os.path.dirname(__file__)), 'shared'))",
  'by a constant':
    "here = os.path.dirname(os.path.realpath(__file__))\nsys.path.append(os.path.join(here, '../shared'))",
  'by parents': "sys.path.append(str(Path(__file__).resolve().parent.parent / 'shared'))",
  'by their number': "sys.path.append(str(Path(__file__).parents[1] / 'shared'))",
  'where it is not there yet':
    "shared = str(Path(__file__).parent.parent.joinpath('shared'))\nif shared not in sys.path:\n    sys.path.insert(0, shared)",
};

const notFound: Readonly<Record<string, string>> = {
  'by nothing': '',
  'in a layer': "sys.path.append('/opt/python')",
  'by a variable of the environment': "sys.path.append(os.path.join(os.path.dirname(__file__), os.environ['SHARED']))",
  'in a function': "def add():\n    sys.path.append(os.path.join(os.path.dirname(__file__), '..', 'shared'))",
  'above the workspace': "sys.path.append(os.path.join(os.path.dirname(__file__), '../../../../shared'))",
};

describe('a module in a directory that the file adds to the search path', () => {
  for (const [how, adding] of Object.entries(found))
    it(`is found ${how}`, async () => {
      assert.deepEqual(await said(handler(adding)), made);
    });

  for (const [how, adding] of Object.entries(notFound))
    it(`is not found ${how}`, async () => {
      assert.deepEqual(await said(handler(adding)), []);
    });

  it('gives way to one beside the file', async () => {
    const own = '//- functions/orders/clients.py\ndef s3():\n    return None\n';
    assert.deepEqual(await said(handler(found['by its own directory'] ?? '', own)), []);
  });

  it('comes before one that lies further above', async () => {
    const other = '//- clients.py\ndef s3():\n    return None\n';
    assert.deepEqual(await said(handler(found['by its own directory'] ?? '', other)), made);
    assert.deepEqual(await said(handler('', other)), []);
  });
});
