import type { ExamplesOf } from '../../core/examples.ts';
import { rule } from '../../core/rule.ts';
import { evidenceOf, nameOf, wayOf } from '../reachedCalls.ts';

/** Fetches into a file, which is there to be kept. */
const toFile =
  /^boto3\.((session\.)?Session\(\)\.)?(client\(\)\.(download_file|download_fileobj)|resource\(\)\.(meta\.client\.(download_file|download_fileobj)|(Bucket|Object)\(\)\.(download_file|download_fileobj)))$|^urllib\.request\.urlretrieve$/;

/** Whoever writes to S3 as well may read what it wrote. */
const writes =
  /\.(put_object|upload_file|upload_fileobj|copy_object|delete_object|put|upload)$|#(PutObject|CopyObject|DeleteObject)Command$|lib-storage#Upload$/;

export const uncachedDownload = rule({
  id: 'startup-time/uncached-download',
  practice: 'startup-time',
  check: 'startup-time/reuse-environment',
  summary: 'The same file is downloaded on each invocation.',
  why: `A model, a data set or a binary that is always the same need not be fetched more than once for an execution environment.
\`/tmp\` and module variables outlive an invocation, so every warm invocation finds there what the first one has put there.
Downloaded anew, it delays each answer by the whole transfer.`,
  silent: [
    'What is downloaded, or where to, depends on the event or the context.',
    'A condition that asks for a file, a cache or the clock decides whether it is downloaded.',
    'The function also writes to S3, so that it may be its own state that it reads.',
  ],
  fixes: 'There is no automatic fix: when a kept file is out of date is for people to decide.',
  references: [
    {
      title: 'Best practices for working with AWS Lambda functions',
      url: 'https://docs.aws.amazon.com/lambda/latest/dg/best-practices.html',
    },
    {
      title: 'Lambda execution environment lifecycle',
      url: 'https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html',
    },
  ],
  severity: 'warning',
  messages: {
    anew: '`{code}` downloads the same file on each invocation of `{function}` ({way}). Look first whether it is already there: `/tmp` is kept between invocations.',
  },
  review({ fn, code, report, pass, skip, wonder }) {
    if (!code.known) {
      if (fn.entry.found || fn.language !== undefined)
        wonder(`Does it download the same file on each invocation? The code could not be looked at: ${code.why}.`);
      else skip(`The code cannot be read: ${code.why}.`);
      return;
    }
    const downloads = code.value.calls((symbol) => toFile.test(symbol));
    const [first] = downloads;
    if (!first) return skip('It downloads no file.');
    const accused = downloads.filter(({ verdict }) => verdict.kind === 'per-invocation');
    if (accused.length === 0) return pass(evidenceOf(first, 'fetches'), first.call.at);
    const [own] = code.value.calls((symbol) => writes.test(symbol));
    if (own) return pass(`It also writes to S3 with \`${nameOf(own)}\`, so what it reads may change.`, own.call.at);
    for (const it of accused)
      report({
        message: 'anew',
        data: { code: nameOf(it), function: fn.id, way: wayOf(it) },
        at: it.call.at,
        trace: it.trace,
      });
  },
});

const template = `//- template.yaml
Transform: AWS::Serverless-2016-10-31
Resources:
  Orders:
    Type: AWS::Serverless::Function
    Properties: { Runtime: python3.13, Handler: app.handler, CodeUri: src/ }
`;

export const examples: ExamplesOf<typeof uncachedDownload> = {
  bad: [
    {
      title: 'a model from S3',
      message: 'anew',
      project: `${template}//- src/app.py
import os
import boto3

s3 = boto3.client("s3")


def handler(event, context):
    ⟦s3.download_file(os.environ["BUCKET"], "model.onnx", "/tmp/model.onnx")⟧
    return predict("/tmp/model.onnx", event)
`,
    },
  ],
  good: [
    {
      title: 'a model that is fetched once',
      project: `${template}//- src/app.py
import os
import boto3

s3 = boto3.client("s3")
path = "/tmp/model.onnx"


def handler(event, context):
    if not os.path.exists(path):
        s3.download_file(os.environ["BUCKET"], "model.onnx", path)
    return predict(path, event)
`,
    },
    {
      title: 'the object of the event',
      project: `${template}//- src/app.py
import boto3

s3 = boto3.client("s3")


def handler(event, context):
    for record in event["Records"]:
        key = record["s3"]["object"]["key"]
        s3.download_file("orders", key, "/tmp/order")
`,
    },
    {
      title: 'state of its own',
      project: `${template}//- src/app.py
import boto3

s3 = boto3.client("s3")


def handler(event, context):
    s3.download_file("orders", "cursor", "/tmp/cursor")
    advance("/tmp/cursor")
    s3.upload_file("/tmp/cursor", "orders", "cursor")
`,
    },
  ],
};
