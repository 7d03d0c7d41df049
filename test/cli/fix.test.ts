/** `fix`: what it prints as a diff, what it writes, and when it writes nothing. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { chmodSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, before, describe, it } from 'mocha';
import { checkIds } from '../../src/review/lens.ts';
import { copyOf, discardFolders, folder, write } from '../folders.ts';
import { dump } from '../inlineStyles.ts';
import { clean, faulty, orders, template } from '../samples.ts';
import { bytesBelow, command, reviewed } from './command.ts';

/** Applies a diff as a person would, in a repository of its own. */
function gitApply(root: string, diff: string): void {
  execFileSync('git', ['init', '--quiet'], { cwd: root });
  const applying = ['-c', 'core.autocrlf=false', 'apply', '--whitespace=nowarn', '-'];
  execFileSync('git', applying, { cwd: root, input: diff, stdio: 'pipe' });
}

describe('fix', () => {
  afterEach(discardFolders);

  it('mends what is safe, says how much, and leaves the rest alone', async () => {
    const root = copyOf('airline-booking');
    const { code, out, err } = await command(root, ['fix']);
    assert.equal(code, 0);
    assert.equal(err, '');
    assert.match(out, /^Applied 12 fixes:\n {4}2 {2}booking\/payment\/collect\.js\n/);
    assert.match(out, /\n6 more with --include suggested; look at what it does\n$/);
    const { findings } = await reviewed(root);
    assert.deepEqual(
      findings.filter(({ fixes }) => fixes.some(({ applicability }) => applicability === 'safe')),
      [],
    );
    assert.equal((await command(root, ['fix'])).out.split('\n')[0], 'Nothing to fix.');
  });

  it('mends code that stands in a template, in the words of the template', async () => {
    const root = folder('');
    const code = (body: string) => dump(`import boto3\n\n${body}`);
    const before = code('def handler(event, context):\n    s3 = boto3.client("s3")\n    return s3.list_buckets()\n');
    const after = code('s3 = boto3.client("s3")\n\ndef handler(event, context):\n    return s3.list_buckets()\n');
    for (const [style, text] of Object.entries(before)) write(root, `${style}/template.yaml`, text);
    const { out } = await command(root, ['fix', '--rule', 'startup-time/init-in-handler']);
    assert.match(out, /^Applied 7 fixes:\n/);
    for (const [style, text] of Object.entries(after)) {
      const mended = readFileSync(join(root, style, 'template.yaml'), 'utf8');
      assert.equal(mended, style === 'joined lines' ? before[style] : text, style);
    }
  });

  it('with all that is offered, and the questions answered, leaves every check met that the rules feed', async () => {
    const root = copyOf('airline-booking');
    const before = await reviewed(root);
    const fed = before.review.practices.flatMap(({ checks }) => checks).filter(({ rules }) => rules.length > 0);
    assert.ok(fed.length >= 4);
    assert.ok(fed.every(({ status }) => status !== 'met'));
    await command(root, ['fix', '--include', 'suggested']);
    const answers = fed.map(({ id }) => `  ${id}:\n    status: met\n    note: measured on 20 November\n`).join('');
    write(root, '.serverless-lens/review.yaml', `version: 1\nanswers:\n${answers}`);
    const { findings, problems, review } = await reviewed(root);
    assert.deepEqual(findings, []);
    assert.deepEqual(problems, []);
    const after = review.practices.flatMap(({ checks }) => checks).filter(({ rules }) => rules.length > 0);
    assert.deepEqual(
      after.map(({ id, status }) => `${id} ${status}`),
      fed.map(({ id }) => `${id} met`),
    );
    assert.deepEqual(review.practices.flatMap(({ checks }) => checks.map(({ id }) => id)).sort(), [...checkIds].sort());
  });

  it('applies only the fixes of the rules that it is asked for', async () => {
    const root = copyOf('airline-booking');
    const before = bytesBelow(root);
    await command(root, ['fix', '--include', 'suggested', '--rule', 'startup-time/tracing-off']);
    const after = bytesBelow(root);
    const changed = Object.keys(after).filter((path) => after[path] !== before[path]);
    assert.deepEqual(changed, ['booking/template.yaml', 'loyalty/template.yaml']);
    const rest = (await reviewed(root)).findings.map(({ rule }) => rule);
    assert.ok(!rest.includes('startup-time/tracing-off'));
    assert.ok(rest.includes('startup-time/init-in-handler'));
  });

  it('prints a diff that git applies, with the same outcome as writing, byte by byte', async () => {
    const dry = copyOf('airline-booking');
    const wet = copyOf('airline-booking');
    const before = bytesBelow(dry);
    const { code, out, err } = await command(dry, ['fix', '--dry-run', '--include', 'suggested']);
    assert.equal(code, 0);
    assert.equal(err, '');
    assert.deepEqual(bytesBelow(dry), before);
    gitApply(dry, out);
    await command(wet, ['fix', '--include', 'suggested']);
    assert.deepEqual(bytesBelow(dry), bytesBelow(wet));
    assert.notDeepEqual(bytesBelow(dry), before);
  });

  it('of nothing to fix prints an empty diff', async () => {
    const root = folder(`//- template.yaml\n${template()}//- src/app.py\n${clean}`);
    assert.deepEqual(await command(root, ['fix', '--dry-run']), { code: 0, out: '', err: '' });
  });

  it('keeps the mode of a file, and leaves nothing beside it', async () => {
    const root = folder(orders);
    chmodSync(join(root, 'src/app.py'), 0o750);
    await command(root, ['fix']);
    assert.equal(statSync(join(root, 'src/app.py')).mode & 0o777, 0o750);
    assert.deepEqual(Object.keys(bytesBelow(root)), ['src/app.py', 'template.yaml']);
  });
});

