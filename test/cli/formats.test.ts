/** The formats that programs read, against their schemas. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv';
import AjvDraft4 from 'ajv-draft-04';
import { afterEach, before, describe, it } from 'mocha';
import type { Log, Result } from 'sarif';
import { copyOf, discardFolders, folder, projects, write } from '../folders.ts';
import { orders } from '../samples.ts';
import { command, reviewed, type Region, type Reviewed } from './command.ts';

const root = join(__dirname, '../..');
/** A pattern in the schema of SARIF is none with the `u` flag. */
const options = { allErrors: true, strict: false, validateFormats: false, unicodeRegExp: false };

const airline = join(projects, 'airline-booking');

const schemaOf = (path: string): object => JSON.parse(readFileSync(join(root, path), 'utf8')) as object;

/** What is wrong with a document, as `place message`. */
function checker(ajv: Ajv, schema: object): (document: unknown) => readonly string[] {
  const validate = ajv.compile(schema);
  return (document) =>
    validate(document) ? [] : (validate.errors ?? []).map((it) => `${it.instancePath} ${it.message ?? ''}`);
}

/** What stands at a place that the program named. */
function textAt(folderPath: string, { path, startLine, startColumn, endLine, endColumn }: Region): string {
  const lines = readFileSync(join(folderPath, path), 'utf8')
    .replace(/^\uFEFF/, '')
    .split('\n')
    .slice(startLine - 1, endLine);
  const last = lines.length - 1;
  return lines
    .map((line, index) => line.slice(index === 0 ? startColumn - 1 : 0, index === last ? endColumn - 1 : undefined))
    .join('\n');
}

describe('review as JSON', () => {
  const check = checker(new Ajv(options), schemaOf('docs/review.schema.json'));
  let sample: Reviewed;
  before(async () => {
    sample = await reviewed(airline);
  });
  afterEach(discardFolders);

  it('is what its schema says, of every project', async () => {
    assert.deepEqual(check(sample), []);
    for (const name of ['broken-yaml', 'code-uri-outside', 'malformed-review', 'middy', 'no-template'])
      assert.deepEqual(check(await reviewed(join(projects, name))), [], name);
    assert.notDeepEqual(check({ ...sample, more: 1 }), [], 'The schema forbids what it does not know.');
  });

  it('has the answers of people', async () => {
    const copy = copyOf('airline-booking');
    const answer = "{ status: not-applicable, reason: no streams, note: 'x', owner: us, due: '2027-01-31' }";
    write(copy, '.serverless-lens/review.yaml', `version: 1\nanswers:\n  capacity-units/streams: ${answer}\n`);
    const result = await reviewed(copy);
    assert.deepEqual(check(result), []);
    const [check1] = result.review.practices.flatMap(({ checks }) =>
      checks.filter((it) => it.status === 'not-applicable'),
    );
    assert.deepEqual((check1 as unknown as { answer: unknown }).answer, {
      status: 'not-applicable',
      note: 'x',
      reason: 'no streams',
      owner: 'us',
      due: '2027-01-31',
      stale: false,
    });
  });

  it('names places that are there', () => {
    const places = sample.findings.map(({ message, location }) => {
      const [code = ''] = message.split('`').filter((_, index) => index === 1);
      return { code, text: textAt(airline, location) };
    });
    const constructions = places.filter(({ code }) => code.includes('('));
    assert.ok(constructions.length >= 3);
    for (const { code, text } of constructions)
      assert.ok(text.startsWith(code.replace(/\(.*$/, '')), `${code}: ${text}`);
    for (const { rule, trace, location } of sample.findings) {
      for (const { path, line } of trace)
        assert.ok(readFileSync(join(airline, path), 'utf8').split('\n').length >= line);
      if (rule === 'startup-time/init-in-handler') assert.equal(trace.at(-1)?.path, location.path);
    }
  });

  it('counts columns in UTF-16, after a byte order mark and in lines that end with CRLF', async () => {
    const text = orders
      .replace('import boto3\n', 'import boto3\nx = "😀ä"; y = 1\n')
      .replace('client = ', 'a = "😀"; client = ');
    const copy = folder(text);
    write(copy, 'src/app.py', `\uFEFF${readFileSync(join(copy, 'src/app.py'), 'utf8').replaceAll('\n', '\r\n')}`);
    const { findings } = await reviewed(copy);
    assert.equal(findings.length, 1);
    assert.ok(findings[0]);
    assert.equal(textAt(copy, findings[0].location), 'boto3.client("sns")');
  });
});

describe('review as SARIF', () => {
  const check = checker(
    new AjvDraft4(options),
    schemaOf('node_modules/@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json'),
  );
  let log: Log;
  let results: readonly Result[];
  before(async () => {
    log = JSON.parse((await command(airline, ['review', '--format', 'sarif'])).out) as Log;
    results = log.runs[0]?.results ?? [];
  });

  it('is what the official schema says, of every project', async () => {
    assert.deepEqual(check(log), []);
    for (const name of ['broken-yaml', 'code-uri-outside', 'malformed-review', 'no-template']) {
      const { out } = await command(join(projects, name), ['review', '--format', 'sarif']);
      assert.deepEqual(check(JSON.parse(out)), [], name);
    }
    assert.notDeepEqual(check({ ...log, version: '1' }), []);
  });

  it('has the help of each rule, and each result names its rule', () => {
    const rules = log.runs[0]?.tool.driver.rules ?? [];
    assert.ok(rules.every(({ help }) => help?.markdown?.includes('## Why it matters') && !help.text.includes('`')));
    for (const { ruleId, ruleIndex } of results) assert.equal(rules[ruleIndex ?? -1]?.id, ruleId);
  });

  it('has the way from the handler, and the edits of the fix', () => {
    const shared = results.find(({ message }) => message.text?.includes('The same holds for'));
    assert.ok(shared);
    assert.deepEqual(
      shared.relatedLocations?.map(({ message }) => message?.text),
      ['lambda_handler', 'load_booking', 'get_table', 'boto3.resource().Table'],
    );
    assert.equal(shared.codeFlows?.[0]?.threadFlows[0]?.locations.length, 4);
    const [change] = shared.fixes?.[0]?.artifactChanges ?? [];
    assert.equal(change?.artifactLocation.uri, 'booking/src/shared/bookings.py');
    assert.ok(change.replacements.some(({ insertedContent }) => insertedContent?.text?.includes('boto3.resource')));
  });

  it('tells questions from faults, and known findings from new ones', () => {
    const question = results.find(({ ruleId }) => ruleId === 'capacity-units/default-memory');
    assert.equal(question?.kind, 'review');
    assert.equal(question.level, 'none');
    const prints = results.map(({ partialFingerprints }) => partialFingerprints?.['finding/v1']);
    assert.equal(new Set(prints).size, results.length);
  });

  it('writes names of files as URIs', async () => {
    const copy = folder(
      orders.replace('CodeUri: src/', "CodeUri: 'a b#ä%/'").replace('//- src/app.py', '//- a b#ä%/app.py'),
    );
    const { out } = await command(copy, ['review', '--format', 'sarif']);
    discardFolders();
    const result = (JSON.parse(out) as Log).runs[0]?.results?.[0];
    assert.equal(result?.locations?.[0]?.physicalLocation?.artifactLocation?.uri, 'a%20b%23%C3%A4%25/app.py');
  });
});
