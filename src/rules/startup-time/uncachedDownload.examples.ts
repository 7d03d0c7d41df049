/** What the rule says of small projects, and what its fixes make of them. */
import type { Examples } from '../../core/examples.ts';

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

export const examples: Examples<'anew' | 'object' | 'keys'> = {
  bad: [
    {
      title: 'the public keys of a user pool',
      message: 'keys',
      project: `${node}//- src/app.mjs
import jwt from 'jsonwebtoken';
import jwkToPem from 'jwk-to-pem';

const pemOf = async (id) => {
  const answer = await ⟦fetch(process.env.JWKS_URL)⟧;
  const { keys } = await answer.json();
  return jwkToPem(keys.find(({ kid }) => kid === id));
};

export const handler = async ({ token }) => jwt.verify(token, await pemOf(jwt.decode(token, { complete: true }).header.kid));
`,
    },
    {
      title: 'public keys that Nimbus loads for each token',
      message: 'keys',
      project: `${java}//- src/main/java/com/acme/App.java
package com.acme;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.nimbusds.jose.jwk.JWKSet;
import java.net.URL;
import java.util.Map;

public class App implements RequestHandler<Map<String, String>, String> {
    @Override
    public String handleRequest(Map<String, String> event, Context context) {
        try {
            URL url = new URL(System.getenv("JWKS_URL"));
            JWKSet keys = ⟦JWKSet.load(url)⟧;
            return keys.getKeyByKeyId(event.get("kid")).toString();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
`,
    },
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
    {
      title: 'a model from S3, where the answer goes to another object',
      message: 'anew',
      project: `${template}//- src/app.py
import os
import boto3

s3 = boto3.client("s3")
bucket = os.environ["BUCKET"]


def handler(event, context):
    ⟦s3.download_file(bucket, "model.onnx", "/tmp/model.onnx")⟧
    s3.put_object(Bucket=bucket, Key=f"answers/{event['id']}", Body=predict("/tmp/model.onnx", event))
`,
      noFix: 'the function also uploads, so it has to be known that what is in the file stays as it is',
    },
    {
      title: 'a template, where letters go to another bucket',
      message: 'object',
      project: `${node}//- src/app.mjs
import { S3Client, GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';

const s3 = new S3Client({});

export const handler = async (event) => {
  const { Body } = await s3.send(⟦new GetObjectCommand({ Bucket: process.env.TEMPLATES, Key: 'letter.html' })⟧);
  const letter = fill(await Body.transformToString(), event);
  await s3.send(new PutObjectCommand({ Bucket: process.env.LETTERS, Key: event.id, Body: letter }));
};
`,
      noFix: 'what is kept of it, and how, is for people to decide',
    },
  ],
  good: [
    {
      title: 'public keys that are in the package',
      outcome: 'not-applicable',
      project: `${java}//- src/main/java/com/acme/App.java
package com.acme;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.nimbusds.jose.jwk.JWKSet;
import java.util.Map;

public class App implements RequestHandler<Map<String, String>, String> {
    @Override
    public String handleRequest(Map<String, String> event, Context context) {
        try {
            JWKSet keys = JWKSet.load(App.class.getResourceAsStream("/keys.json"));
            return keys.getKeyByKeyId(event.get("kid")).toString();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
`,
    },
    {
      title: 'a document that is written into, and uploaded',
      project: `${template}//- src/app.py
import boto3

s3 = boto3.client("s3")


def handler(event, context):
    s3.download_file("orders", "template.xlsx", "/tmp/report.xlsx")
    fill("/tmp/report.xlsx", event)
    s3.upload_file("/tmp/report.xlsx", "orders", f"reports/{event['id']}.xlsx")
`,
    },
    {
      title: 'a copy in another bucket',
      project: `${node}//- src/app.mjs
import { S3Client, GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';

const s3 = new S3Client({});

export const handler = async () => {
  const { Body } = await s3.send(new GetObjectCommand({ Bucket: process.env.FROM, Key: 'rates.json' }));
  await s3.send(new PutObjectCommand({ Bucket: process.env.TO, Key: 'rates.json', Body }));
};
`,
    },
    {
      title: 'what may be the same object, by the end of its key',
      project: `${template}//- src/app.py
import boto3

s3 = boto3.client("s3")


def handler(event, context):
    rates = s3.get_object(Bucket="orders", Key="today/rates.json")["Body"].read()
    s3.put_object(Bucket="orders", Key=f"{event['day']}/rates.json", Body=convert(rates))
`,
    },
    {
      title: 'public keys that are kept',
      project: `${node}//- src/app.mjs
import { verify } from './tokens.mjs';

const address = process.env.ISSUER + '/.well-known/jwks.json';
let keys;

export const handler = async ({ token }) => {
  keys ??= await fetch(address).then((answer) => answer.json());
  return verify(token, keys);
};
`,
    },
    {
      title: 'the keys of whoever issued the token',
      project: `${node}//- src/app.mjs
import { verify } from './tokens.mjs';

export const handler = async ({ token, issuer }) => verify(token, await fetch(issuer + '/.well-known/jwks.json'));
`,
    },
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
      title: 'an object whose key a function of Java makes from the event, as its request is built',
      project: `${java}//- src/main/java/com/acme/App.java
package com.acme;

import java.nio.file.Path;
import software.amazon.awssdk.services.s3.S3Client;

public class App {
    private static final S3Client S3 = S3Client.create();

    public String handleRequest(String event, com.amazonaws.services.lambda.runtime.Context context) {
        S3.getObject(request -> request.bucket("orders").key(event), Path.of("/tmp/order"));
        return event;
    }
}
`,
    },
    {
      title: 'objects that a bucket is found to have, in Java',
      project: `${java}//- src/main/java/com/acme/App.java
package com.acme;

import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.*;

public class App {
    private static final S3Client S3 = S3Client.create();

    public int handleRequest(String event, com.amazonaws.services.lambda.runtime.Context context) {
        int size = 0;
        for (S3Object it : S3.listObjectsV2(ListObjectsV2Request.builder().bucket("orders").build()).contents()) {
            size += fetch(it.key()).length();
        }
        return size;
    }

    private String fetch(String key) {
        return S3.getObjectAsBytes(GetObjectRequest.builder().bucket("orders").key(key).build()).asUtf8String();
    }
}
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
