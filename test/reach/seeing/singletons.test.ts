import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { reached } from '../reach.ts';

const handler = `//- app.py
from orders import Orders
def handler(event, context):
    return Orders().save(event["id"])
//- orders.py
import boto3
`;

describe('the only object of a class', () => {
  it('keeps what its constructor makes only once', async () => {
    for (const test of ['cls._instance is None', 'not cls._instance', "not hasattr(cls, '_instance')"]) {
      assert.deepEqual(
        await reached(`${handler}class Orders:
    _instance = None
    def __new__(cls, *args):
        if ${test}:
            cls._instance = super().__new__(cls)
            cls._instance.ready = False
        return cls._instance
    def __init__(self):
        if not self.ready:
            self.table = boto3.resource("dynamodb")
            self.ready = True
    def save(self, id):
        self.table.put(id)
`),
        ['boto3.resource("dynamodb"): kept, `Orders.ready` is set only once | handler → Orders → boto3.resource'],
        test,
      );
    }
  });

  it('keeps what `__new__` gives it', async () => {
    assert.deepEqual(
      await reached(`${handler}class Orders:
    _instance = None
    def __new__(cls):
        if cls._instance is None:
            cls._instance = object.__new__(cls)
            cls._instance.table = boto3.resource("dynamodb")
        return cls._instance
    def save(self, id):
        self.table.put(id)
`),
      [
        'boto3.resource("dynamodb"): kept, `Orders._instance` is set only once | handler → Orders.__new__ → boto3.resource',
      ],
    );
  });

  it('makes anew what its constructor does not ask about', async () => {
    assert.deepEqual(
      await reached(`${handler}class Orders:
    _instance = None
    def __new__(cls):
        if cls._instance is None:
            cls._instance = super().__new__(cls)
        return cls._instance
    def __init__(self):
        self.table = boto3.resource("dynamodb")
    def save(self, id):
        self.table.put(id)
`),
      ['boto3.resource("dynamodb"): per-invocation | handler → Orders → boto3.resource'],
    );
  });

  it('is none when `__new__` keeps nothing', async () => {
    assert.deepEqual(
      await reached(`${handler}class Orders:
    def __new__(cls):
        return super().__new__(cls)
    def __init__(self):
        self.ready = False
        if not self.ready:
            self.table = boto3.resource("dynamodb")
            self.ready = True
    def save(self, id):
        self.table.put(id)
`),
      ['boto3.resource("dynamodb"): per-invocation | handler → Orders → boto3.resource'],
    );
  });
});

describe('what a class keeps for all of its objects', () => {
  it('is made once, though objects are made anew', async () => {
    assert.deepEqual(
      await reached(`${handler}class Orders:
    _table = None
    def __init__(self):
        self.name = "orders"
    @classmethod
    def table(cls):
        if cls._table is None:
            cls._table = boto3.resource("dynamodb")
        return cls._table
    def save(self, id):
        self.table().put(id)
`),
      [
        'boto3.resource("dynamodb"): kept, `Orders._table` is set only once | handler → Orders.save → Orders.table → boto3.resource',
      ],
    );
  });

  it('is made once by static methods', async () => {
    assert.deepEqual(
      await reached(`//- app.mjs
import { S3Client } from '@aws-sdk/client-s3';
class Orders {
  static clients = {};
  constructor() { this.own = {}; }
  static client(region) {
    if (!this.clients[region]) this.clients[region] = new S3Client({ region: 'eu-west-1' });
    return this.clients[region];
  }
  mine(region) {
    if (!this.own[region]) this.own[region] = new S3Client({ region: 'eu-west-1' });
    return this.own[region];
  }
}
export const handler = async (event) => [Orders.client('a'), new Orders().mine('a')];
`),
      [
        'new S3Client: kept, `Orders.clients` is set only once | handler → Orders.client → S3Client',
        'new S3Client: per-invocation | handler → Orders.mine → S3Client',
      ],
    );
  });
});

describe('what is kept in an object', () => {
  it('is made once, when a module variable is asked and filled with it', async () => {
    assert.deepEqual(
      await reached(`//- app.mjs
import mongoose from 'mongoose';
let cached = { connection: null };
const connect = () => {
  if (cached.connection && cached.connection.readyState === 1) return cached;
  const connection = mongoose.createConnection(process.env.URI);
  cached = { connection, models: [connection] };
  return cached;
};
export const handler = async (event) => connect().connection.find(event);
`),
      ['mongoose.createConnection: kept, `cached` is set only once | handler → connect → createConnection'],
    );
  });

  it('is made anew, when nobody asks', async () => {
    assert.deepEqual(
      await reached(`//- app.mjs
import mongoose from 'mongoose';
let last = { connection: null };
export const handler = async (event) => {
  const connection = mongoose.createConnection(process.env.URI);
  last = { connection };
  return connection.find(event);
};
`),
      ['mongoose.createConnection: per-invocation | handler → createConnection'],
    );
  });

  it('by a key of the event belongs to the event, though not all are made of the key', async () => {
    assert.deepEqual(
      await reached(`//- app.mjs
import { S3Client } from '@aws-sdk/client-s3';
class Clients {
  constructor() { this.all = {}; }
  of(region) {
    if (!(region in this.all)) this.all[region] = region === 'here' ? new S3Client({}) : new S3Client({ region });
    return this.all[region];
  }
  own() {
    this.all['own'] = new S3Client({});
    return this.all['own'];
  }
}
export const handler = async (event) => {
  const clients = new Clients();
  return [clients.of(event.region), clients.own()];
};
`),
      [
        'new S3Client: of-the-event, it is made from the event | handler → Clients.of → S3Client',
        'new S3Client: of-the-event, it is made from the event | handler → Clients.of → S3Client',
        'new S3Client: per-invocation | handler → Clients.own → S3Client',
      ],
    );
  });
});

describe('the objects that a metaclass keeps', () => {
  const orders = `class Orders(metaclass=OnlyOne):
    def __init__(self):
        self.table = boto3.resource("dynamodb")
    def save(self, id):
        self.table.put(id)
`;

  it('are made once, whatever it is called and wherever it stands', async () => {
    const keeping = `class OnlyOne(type):
    _instances = {}
    def __call__(cls, *args, **kwargs):
        if cls not in cls._instances:
            cls._instances[cls] = super().__call__(*args, **kwargs)
        return cls._instances[cls]
`;
    const kept = [
      'boto3.resource("dynamodb"): kept, there is one object of its class | handler → Orders → boto3.resource',
    ];
    assert.deepEqual(await reached(`${handler}${keeping}${orders}`), kept);
    assert.deepEqual(await reached(`${handler}from kept import OnlyOne\n${orders}//- kept.py\n${keeping}`), kept);
    const below = orders.replace('(metaclass=OnlyOne)', '(Kept)');
    assert.deepEqual(await reached(`${handler}${keeping}class Kept(metaclass=OnlyOne):\n    pass\n${below}`), kept);
  });

  it('are made anew where it only takes note of them', async () => {
    assert.deepEqual(
      await reached(`${handler}class OnlyOne(type):
    made = {}
    def __call__(cls, *args, **kwargs):
        it = super().__call__(*args, **kwargs)
        cls.made[cls] = it
        return it
${orders}`),
      ['boto3.resource("dynamodb"): per-invocation | handler → Orders → boto3.resource'],
    );
  });
});
