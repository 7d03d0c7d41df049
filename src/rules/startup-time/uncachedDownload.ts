import type { ExamplesOf } from '../../core/examples.ts';
import { rule, type ReachedCall } from '../../core/rule.ts';
import { runsForNews } from '../../core/triggers.ts';
import { evidenceOf, nameOf, wayOf } from '../reachedCalls.ts';

const python = String.raw`boto3\.(?:(?:session\.)?Session\(\)\.)?`;

/** Fetches into a file, which is there to be kept. */
const toFile = new RegExp(
  `^${python}(?:client\\(\\)|resource\\(\\)\\.(?:meta\\.client|Bucket\\(\\)|Object\\(\\)|Bucket\\(\\)\\.Object\\(\\)))\\.(?:download_file|download_fileobj)$` +
    '|^urllib\\.request\\.urlretrieve$' +
    '|^software\\.amazon\\.awssdk\\.transfer\\.s3\\.S3TransferManager\\(\\)\\.downloadFile$' +
    '|^com\\.amazonaws\\.services\\.s3\\.transfer\\.TransferManager\\(\\)\\.download$',
);

/** Fetches an object of S3, wherever it is put. */
const object = new RegExp(
  `^${python}(?:client\\(\\)\\.get_object|resource\\(\\)\\.(?:Bucket\\(\\)\\.)?Object\\(\\)\\.get)$` +
    '|^@aws-sdk/client-s3#(?:GetObjectCommand|S3\\(\\)\\.getObject)$' +
    '|^aws-sdk(?:#S3|/clients/s3)\\(\\)\\.getObject$' +
    '|^software\\.amazon\\.awssdk\\.services\\.s3\\.S3(?:Async)?Client\\(\\)\\.(?:getObject|getObjectAsBytes)$' +
    '|^com\\.amazonaws\\.services\\.s3\\.AmazonS3(?:Client)?\\(\\)\\.(?:getObject|getObjectAsString)$',
);

/** Whoever writes to S3 as well may read what it wrote; whoever asks about an object fetches it only when it changed. */
const writes =
  /\.(put_object|upload_file|upload_fileobj|copy_object|delete_object|put|upload|putObject|copyObject|deleteObject|uploadFile)$|#(PutObject|CopyObject|DeleteObject)Command$|lib-storage#Upload$/;
const asks =
  /\.(head_object|headObject|get_object_attributes|get_object_tagging|getObjectMetadata|Object\(\)\.load)$|#(HeadObject|GetObjectAttributes)Command$/;

/** The same of a client that a function is handed, by names that only S3 has. */
const writesWith =
  /^(put_object|upload_file|upload_fileobj|copy_object|delete_object|putObject|copyObject|deleteObject)$/;
const asksWith = /^(head_object|headObject|get_object_attributes|get_object_tagging|getObjectMetadata)$/;

