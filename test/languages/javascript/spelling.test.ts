import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { javascript } from '../../../src/languages/javascript/frontend.ts';

const { lower, spelling } = javascript;

describe('How JavaScript and TypeScript edits are spelt', () => {
  const declare = (text: string, annotation = '') =>
    spelling.declare(lower('a.ts', text), 's3', annotation, 'new S3({})');

  it('declares as the file does', () => {
    assert.equal(declare(''), 'const s3 = new S3({});');
    assert.equal(declare('let a = 1;\nexports.b = () => a;\n'), 'const s3 = new S3({});');
    assert.equal(declare('let a = 1\nexports.b = () => a\n'), 'const s3 = new S3({})');
    assert.equal(declare('var a = 1;'), 'var s3 = new S3({});');
    assert.equal(declare('var a = 1; let b;'), 'const s3 = new S3({});');
    assert.equal(declare('import a from "a"\n', ': S3'), 'const s3: S3 = new S3({})');
  });

  it('counts what could end with a semicolon, and not what another statement follows', () => {
    assert.equal(declare('function f() {}\nif (a) {}\nconst b = 1\n'), 'const s3 = new S3({})');
    assert.equal(declare('const a = () => b;\nconst c = () => d;\n'), 'const s3 = new S3({});');
  });

  it('names things in camel case', () => {
    const names = {
      s3Client: ['S3', 'Client'],
      dynamoDBDocumentClient: ['DynamoDB', 'Document', 'Client'],
      dynamoDBClient: ['Dynamo', 'DB', 'Client'],
      sqsClient: ['SQSClient'],
      sqs: ['SQS'],
      ssmClient: ['SSM', 'Client'],
      eventBridge: ['EventBridge'],
      pool: ['Pool'],
      cognitoIdpClient: ['cognito-idp', 'client'],
      http2: ['HTTP2'],
    };
    for (const [name, words] of Object.entries(names)) assert.equal(spelling.identifier(words), name);
  });

  it('never makes what is no name', () => {
    for (const words of [[], ['-'], ['2fa'], ['é', 'b c']])
      assert.match(spelling.identifier(words), /^[\p{L}_$][\p{L}\p{N}_$]*$/u);
    for (const word of ['class', 'await', 'process', 'exports']) assert(spelling.reserved.has(word));
  });
});
