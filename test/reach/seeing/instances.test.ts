import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { reached } from '../reach.ts';

describe('objects that are handed from one to another', () => {
  it('run their methods where they were handed to', async () => {
    assert.deepEqual(
      await reached(`//- app.py
from orders import Orders
from mail import Mail
def handler(event, context):
    return Orders(Mail()).confirm(event["id"])
//- orders.py
class Orders:
    def __init__(self, mail):
        self.mail = mail
    def confirm(self, id):
        return self.mail.post(id)
//- mail.py
import boto3
class Mail:
    def post(self, id):
        return boto3.client("ses").send_email(id)
class Other:
    def post(self, id):
        return boto3.client("sns").publish(id)
`),
      [`boto3.client("ses"): per-invocation | handler → Orders.confirm → Mail.post → boto3.client`],
    );
  });

  it('are found when they were made at module level', async () => {
    assert.deepEqual(
      await reached(`//- app.mjs
import Orders from './orders.mjs';
import { Mail } from './mail.mjs';
const orders = new Orders({ mail: new Mail() });
export const handler = async (event) => orders.confirm(event.id);
//- orders.mjs
export default class Orders {
  constructor({ mail }) { this.mail = mail; }
  confirm(id) { return this.mail.post(id); }
}
//- mail.mjs
import { SESClient } from '@aws-sdk/client-ses';
export class Mail {
  constructor() { this.kept = new SESClient({}); }
  post(id) { return new SESClient({}).send(id); }
}
`),
      ['new SESClient: per-invocation | handler → Orders.confirm → Mail.post → SESClient'],
    );
  });

  it('are looked for by keyword, through results and through fields of a class above', async () => {
    assert.deepEqual(
      await reached(`//- app.py
from base import Base
from mail import mail
class Orders(Base):
    def confirm(self, id):
        return self.mail.post(id)
def handler(event, context):
    return Orders(retries=2, mail=mail()).confirm(event["id"])
//- base.py
class Base:
    def __init__(self, mail, retries):
        self.mail = mail
        self.retries = retries
//- mail.py
import boto3
class Mail:
    def post(self, id):
        return boto3.client("ses").send_email(id)
def mail():
    return Mail()
`),
      [`boto3.client("ses"): per-invocation | handler → Orders.confirm → Mail.post → boto3.client`],
    );
  });

  it('do not run what a library does under the same name', async () => {
    assert.deepEqual(
      await reached(`//- app.py
import requests
from mail import Mail
def handler(event, context):
    return send(requests.Session)
def send(session):
    return session.post("https://orders.example.com")
//- mail.py
import boto3
class Mail:
    def post(self, id):
        return boto3.client("ses").send_email(id)
`),
      [],
    );
  });
});

describe('classes above, in other files', () => {
  it('give their constructor and methods', async () => {
    assert.deepEqual(
      await reached(`//- app.mjs
import { Orders } from './orders.mjs';
export const handler = async (event) => new Orders().confirm(event.id);
//- orders.mjs
import Base from './base.mjs';
export class Orders extends Base {
  confirm(id) { return this.post(id); }
}
//- base.mjs
import { SESClient } from '@aws-sdk/client-ses';
import { SNSClient } from '@aws-sdk/client-sns';
export default class Base {
  constructor() { this.ses = new SESClient({}); }
  post(id) { return new SNSClient({}).send(id); }
}
`),
      [
        'new SESClient: per-invocation | handler → Base → SESClient',
        'new SNSClient: per-invocation | handler → Orders.confirm → Base.post → SNSClient',
      ],
    );
  });

  it('are called by `super` and call back what a class below has in their place', async () => {
    assert.deepEqual(
      await reached(`//- app.py
from orders import Orders
def handler(event, context):
    return Orders().run(event["id"])
//- orders.py
import boto3
from base import Base
class Orders(Base):
    def __init__(self):
        super().__init__()
    def work(self, id):
        return boto3.client("sns").publish(id)
//- base.py
import boto3
from abc import ABC, abstractmethod
class Base(ABC):
    def __init__(self):
        self.ses = boto3.client("ses")
    def run(self, id):
        return self.work(id)
    @abstractmethod
    def work(self, id):
        pass
`),
      [
        `boto3.client("sns"): per-invocation | handler → Base.run → Orders.work → boto3.client`,
        `boto3.client("ses"): per-invocation | handler → Orders → Base → boto3.client`,
      ],
    );
  });

  it('are not asked for what the class has itself', async () => {
    assert.deepEqual(
      await reached(`//- app.mjs
import { Orders } from './orders.mjs';
export const handler = async (event) => new Orders().post(event.id);
//- orders.mjs
import Base from './base.mjs';
export class Orders extends Base {
  post(id) { return id; }
}
//- base.mjs
import { SNSClient } from '@aws-sdk/client-sns';
export default class Base {
  post(id) { return new SNSClient({}).send(id); }
}
`),
      [],
    );
  });
});