describe('a file that fix mends, and the diff of it,', () => {
  const variants: Readonly<Record<string, (text: string) => string>> = {
    'CRLF at the ends of lines': (text) => text.replaceAll('\n', '\r\n'),
    'a byte order mark': (text) => `\uFEFF${text}`,
    'a byte order mark and CRLF': (text) => `\uFEFF${text.replaceAll('\n', '\r\n')}`,
    'no newline at its end': (text) => text.trimEnd(),
    'characters beyond the first plane': (text) => text.replace('def handler', '# 😀 ä\ndef handler'),
  };
  const directories = ['with space', 'quo"te', 'ümläut', 'back\\slash', 'tab\there', '-dash', '😀'];

  /** One function for each variant, and one for each name of a directory. */
  function all(): string {
    const sources = [
      ...Object.entries(variants).map(([name, change]) => [name.replaceAll(' ', '-'), change(faulty)] as const),
      ...directories.map((name) => [name, faulty] as const),
    ];
    const functions = sources.map(
      ([directory], index) =>
        `  F${String(index)}:\n    Type: AWS::Serverless::Function\n    Properties: { Runtime: python3.13, Handler: app.handler, CodeUri: ${JSON.stringify(`${directory}/`)}, MemorySize: 256, Tracing: Active }\n`,
    );
    return folder(
      new Map([
        ['template.yaml', `Transform: AWS::Serverless-2016-10-31\nResources:\n${functions.join('')}`],
        ...sources.map(([directory, text]) => [`${directory}/app.py`, text] as const),
      ]),
    );
  }

  /** Of each of the two directories: what its files are afterwards. */
  let mended: readonly Readonly<Record<string, string>>[];
  before(async () => {
    const [dry, wet] = [all(), all()];
    gitApply(dry, (await command(dry, ['fix', '--dry-run'])).out);
    await command(wet, ['fix']);
    mended = [dry, wet].map(bytesBelow);
    discardFolders();
  });

  const latin = (text: string): string => Buffer.from(text).toString('latin1');

  for (const [what, change] of Object.entries(variants))
    it(`keeps ${what}`, () => {
      for (const files of mended) assert.equal(files[`${what.replaceAll(' ', '-')}/app.py`], latin(change(clean)));
    });

  for (const name of directories)
    it(`may lie in a directory that is called ${JSON.stringify(name)}`, () => {
      for (const files of mended) assert.equal(files[`${name}/app.py`], latin(clean));
    });
});
