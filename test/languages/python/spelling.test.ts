import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { python } from './lowering.ts';

describe('How Python is spelt', () => {
  const { frontend, lower } = python();

  it('declares a name with the annotation that it had', () => {
    const { spelling } = frontend();
    const tree = lower('');
    assert.equal(spelling.declare(tree, 's3', '', "boto3.client('s3')"), "s3 = boto3.client('s3')");
    assert.equal(spelling.declare(tree, 's3', ': S3Client', 'f()'), 's3: S3Client = f()');
  });

  it('takes over the annotation as the tree has it', () => {
    const text = 's3 : S3Client = f()';
    const statement = lower(text).functions[0]?.body.statements[0];
    assert(statement?.kind === 'assign');
    const annotation = statement.declarators[0]?.annotation;
    assert.equal(annotation && text.slice(annotation.start, annotation.end), ': S3Client');
  });

  for (const [words, name] of [
    [['s3', 'client'], 's3_client'],
    [['DynamoDBTable'], 'dynamo_db_table'],
    [['secrets-manager'], 'secrets_manager'],
    [['HTTP', 'session'], 'http_session'],
    [['3', 'things'], '_3_things'],
    [['table', 'Café'], 'table_café'],
  ] as const) {
    it(`makes ${name} of ${words.join(' ')}`, () => assert.equal(frontend().spelling.identifier(words), name));
  }

  it('never takes a keyword, a soft keyword or a builtin for a name', () => {
    const { reserved } = frontend().spelling;
    for (const name of [
      'class',
      'None',
      'await',
      'match',
      'type',
      '_',
      'list',
      'id',
      'ValueError',
      '__name__',
      'self',
    ]) {
      assert(reserved.has(name), name);
    }
    assert(!reserved.has('client'));
  });

  it('keeps two lines around functions and fills empty blocks', () => {
    assert.equal(frontend().spelling.blankLinesAroundFunctions, 2);
    assert.equal(frontend().spelling.emptyBlock, 'pass');
  });
});