export const uncachedDownload = rule({
  id: 'startup-time/uncached-download',
  practice: 'startup-time',
  check: 'startup-time/reuse-environment',
  summary: 'The same file is downloaded on each invocation.',
  why: `A model, a data set or a binary that is always the same need not be fetched more than once for an execution environment.
\`/tmp\` and module variables outlive an invocation, so every warm invocation finds there what the first one has put there.
Downloaded anew, it delays each answer by the whole transfer.`,
  silent: [
    'What is downloaded, or where to, depends on the event, the context or the clock.',
    'A condition that asks for a file, a cache or the clock decides whether it is downloaded.',
    'A cache keeps it: a module-level variable that is set only once, `functools.lru_cache`, a field of an object that lives as long as the module.',
    'The function also writes to S3, so that it may be its own state that it reads, or asks first whether the object has changed.',
    'It only signs a URL of the object.',
    'An object is fetched by a function that a bucket tells of its objects, or that schedules run and nothing else: it is meant to see what is there by then.',
  ],
  fixes: `For boto3's \`download_file\`, which gives a file its name when it is complete: asks first whether the file is in \`/tmp\`.
It is \`suggested\`, because it has to be known that the object does not change while an environment lives, and is offered only where nothing in the file of code removes or writes files.
Everywhere else, what is kept of it, and how, is for people to decide.`,
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
    object:
      '`{code}` fetches the same object on each invocation of `{function}` ({way}). If it rarely changes, keep what was made of it {where}, or the file in `/tmp`.',
  },
  review({ fn, application, code, edit, report, pass, skip, wonder }) {
    if (!code.known) {
      if (fn.entry.found || fn.language !== undefined)
        wonder(`Does it download the same file on each invocation? The code could not be looked at: ${code.why}.`);
      else skip(`The code cannot be read: ${code.why}.`);
      return;
    }
    const fetches = code.value.calls((symbol) => toFile.test(symbol) || object.test(symbol)).filter(isNotSigned);
    const [first] = fetches;
    if (!first) return skip('It downloads no file.');
    const isFresh = runsForNews(fn, application);
    const accused = fetches.filter(
      ({ verdict, call }) => verdict.kind === 'per-invocation' && !(isFresh && object.test(call.symbol)),
    );
    if (accused.length === 0)
      return first.verdict.kind === 'per-invocation'
        ? pass(`\`${nameOf(first)}\` fetches what is there when a schedule or a bucket runs it.`, first.call.at)
        : pass(evidenceOf(first, 'fetches'), first.call.at);
    const [own] = code.value.calls(
      (symbol, method = '') => writes.test(symbol) || (symbol === '' && writesWith.test(method)),
    );
    if (own) return pass(`It also writes to S3 with \`${nameOf(own)}\`, so what it reads may change.`, own.call.at);
    const [asked] = code.value.calls(
      (symbol, method = '') => asks.test(symbol) || (symbol === '' && asksWith.test(method)),
    );
    if (asked) return pass(`It asks with \`${nameOf(asked)}\` whether the object has changed.`, asked.call.at);
    for (const it of accused) {
      const data = { code: nameOf(it), function: fn.id, way: wayOf(it) };
      const rest = { at: it.call.at, trace: it.trace, fix: () => edit.downloadOnce(it.module, it.call) };
      const where = it.module.language === 'java' ? 'in a static field' : 'in a module variable';
      if (toFile.test(it.call.symbol)) report({ message: 'anew', data, ...rest });
      else report({ message: 'object', severity: 'information', data: { ...data, where }, ...rest });
    }
  },
});

/** `getSignedUrl(client, new GetObjectCommand(…))` fetches nothing. */
const isNotSigned = ({ module, call }: ReachedCall): boolean =>
  !module.calls.some(
    ({ symbol, arguments: given }) =>
      /getSignedUrl$/.test(symbol) &&
      given.some(({ sources }) => sources.some((source) => source.kind === 'call' && source.call === call.id)),
  );

const template = `//- template.yaml
Transform: AWS::Serverless-2016-10-31
Resources:
  Orders:
    Type: AWS::Serverless::Function
    Properties: { Runtime: python3.13, Handler: app.handler, CodeUri: src/ }
`;

