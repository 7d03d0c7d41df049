/** What a download is asked about first is the same for whoever uses it, and is fetched once for an environment. */
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { edited, project, workspaceOf } from '../project.ts';
import { runPython } from './python.ts';

const head = `import os

import boto3

s3 = boto3.client("s3")
`;

interface Download {
  readonly what: string;
  readonly source: string;
  /** What the fix makes of it; else why there is none. */
  readonly fixed?: string;
  readonly refused?: string;
}

const downloads: readonly Download[] = [
  {
    what: 'of a constant path',
    source: `${head}

def handler(event, context):
    # The model of this month.
    s3.download_file("models", "model.onnx", "/tmp/model.onnx")  # 200 MB
    return open("/tmp/model.onnx").read() + event["id"]
`,
    fixed: `${head}

def handler(event, context):
    # The model of this month.
    if not os.path.exists("/tmp/model.onnx"):
        s3.download_file("models", "model.onnx", "/tmp/model.onnx")  # 200 MB
    return open("/tmp/model.onnx").read() + event["id"]
`,
  },
  {
    what: 'over several lines, to a path that is put together, without an import',
    source: `"""Orders."""
import boto3

NAME = "model.onnx"
PATH = "/tmp/" + NAME


def load():
    boto3.resource("s3").Bucket("models").download_file(
        Key=NAME,
        Filename=PATH,
    )
    return PATH


def handler(event, context):
    with open(load()) as file:
        return file.read()
`,
    fixed: `"""Orders."""
import os
import boto3

NAME = "model.onnx"
PATH = "/tmp/" + NAME


def load():
    if not os.path.exists(PATH):
        boto3.resource("s3").Bucket("models").download_file(
            Key=NAME,
            Filename=PATH,
        )
    return PATH


def handler(event, context):
    with open(load()) as file:
        return file.read()
`,
  },
  {
    what: 'that fails',
    source: `${head}

def handler(event, context):
    s3.download_file("models", "boom", f"/tmp/model")
    return "done"
`,
    fixed: `${head}

def handler(event, context):
    if not os.path.exists(f"/tmp/model"):
        s3.download_file("models", "boom", f"/tmp/model")
    return "done"
`,
  },
  {
    what: 'to a place that is not known',
    source: `${head}

def handler(event, context):
    s3.download_file("models", "model.onnx", os.environ["MODEL"])
    return event["id"]
`,
    refused: 'it is not known that it downloads into `/tmp`',
  },
  {
    what: 'of a file that is removed',
    source: `${head}

def handler(event, context):
    s3.download_file("models", "model.onnx", "/tmp/model.onnx")
    text = open("/tmp/model.onnx").read()
    os.remove("/tmp/model.onnx")
    return text
`,
    refused: 'the file may be changed or removed afterwards (`os.remove`)',
  },
  {
    what: 'of a file that is written to',
    source: `${head}

def handler(event, context):
    s3.download_file("models", "model.onnx", "/tmp/model.onnx")
    with open("/tmp/model.onnx", "a") as file:
        file.write(event["id"])
    return open("/tmp/model.onnx").read()
`,
    refused: 'the file may be changed or removed afterwards (`open`)',
  },
  {
    what: 'that may stop half-way',
    source: `import urllib.request


def handler(event, context):
    urllib.request.urlretrieve("https://example.com/model", "/tmp/model.onnx")
    return event["id"]
`,
    refused: 'what is kept of it, and how, is for people to decide',
  },
  {
    what: 'beside something else on its line',
    source: `${head}

def handler(event, context):
    s3.download_file("models", "model.onnx", "/tmp/model.onnx"); return event["id"]
`,
    refused: 'another statement stands on its line',
  },
  {
    what: 'where `os` is something else',
    source: `import boto3
from acme import os

s3 = boto3.client("s3")


def handler(event, context):
    s3.download_file("models", "model.onnx", "/tmp/model.onnx")
    return os.answer(event)
`,
    refused: '`os` is something else in the file',
  },
];

const template = `//- template.yaml
Transform: AWS::Serverless-2016-10-31
Resources:
  Load:
    Type: AWS::Serverless::Function
    Properties: { Runtime: python3.13, Handler: app.handler, CodeUri: src/ }
//- src/app.py
`;

const isDownload = (call: string): boolean => call.includes('.download_file(');

describe('a download', () => {
  for (const { what, source, fixed, refused } of downloads)
    it(what, async () => {
      const { files } = project(template + source);
      const found = async (text: typeof files) =>
        (await workspaceOf(text).workspace.review()).findings.filter(
          ({ rule }) => rule === 'startup-time/uncached-download',
        );
      const [finding, ...others] = await found(files);
      assert.ok(finding);
      assert.deepEqual(others, []);
      const [fix] = finding.fixes;
      assert.equal(finding.noFix, refused);
      if (!fix) return;
      assert.equal(fix.applicability, 'suggested');
      const after = edited(files, fix.edits);
      assert.equal(after.get('src/app.py'), fixed);
      assert.deepEqual(await found(after), []);

      const run = (text: typeof files) =>
        runPython({
          files: text,
          entry: { root: 'src', path: 'src/app.py', symbol: 'handler' },
          events: [{ id: '1' }, { id: '2' }, { id: '1' }],
          environment: {},
        });
      const [was, is] = [await run(files), await run(after)];
      assert.deepEqual(
        is.invocations.map(({ outcome }) => outcome),
        was.invocations.map(({ outcome }) => outcome),
      );
      const without = (calls: readonly string[]) => calls.filter((call) => !isDownload(call));
      assert.deepEqual(
        is.invocations.map(({ calls }) => without(calls)),
        was.invocations.map(({ calls }) => without(calls)),
      );
      const counts = ({ invocations }: typeof was) => invocations.map(({ calls }) => calls.filter(isDownload).length);
      assert.deepEqual(counts(was), [1, 1, 1]);
      // What failed has left nothing behind.
      assert.deepEqual(counts(is), source.includes('boom') ? [1, 1, 1] : [1, 0, 0]);
    });
});
