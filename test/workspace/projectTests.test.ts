/**
 * What a project's own tests put in the place of something that an edit has made, or loaded, with its file: see `replaced/*.txt`.
 * There `###` begins what several cases have in common, behind the rule, and `---` ends a case with what is said of its fix.
 */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'mocha';
import { project, workspaceOf } from '../project.ts';

const folder = join(__dirname, 'replaced');

/** Of each finding of the rule: its fix's caution, `safe`, or why nothing is offered. */
async function saidOf(files: ReadonlyMap<string, string>, rule: string): Promise<readonly string[]> {
  const { findings } = await workspaceOf(files).workspace.review();
  return findings
    .filter((it) => it.rule === rule)
    .map(({ fixes: [fix], noFix }) => (fix ? (fix.caution ?? fix.applicability) : `none: ${noFix ?? ''}`));
}

const linesOf = (text: string): readonly [first: string, rest: string] => [
  text.slice(0, text.indexOf('\n')),
  text.slice(text.indexOf('\n') + 1),
];

describe('what tests replace is told of a fix', () => {
  for (const name of readdirSync(folder).sort())
    describe(name.replace('.txt', ''), () => {
      for (const group of readFileSync(join(folder, name), 'utf8').split(/^### /m).slice(1)) {
        const [common = '', ...cases] = group.split(/^=== /m);
        const [rule, code] = linesOf(common);
        for (const part of cases) {
          const [what, rest] = linesOf(part);
          const [tests = '', said = ''] = rest.split(/^--- /m);
          it(what, async () => assert.deepEqual(await saidOf(project(code + tests).files, rule), [said.trimEnd()]));
        }
      }
    });

  it('is told anew when a test changes, comes or goes, and only then looked for', async () => {
    const app = 'import boto3\n\n\ndef lambda_handler(event, context):\n    return boto3.client("s3").list_buckets()\n';
    const { files, workspace, reads } = workspaceOf(
      new Map([
        ['app.py', app],
        ['test_app.py', 'from moto import mock_aws\nimport app\n'],
      ]),
    );
    const cautionNow = async (): Promise<string | undefined> => {
      const { findings } = await workspace.review();
      return findings.find(({ rule }) => rule === 'startup-time/init-in-handler')?.fixes[0]?.caution;
    };
    const change = (text: string | undefined): void => {
      if (text === undefined) files.delete('test_app.py');
      else files.set('test_app.py', text);
      workspace.changed(['test_app.py']);
    };
    await workspace.review();
    const isRead = (): boolean => reads.splice(0).includes('test_app.py');
    isRead();
    await workspace.review();
    assert.ok(!isRead(), 'nobody has looked at a fix');
    assert.equal(await cautionNow(), undefined);
    assert.ok(isRead());
    const mocked = '@mock_aws\ndef test_it():\n    app.lambda_handler({}, None)\n';
    change(`from moto import mock_aws\nimport app\n\n\n${mocked}`);
    assert.match((await cautionNow()) ?? '', /only while a test runs/);
    const before = await workspace.review();
    change(`# Typed.\nfrom moto import mock_aws\nimport app\n\n\n${mocked}    assert app\n`);
    const after = await workspace.review();
    assert.equal(after.findingsByPath.get('app.py'), before.findingsByPath.get('app.py'), 'the same is said');
    change(undefined);
    assert.equal(await cautionNow(), undefined);
  });
});
