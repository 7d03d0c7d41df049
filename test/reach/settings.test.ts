import { describe } from 'mocha';
import { check } from './reach.ts';

const app = (body: string, head: string): string => `//- app.py\n${head}\n\n${body}`;

describe('a setting', () => {
  const why = "`os.environ['AWS_REGION']` may take effect before it and change what it becomes";
  const [stays, waits] = [`stays: ${why}`, `waits: ${why}`];
  const set = "os.environ['AWS_REGION'] = 'eu-west-1'";
  const make = "def handler(event, context):\n    return boto3.client('s3')\n";
  check([
    {
      what: 'that the handler makes before, each time alike, leaves a creation to wait for it',
      text: app(`def handler(event, context):\n    ${set}\n    return boto3.client('s3')\n`, 'import os, boto3'),
      reached: [`boto3.client('s3'): per-invocation | ${waits} | handler → boto3.client`],
    },
    {
      what: 'that the handler makes sometimes keeps it where it is',
      text: app(
        `def handler(event, context):\n    if len(event) > 1:\n        ${set}\n    return boto3.client('s3')\n`,
        'import os, boto3',
      ),
      reached: [`boto3.client('s3'): per-invocation | ${stays} | handler → boto3.client`],
    },
    {
      what: 'that the handler makes behind it keeps it there',
      text: app(
        `def handler(event, context):\n    s3 = boto3.client('s3')\n    ${set}\n    return s3\n`,
        'import os, boto3',
      ),
      reached: [`boto3.client('s3'): per-invocation | ${stays} | handler → boto3.client`],
    },
    {
      what: 'that another function of the invocation makes keeps it there',
      text: app(
        `def handler(event, context):\n    prepare()\n    return boto3.client('s3')\n\ndef prepare():\n    ${set}\n`,
        'import os, boto3',
      ),
      reached: [`boto3.client('s3'): per-invocation | ${stays} | handler → boto3.client`],
    },
    {
      what: 'of what a call gives keeps it there',
      text: app(
        `def handler(event, context):\n    os.environ['AWS_REGION'] = fetch()\n    return boto3.client('s3')\n`,
        'import os, boto3\nfrom settings import fetch',
      ),
      reached: [`boto3.client('s3'): per-invocation | ${stays} | handler → boto3.client`],
    },
    {
      what: 'that is read from a file in the handler leaves it to wait for that, too',
      text: app(
        "def handler(event, context):\n    load_dotenv()\n    return boto3.client('s3')\n",
        'import boto3\nfrom dotenv import load_dotenv',
      ),
      reached: [
        "boto3.client('s3'): per-invocation | waits: `load_dotenv` may take effect before it and change what it becomes | handler → boto3.client",
      ],
    },
    {
      what: 'that is read from a file above does not',
      text: app(`load_dotenv()\n\n${make}`, 'import boto3\nfrom dotenv import load_dotenv'),
      reached: ["boto3.client('s3'): per-invocation | handler → boto3.client"],
    },
    {
      what: 'that is made above, when the module is loaded, does not',
      text: app(`${set}\n\n${make}`, 'import os, boto3'),
      reached: ["boto3.client('s3'): per-invocation | handler → boto3.client"],
    },
    {
      what: 'of a variable that the SDK does not look at is none',
      text: app(
        "def handler(event, context):\n    os.environ['ORDERS_TOKEN'] = event['token']\n    return boto3.client('s3')\n",
        'import os, boto3',
      ),
      reached: ["boto3.client('s3'): per-invocation | handler → boto3.client"],
    },
    {
      what: 'of a copy of the environment is none',
      text: app(
        "def handler(event, context):\n    its = os.environ.copy()\n    its['AWS_REGION'] = 'eu-west-1'\n    return boto3.client('s3')\n",
        'import os, boto3',
      ),
      reached: ["boto3.client('s3'): per-invocation | handler → boto3.client"],
    },
    {
      what: 'of a module that is imported first does not either',
      text: `${app(make, 'import setup\nimport boto3')}//- setup.py\nimport os\n${set}\n`,
      reached: ["boto3.client('s3'): per-invocation | handler → boto3.client"],
    },
    {
      what: 'that is made after the module of the creation was loaded leaves it to wait',
      text: `${app(`${set}\n\ndef handler(event, context):\n    return db.s3()\n`, 'import os\nimport db')}//- db.py
import boto3

def s3():
    return boto3.client('s3')
`,
      reached: [`boto3.client('s3'): per-invocation | ${waits} | handler → s3 → boto3.client`],
    },
    {
      what: 'that a function makes which the entry calls when it is loaded leaves it to wait as well',
      text: `${app(`def prepare():\n    ${set}\n\nprepare()\n\ndef handler(event, context):\n    return db.s3()\n`, 'import os\nimport db')}//- db.py
import boto3

def s3():
    return boto3.client('s3')
`,
      reached: [`boto3.client('s3'): per-invocation | ${waits} | handler → s3 → boto3.client`],
    },
    {
      what: 'that a module which is imported first makes by a function of its own does not',
      text: `${app(make, 'import setup\nimport boto3')}//- setup.py\nimport os\n\ndef prepare():\n    ${set}\n\nprepare()\n`,
      reached: ["boto3.client('s3'): per-invocation | handler → boto3.client"],
    },
    {
      what: 'of a module that a function imports keeps it where it is, since it may come late',
      text: `${app("def handler(event, context):\n    s3 = boto3.client('s3')\n    import setup\n    return s3\n", 'import boto3')}//- setup.py\nimport os\n${set}\n`,
      reached: [`boto3.client('s3'): per-invocation | ${stays} | handler → boto3.client`],
    },
    {
      what: 'of another file is none where the SDK does not look at the variable, and nothing else is looked at',
      text: `//- app.mjs
import { zone } from './zone.mjs';
import { region } from './region.mjs';
import { own, of } from './clients.mjs';
export const handler = async () => [own(), of(region), zone];
//- zone.mjs
export const zone = 'Europe/Helsinki';
process.env.TZ = zone;
//- region.mjs
export const region = process.env.REGION;
//- clients.mjs
import { S3Client } from '@aws-sdk/client-s3';
export const own = () => new S3Client({});
export const of = (region) => new S3Client({ region });
`,
      reached: [
        'new S3Client: per-invocation | handler → own → S3Client',
        'new S3Client: per-invocation | waits: `process.env.TZ` may take effect before it and change what it becomes | handler → of → S3Client',
      ],
    },
    {
      what: 'in a function of another file that no invocation reaches does not matter',
      text: `${app(make, 'import setup\nimport boto3')}//- setup.py\nimport os\n\ndef never():\n    ${set}\n`,
      reached: ["boto3.client('s3'): per-invocation | handler → boto3.client"],
    },
  ]);
});
