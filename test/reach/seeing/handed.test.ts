import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { reached } from '../reach.ts';

const head = `import com.amazonaws.services.lambda.runtime.*;
import com.amazonaws.services.lambda.runtime.events.*;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.lambda.powertools.batch.*;
import com.auth0.jwt.*;
import com.auth0.jwt.algorithms.Algorithm;
`;

const handler = (members: string, body: string): string => `//- src/Orders.java
${head}public class Orders implements RequestHandler<SQSEvent, Object> {
${members}
  public Object handleRequest(SQSEvent event, Context context) { ${body} }
}
`;

const of = (text: string) => reached(text, 'Orders.handleRequest');

describe('what a library was handed for later', () => {
  it('runs when the object that was made of it is used', async () => {
    const text = handler(
      `  private final BatchMessageHandler<SQSEvent, Object> batch;
  public Orders() {
    batch = new BatchMessageHandlerBuilder().withSqsBatchHandler().buildWithMessageHandler(this::process, String.class);
  }
  private void process(String order) { S3Client.create().putObject(order); }`,
      'return batch.processBatch(event, context);',
    );
    assert.deepEqual(await of(text), [
      'S3Client.create(): per-invocation | Orders.handleRequest → Orders.process → S3Client.create',
    ]);
  });

  it('runs, when it is an object of the project that is asked for by a class of theirs', async () => {
    const text = `${handler(
      `  private static final Algorithm ALGORITHM = Algorithm.RSA256(new Keys());
  private static final JWTVerifier VERIFIER = JWT.require(ALGORITHM).build();`,
      'return VERIFIER.verify(event.toString());',
    )}//- src/Keys.java
import com.auth0.jwk.*;
import com.auth0.jwt.interfaces.RSAKeyProvider;
public class Keys implements RSAKeyProvider {
  public Object getPublicKeyById(String id) { return new UrlJwkProvider("https://keys.example.com").get(id); }
}
`;
    assert.deepEqual(await of(text), [
      'new UrlJwkProvider: per-invocation | Orders.handleRequest → Keys.getPublicKeyById → UrlJwkProvider',
    ]);
  });

  it('does not run again, when it was called on the spot', async () => {
    const text = handler(
      `  private final S3Client s3;
  public Orders() { s3 = java.util.Optional.ofNullable(System.getenv("URL")).map(it -> S3Client.create()).orElseGet(() -> S3Client.create()); }`,
      's3.putObject(event); return null;',
    );
    assert.deepEqual(await of(text), []);
  });

  it('is not accused, when it is kept', async () => {
    const text = handler(
      '  private static final ThreadLocal<S3Client> CLIENTS = ThreadLocal.withInitial(() -> S3Client.create());',
      'return CLIENTS.get().putObject(event);',
    );
    assert.deepEqual(await of(text), []);
  });

  it('runs in JavaScript, too', async () => {
    const text = `//- app.mjs
import { Queue } from 'queue-lib';
import { S3Client } from '@aws-sdk/client-s3';
const queue = new Queue().onMessage(async (message) => new S3Client({}).send(message));
export const handler = (event) => queue.run(event);
`;
    assert.deepEqual(await reached(text), ['new S3Client: per-invocation | handler → S3Client']);
  });
});

describe('an object of a class of theirs that a library is given', () => {
  const handler = (base: string, given: string): string => `//- app.py
import boto3
from library import Base, process
class Orders(${base}):
    def __init__(self, name):
        self.name = name
    def prepare(self):
        self.table = boto3.resource("dynamodb")
orders = Orders("orders")
def handler(event, context):
    return ${given}
`;
  const found = ['boto3.resource("dynamodb"): per-invocation | handler → Orders.prepare → boto3.resource'];

  it('is called back', async () => {
    assert.deepEqual(await reached(handler('Base', 'process(event, orders)')), found);
    assert.deepEqual(await reached(handler('Base', 'process(event, processor=Orders("mine"))')), found);
  });

  it('is not, when it is of no class of theirs, only holds data or is not given', async () => {
    assert.deepEqual(await reached(handler('object', 'process(event, orders)')), []);
    assert.deepEqual(await reached(handler('', 'process(event, orders)')), []);
    assert.deepEqual(await reached(handler('Base', 'process(event)')), []);
  });

  it('is called back in TypeScript', async () => {
    assert.deepEqual(
      await reached(`//- app.ts
import { Base, process } from 'library';
import { S3Client } from '@aws-sdk/client-s3';
class Orders extends Base {
  #client?: S3Client;
  public prepare(): void { this.#client = new S3Client({}); }
}
const orders = new Orders();
export const handler = async (event) => process(event, orders);
`),
      ['new S3Client: per-invocation | handler → Orders.prepare → S3Client'],
    );
  });

  it('has nothing called that runs on its class', async () => {
    assert.deepEqual(
      await reached(`//- app.ts
import { Base, process } from 'library';
import { Client } from 'pg';
class Orders extends Base {
  constructor(private readonly client: Client) { super(); }
  static open(config): Orders { return new Orders(new Client(config)); }
}
export const handler = async (event) => process(event, Orders.open({ host: 'orders' }));
`),
      ['new Client: per-invocation | handler → Orders.open → Client'],
    );
  });
});

describe('a parameter that a function fills itself', () => {
  const handler = (body: string, given = ''): string => `//- app.py
import boto3
def put(session=None):
${body}
    session.client("s3").put_object()
def handler(event, context, session=None):
    return put(${given})
`;
  const found = [
    'boto3.Session: per-invocation | handler → put → boto3.Session',
    'session.client("s3"): per-invocation | handler → put → boto3.Session().client',
  ];

  it('is what it is filled with', async () => {
    assert.deepEqual(await reached(handler('    session = session or boto3.Session()')), found);
    assert.deepEqual(await reached(handler('    if session is None:\n        session = boto3.Session()')), found);
    assert.deepEqual(
      await reached(handler('    session = boto3.Session() if session is None else session', 'session=None')),
      found,
    );
  });

  it('is what it is filled with, when the handler hands on what only tests give it', async () => {
    assert.deepEqual(await reached(handler('    session = session or boto3.Session()', 'session=session')), found);
  });

  it('belongs to the event, when that is what it is given', async () => {
    const given = 'session=boto3.Session(region_name=event["region"])';
    assert.deepEqual(
      (await reached(handler('    session = session or boto3.Session()', given))).at(-1),
      ['session.client("s3"): of-the-event, it is made from the event | handler → put → boto3.Session().client'][0],
    );
  });

  it('belongs to the event, when a decorator of a library hands something to the handler', async () => {
    const text = handler('    session = session or boto3.Session()', 'session=session').replace(
      'def handler',
      '@inject\ndef handler',
    );
    assert.deepEqual(
      (await reached(text.replace('import boto3', 'import boto3\nfrom injecting import inject'))).at(-1),
      ['session.client("s3"): of-the-event, it is made from the event | handler → put → boto3.Session().client'][0],
    );
  });
});
