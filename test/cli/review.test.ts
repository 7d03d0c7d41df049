/** `review`: what it says, to whom, and with which exit code. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, before, describe, it } from 'mocha';
import { rules } from '../../src/workspace/rules.ts';
import { bundles } from '../bundles.ts';
import { discardFolders, folder, projects, write } from '../folders.ts';
import { clean, orders, template } from '../samples.ts';
import { bytesBelow, command, reviewed, type Ran } from './command.ts';

const airline = join(projects, 'airline-booking');
const oneLine = /^serverless-lens: [^\n]+\n$/;

describe('review', () => {
  afterEach(discardFolders);

  describe('ends with', () => {
    it('0 when nothing is at or above the threshold, and 1 when something is', async () => {
      const faulty = folder(orders);
      const good = folder(`//- template.yaml\n${template()}//- src/app.py\n${clean}`);
      const codes = async (root: string): Promise<readonly (number | null)[]> =>
        Promise.all(
          ['medium', 'high', 'none'].map(async (gate) => (await command(root, ['review', '--fail-on', gate])).code),
        );
      assert.deepEqual(await codes(good), [0, 0, 0]);
      // A good practice is of medium risk.
      assert.deepEqual(await codes(faulty), [1, 0, 0]);
      assert.equal((await command(faulty, ['review'])).code, 1);
    });

    it('0 for questions and hints, which accuse nobody', async () => {
      const root = folder(
        `//- template.yaml\nTransform: AWS::Serverless-2016-10-31\nResources:\n  Orders:\n    Type: AWS::Serverless::Function\n    Properties: { Runtime: python3.13, Handler: app.handler, CodeUri: src/, Tracing: Active }\n//- src/app.py\n${clean}`,
      );
      const { code, out } = await command(root, ['review']);
      assert.equal(code, 0);
      assert.match(out, /\? Orders runs with the default of 128 MB/);
    });

    it('2 and one line when it cannot do its work', async () => {
      const root = folder(orders);
      writeFileSync(join(root, 'file'), '');
      for (const [args, line] of [
        [['review', 'missing'], /There is no directory missing\./],
        [['review', 'file'], /file is not a directory\./],
        [['review', '--nonsense'], /unknown option '--nonsense'/],
        [['review', '--format', 'xml'], /'xml' is invalid.*pretty, json, sarif, markdown, html/],
        [['review', '--fail-on', 'low'], /'low' is invalid/],
        [
          ['review', '--rule', 'tracing-of'],
          /There is no rule 'tracing-of'\. Did you mean 'startup-time\/tracing-off'\?/,
        ],
        [['review', '--output', 'missing/there/../../..'], /cannot be written/],
        [['review', '.', 'more'], /too many arguments/],
        [['revew'], /unknown command 'revew'.*Did you mean review\?/],
        [['fix', '--include', 'all'], /'all' is invalid/],
        [['functions', 'missing'], /There is no directory missing\./],
        [['functions', '--format', 'sarif'], /'sarif' is invalid.*pretty, json/],
        [['functions', '--output', 'missing/there/../../..'], /cannot be written/],
      ] as const) {
        const { code, out, err } = await command(root, args);
        assert.equal(code, 2, args.join(' '));
        assert.match(err, oneLine, args.join(' '));
        assert.match(err, line, args.join(' '));
        assert.equal(out, '', args.join(' '));
      }
    });

    it('2, the help, and one line when it is asked for nothing', async () => {
      const { code, out, err } = await command(projects, []);
      assert.equal(code, 2);
      assert.match(out, /^Usage: serverless-lens/);
      assert.match(err, oneLine);
    });

    it('0 when help or the version is asked for, in lines of 80 characters', async () => {
      const { version } = JSON.parse(readFileSync(join(__dirname, '../../package.json'), 'utf8')) as {
        version: string;
      };
      assert.deepEqual(await command(projects, ['--version']), { code: 0, out: `${version}\n`, err: '' });
      for (const args of [
        ['--help'],
        ['review', '--help'],
        ['functions', '--help'],
        ['fix', '--help'],
        ['explain', '--help'],
      ]) {
        const { code, out, err } = await command(projects, args);
        assert.equal(code, 0);
        assert.equal(err, '');
        assert.deepEqual(
          out.split('\n').filter((line) => line.length > 80),
          [],
        );
      }
    });
  });

  describe('for people', () => {
    let seen: Ran;
    before(async () => {
      seen = await command(airline, ['review']);
    });

    it('says what is wrong at which place, and what can be done', () => {
      assert.equal(seen.code, 1);
      assert.equal(seen.err, '');
      const [first] = seen.out.split('\n\n');
      assert.equal(
        first,
        `booking/payment/collect.js
     3:1 ! aws-sdk loads the clients of every AWS service, on each cold start of
           CollectPayment. Load only aws-sdk/clients/dynamodb,
           aws-sdk/clients/sqs.
           startup-time/whole-sdk-import · fix: safe
     4:1 ! aws-xray-sdk also loads what Lambda does not need (Express, MySQL,
           PostgreSQL). Load aws-xray-sdk-core.
           startup-time/whole-sdk-import · fix to look at: package.json does not
           list aws-xray-sdk-core
   41:15 ! new AWS.SQS is built on each invocation of CollectPayment. Build it
           once, at module level.
           startup-time/init-in-handler · fix: safe`,
      );
      assert.match(seen.out, /\n16 faults and 3 questions and hints in 7 functions in \d+\.\d s\./);
      assert.match(seen.out, /\n {2}◐ partly met {7}0\/6 {2}Measure and optimize function startup time \(good\)\n/);
    });

    it('says the way from the handler once', () => {
      const text = seen.out.replace(/\s+/g, ' ');
      assert.equal(text.split('lambda_handler → load_booking → get_table').length, 2);
    });

    it('fits 80 columns, or those that are said, and has no escape codes in a pipe', async () => {
      const wide = (out: string, limit: number): readonly string[] => out.split('\n').filter((it) => it.length > limit);
      assert.deepEqual(wide(seen.out, 80), []);
      assert.doesNotMatch(seen.out, /\u001b/);
      const narrow = await command(airline, ['review'], { COLUMNS: '72' });
      assert.deepEqual(wide(narrow.out, 72), []);
      assert.match((await command(airline, ['review'], { FORCE_COLOR: '1' })).out, /\u001b\[/);
    });

    it('says which code was not looked into', async () => {
      const root = folder(
        `//- template.yaml\n${template()}  Pay:\n    Type: AWS::Serverless::Function\n    Properties: { PackageType: Image }\n//- src/app.py\n${clean}`,
      );
      const { out } = await command(root, ['review']);
      assert.match(out, /Code that was not looked into\n {2}template\.yaml:11 {2}Pay\n {11}\S/);
    });

    it('says that nothing was found where there is nothing', async () => {
      const { code, out } = await command(folder(`//- notes.md\nhello\n`), ['review']);
      assert.equal(code, 0);
      assert.match(out, /^No Lambda function was found \(1 file\)\. Looked for: /);
      assert.doesNotMatch(out, /PERF 1/);
    });

    it('counts what there is, and says what fix would mend', async () => {
      const tracing = `//- template.yaml\n${template()}`.replace('Tracing: Active', 'Timeout: 3');
      const { out } = await command(folder(`${tracing}//- src/app.py\n${clean}`), ['review']);
      assert.match(
        out.replace(/\s+/g, ' '),
        / 1 fault in 1 function in \d\.\d s\. serverless-lens fix --include suggested mends 1 of them\./,
      );
    });

    it('says what to know of a fix before it is made', async () => {
      const { out } = await command(
        folder(
          `//- app.py\nimport boto3\n\n\ndef handler(event, context):\n    if event:\n        boto3.client("s3").list_buckets()\n`,
        ),
        ['review'],
      );
      assert.match(out.replace(/\s+/g, ' '), /fix to look at: it is made at load, whether it is needed or not/);
    });

    it('ends in peace when its reader has seen enough', async () => {
      const program = join(await bundles(), 'cli.js');
      const child = spawn(process.execPath, [program, 'review', '--format', 'json', airline]);
      let err = '';
      child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
      child.stdout.destroy();
      const code = await new Promise((resolve) => child.once('close', resolve));
      assert.equal(err, '');
      assert.ok(code === 0 || code === 1, String(code));
    });
  });

  it('looks only for what it is asked for', async () => {
    const { findings } = await reviewed(
      airline,
      '--rule',
      'startup-time/tracing-off',
      '--rule',
      'capacity-units/default-memory',
    );
    assert.deepEqual([...new Set(findings.map(({ rule }) => rule))].sort(), [
      'capacity-units/default-memory',
      'startup-time/tracing-off',
    ]);
  });

  it('finds in the sample what stands in it', async () => {
    const { findings, functions } = await reviewed(airline);
    assert.equal(functions.filter(({ entry }) => entry !== null).length, 7);
    const counts = new Map<string, number>();
    for (const { rule } of findings) counts.set(rule, (counts.get(rule) ?? 0) + 1);
    assert.deepEqual(Object.fromEntries([...counts].sort()), {
      'capacity-units/default-memory': 1,
      'startup-time/init-in-handler': 9,
      'startup-time/sdk-v2-keep-alive': 2,
      'startup-time/tracing-off': 3,
      'startup-time/whole-sdk-import': 4,
    });
    assert.ok(!findings.some((finding) => finding.functions.includes('ConfirmBooking')), 'It is exemplary.');
  });

  describe('writes to a file', () => {
    it('what it would have printed, in directories that it makes, and over what was there', async () => {
      const root = folder(orders);
      const timeless = (text: string): string =>
        text.replace(/"ms": [\d.]+|in \d\.\d s/g, '').replace(/"files": \d+/, '');
      for (const format of ['json', 'html']) {
        const args = ['review', '--format', format, '--fail-on', 'none'];
        const printed = await command(root, args);
        const written = await command(root, [...args, '--output', 'reports/of today/review']);
        assert.deepEqual(written, { code: 0, out: '', err: '' });
        const text = readFileSync(join(root, 'reports/of today/review'), 'utf8');
        assert.equal(timeless(text), timeless(printed.out), format);
      }
    });

    it('through a link, to a device, and still fails when something was found', async () => {
      const root = folder(orders);
      writeFileSync(join(root, 'real.json'), '');
      symlinkSync('real.json', join(root, 'link.json'));
      const { code } = await command(root, ['review', '--format', 'json', '--output', 'link.json']);
      assert.equal(code, 1);
      assert.match(readFileSync(join(root, 'real.json'), 'utf8'), /"version": 1/);
      assert.equal((await command(root, ['review', '--output', '/dev/null'])).code, 1);
    });
  });

  describe('of bad input', () => {
    const problemsOf = async (root: string): Promise<readonly string[]> =>
      (await reviewed(root)).problems.map(({ path, line, message }) => `${path}:${String(line ?? '')} ${message}`);

    it('names the line of broken YAML, and reads the rest', async () => {
      const { problems, functions } = await reviewed(join(projects, 'broken-yaml'));
      assert.equal(problems.length, 1);
      assert.ok(problems[0]?.line !== undefined);
      assert.ok(functions.length > 0);
    });

    it('says of code outside, of absent code and of a loop of links what it did not follow', async () => {
      for (const [name, why] of [
        ['code-uri-outside', /leads out of the workspace/],
        ['code-uri-absent', /does not exist/],
      ] as const) {
        const { functions } = await reviewed(join(projects, name));
        assert.ok(
          functions.some((fn) => why.test(fn.why ?? '')),
          name,
        );
      }
      for (const [leadsTo, why] of [
        ['src', /link that leads to nothing in the workspace/],
        ['.', /^No file for its handler/],
      ] as const) {
        const root = folder(`//- template.yaml\n${template()}`);
        symlinkSync(leadsTo, join(root, 'src'));
        const { functions } = await reviewed(root);
        assert.match(functions[0]?.why ?? '', why);
      }
    });

    it('skips what is too large or minified, and says so', async () => {
      const root = folder(orders);
      write(root, 'src/app.py', `${clean}#${'x'.repeat(5_000_000)}\n`);
      assert.match((await problemsOf(root)).join(), /src\/app\.py: .*MB/);
      write(root, 'src/app.py', `x = [${'1, '.repeat(40_000)}]\n`);
      assert.match((await problemsOf(root)).join(), /src\/app\.py: It looks minified and was skipped\./);
    });

    it('reports once what two templates reach', async () => {
      const root = folder(`${orders}//- other.yaml\n${template('Others')}`);
      const { findings, functions } = await reviewed(root);
      assert.deepEqual(functions.map(({ id }) => id).sort(), ['Orders', 'Others']);
      assert.equal(findings.length, 1);
      assert.deepEqual([...(findings[0]?.functions ?? [])].sort(), ['Orders', 'Others']);
    });

    it('takes the word of the configuration for what symbols are', async () => {
      const root = folder(orders);
      write(root, '.serverless-lens/config.yaml', 'symbols: { per-invocation: [boto3.client] }\n');
      assert.deepEqual((await reviewed(root)).findings, []);
    });

    it('names the line of malformed files of its own, and leaves them as they are', async () => {
      const root = folder(orders);
      write(root, '.serverless-lens/config.yaml', 'exclude: 3\n');
      write(root, '.serverless-lens/review.yaml', 'version: 1\nanswers:\n  capacity-units/memory: {status: perhaps}\n');
      const before = bytesBelow(root);
      const problems = await problemsOf(root);
      assert.match(problems.join('\n'), /config\.yaml:1 /);
      assert.match(problems.join('\n'), /review\.yaml:3 /);
      for (const args of [['review'], ['fix', '--dry-run'], ['review', '--format', 'html']]) await command(root, args);
      assert.deepEqual(bytesBelow(root), before);
    });

    it('of a directory with names of all kinds says the right ones', async () => {
      const root = folder(`//- template.yaml\n${template().replace('src/', "'so urce ä%20/'")}`);
      mkdirSync(join(root, 'so urce ä%20'));
      write(root, 'so urce ä%20/app.py', orders.slice(orders.indexOf('import boto3')));
      const { findings } = await reviewed(root);
      assert.deepEqual(
        findings.map(({ location }) => location.path),
        ['so urce ä%20/app.py'],
      );
    });
  });
});

describe('explain', () => {
  it('prints the page of a rule', async () => {
    const { code, out, err } = await command(projects, ['explain', 'startup-time/tracing-off']);
    assert.equal(code, 0);
    assert.equal(err, '');
    assert.match(out, /^# startup-time\/tracing-off\n/);
    assert.match(out, /\n## Why it matters\n/);
  });

  it('lists the rules when it is asked for none', async () => {
    const { code, out } = await command(projects, ['explain']);
    assert.equal(code, 0);
    assert.match(out, /^startup-time\/init-in-handler\n {2}A client, /m);
    assert.equal(out.trimEnd().split('\n').length, 2 * rules.length);
  });

  it('of a rule that does not exist names the nearest one', async () => {
    const { code, err } = await command(projects, ['explain', 'init-in-handler']);
    assert.equal(code, 2);
    assert.equal(
      err,
      "serverless-lens: There is no rule 'init-in-handler'. Did you mean 'startup-time/init-in-handler'?\n",
    );
  });
});
