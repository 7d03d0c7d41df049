/** Tables of names, compared with the construct library as it is installed. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync, existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { describe, it } from 'mocha';
import { enums } from '../../src/cdk/enums.ts';
import { propertyName, typeOf } from '../../src/cdk/constructs/l1.ts';
import { spellings } from '../../src/cdk/constructs/l1Names.ts';
import { wordOf } from '../../src/cdk/words.ts';

const load = createRequire(__filename);
const root = dirname(load.resolve('aws-cdk-lib/package.json'));
const modules = readdirSync(root).filter((name) => existsSync(join(root, name, 'lib')));
const generated = modules.map((name) => ({
  module: name,
  text: readdirSync(join(root, name, 'lib'))
    .filter((file) => file.endsWith('.generated.js'))
    .map((file) => readFileSync(join(root, name, 'lib', file), 'utf8'))
    .join('\n'),
}));

describe('names of the construct library', function () {
  this.timeout(60_000);

  it('have the type of every L1 class', () => {
    const wrong: string[] = [];
    let count = 0;
    for (const { module, text } of generated)
      for (const [, name = '', type = ''] of text.matchAll(
        /fqn:"aws-cdk-lib\.(?:\w+\.)?(Cfn\w+)"[^}]*\};static CFN_RESOURCE_TYPE_NAME="([^"]+)"/g,
      )) {
        count += 1;
        if (typeOf(`${module}.${name}`) !== type) wrong.push(`${module}.${name} is ${type}`);
      }
    assert.ok(count > 1500, `only ${count} classes were found`);
    assert.deepEqual(wrong, []);
  });

  it('have each property of the modules that functions work with', () => {
    const wrong = new Set<string>();
    const both: ReadonlySet<string> = new Set(
      // Written in two ways within one module.
      'LogRoleArn KMSKeyArn Uri URI KmsKeyId KMSKeyId RoleArn RoleARN SmsMessage SMSMessage S3BackupMode s3BackupMode Ipv6Enabled IPV6Enabled PerformanceInsightsKmsKeyId PerformanceInsightsKMSKeyId SseAlgorithm LogRoleARN VpcConfig VPCConfig'.split(
        ' ',
      ),
    );
    for (const { module, text } of generated) {
      if (!(module in spellings)) continue;
      for (const [, body = ''] of text.matchAll(
        /function convertCfn\w+ToCloudFormation\(properties\)\{return[^?]*\?\(\w+\(properties\)\.assertSuccess\(\),\{(.*?)\}\):properties\}/g,
      ))
        for (const [, property = '', prop = ''] of body.matchAll(/"?([\w:./-]+)"?:[^,]*?\(properties\.(\w+)\)/g))
          if (propertyName(module, prop) !== property && !both.has(property))
            wrong.add(`${module} ${prop}: ${property}`);
    }
    assert.deepEqual([...wrong], []);
  });

  it('have runtimes that are newer than the tables', () => {
    assert.equal(wordOf('aws-lambda.Runtime.NODEJS_40_X'), 'nodejs40.x');
    assert.equal(wordOf('aws-lambda.Runtime.PYTHON_3_29'), 'python3.29');
    assert.equal(wordOf('aws-lambda.Runtime.FROM_IMAGE'), undefined);
  });

  it('have the words of every enum that is known', () => {
    const wrong: string[] = [];
    let count = 0;
    for (const [, owner = ''] of enums.matchAll(/^((?:core|aws-[\w-]+)\.\w+):/gm)) {
      const [module = '', name = ''] = owner.split('.');
      const exported = load(`aws-cdk-lib${module === 'core' ? '' : `/${module}`}`) as Record<string, unknown>;
      const members = exported[name] as Record<string, unknown>;
      for (const member of Object.getOwnPropertyNames(members)) {
        const word = wordOf(`${owner}.${member}`);
        if (word === undefined) continue;
        count += 1;
        const value = members[member] as string | number | { readonly name?: string; readonly value?: string };
        const own = typeof value === 'object' ? (value.name ?? value.value) : value;
        if (own !== word) wrong.push(`${owner}.${member} is ${String(own)}`);
      }
    }
    assert.ok(count > 1000, `only ${count} members were found`);
    assert.deepEqual(wrong, []);
  });
});