const node = template.replace('python3.13', 'nodejs22.x');
const java = template.replace(
  'python3.13, Handler: app.handler, CodeUri: src/',
  'java21, Handler: com.acme.App::handleRequest, CodeUri: .',
);

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
      fixed: `//- src/app.py
import os
import boto3

s3 = boto3.client("s3")


def handler(event, context):
    if not os.path.exists("/tmp/model.onnx"):
        s3.download_file(os.environ["BUCKET"], "model.onnx", "/tmp/model.onnx")
    return predict("/tmp/model.onnx", event)
`,
      applicability: 'suggested',
    },
    {
      title: 'an object that is kept in memory for one invocation only',
      message: 'object',
      project: `${node}//- src/app.mjs
import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';

const s3 = new S3Client({});

export const handler = async (event) => {
  const { Body } = await s3.send(⟦new GetObjectCommand({ Bucket: process.env.BUCKET, Key: 'letter.html' })⟧);
  return fill(await Body.transformToString(), event);
};
`,
      noFix: 'what is kept of it, and how, is for people to decide',
    },
    {
      title: 'an object, in a helper in Java',
      message: 'object',
      project: `${java}//- src/main/java/com/acme/App.java
package com.acme;

import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;

public class App {
    private static final S3Client S3 = S3Client.create();

    private String rates() {
        GetObjectRequest request = GetObjectRequest.builder().bucket("orders").key("rates.json").build();
        return ⟦S3.getObjectAsBytes(request)⟧.asUtf8String();
    }

    public String handleRequest(String event, com.amazonaws.services.lambda.runtime.Context context) {
        return Rates.of(rates()).convert(event);
    }
}
`,
      noFix: 'what is kept of it, and how, is for people to decide',
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
    {
      title: 'a URL that is only signed',
      project: `${node}//- src/app.mjs
import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';

const s3 = new S3Client({});

export const handler = async () => getSignedUrl(s3, new GetObjectCommand({ Bucket: 'orders', Key: 'catalogue.pdf' }));
`,
      outcome: 'not-applicable',
    },
    {
      title: 'an object that is kept in a module variable',
      project: `${node}//- src/app.mjs
import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';

const s3 = new S3Client({});
let letter;

export const handler = async (event) => {
  if (!letter) {
    const { Body } = await s3.send(new GetObjectCommand({ Bucket: 'orders', Key: 'letter.html' }));
    letter = await Body.transformToString();
  }
  return fill(letter, event);
};
`,
    },
    {
      title: 'an object that is fetched when it has changed',
      project: `${template}//- src/app.py
import boto3

s3 = boto3.client("s3")
seen = {}


def handler(event, context):
    tag = s3.head_object(Bucket="orders", Key="rates.json")["ETag"]
    answer = s3.get_object(Bucket="orders", Key="rates.json")
    seen.setdefault(tag, answer)
    return seen[tag]
`,
    },
    {
      title: 'what a scheduled function finds by then',
      project: `${template.replace('CodeUri: src/', 'CodeUri: src/, Events: { Nightly: { Type: Schedule, Properties: { Schedule: rate(1 day) } } }')}//- src/app.py
import boto3

s3 = boto3.client("s3")


def handler(event, context):
    return s3.get_object(Bucket="orders", Key="report.csv")["Body"].read()
`,
    },
    {
      title: 'what a bucket tells of',
      project: `${template.replace('CodeUri: src/', 'CodeUri: src/, Events: { New: { Type: S3, Properties: { Bucket: !Ref Rates, Events: s3:ObjectCreated:* } } }')}  Rates:
    Type: AWS::S3::Bucket
//- src/app.py
import boto3

s3 = boto3.resource("s3")


def handler(event, context):
    return s3.Object("rates", "today.json").get()["Body"].read()
`,
    },
    {
      title: 'an object whose name is put into a field first',
      project: `${template}//- src/app.py
import boto3

s3 = boto3.client("s3")


class Loader:
    def __init__(self):
        self.place = Place()

    def load(self, event):
        self.place.key = event["key"]
        return self.read()

    def read(self):
        return s3.get_object(Bucket="orders", Key=self.place.key)


def handler(event, context):
    return Loader().load(event)
`,
    },
    {
      title: 'an object of today, in Java',
      project: `${java}//- src/main/java/com/acme/App.java
package com.acme;

import java.time.LocalDate;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;

public class App {
    private static final S3Client S3 = S3Client.create();

    public String handleRequest(String event, com.amazonaws.services.lambda.runtime.Context context) {
        String key = "rates/" + LocalDate.now() + ".json";
        return S3.getObjectAsBytes(GetObjectRequest.builder().bucket("orders").key(key).build()).asUtf8String();
    }
}
`,
    },
  ],
};
