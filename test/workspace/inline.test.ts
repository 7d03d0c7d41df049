import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { dump } from '../inlineStyles.ts';
import { edited, project, workspaceOf } from '../project.ts';

const python = [
  'import boto3',
  '',
  'def handler(event, context):',
  '    s3 = boto3.client("s3")',
  '    return s3.list_buckets()',
  '',
].join('\n');
const mended = [
  'import boto3',
  '',
  's3 = boto3.client("s3")',
  '',
  'def handler(event, context):',
  '    return s3.list_buckets()',
  '',
].join('\n');

const initInHandler = 'startup-time/init-in-handler';

async function reviewed(text: string) {
  const { files } = project(text);
  const { workspace, files: live } = workspaceOf(files);
  const review = await workspace.review();
  const found = review.findings.filter(({ rule }) => rule === initInHandler);
  return { review, workspace, live, found, template: files.get('template.yaml') ?? '' };
}

describe('a function whose code stands in the template', () => {
  const styles = dump(python);
  for (const [style, source] of Object.entries(styles))
    it(`is reviewed there and mended there: ${style}`, async () => {
      const { review, found, template } = await reviewed(`//- template.yaml\n${source}`);
      assert.deepEqual(review.problems, []);
      assert.deepEqual(review.crashes, []);
      const [finding] = found;
      assert.ok(finding);
      assert.equal(finding.at.path, 'template.yaml');
      assert.match(template.slice(finding.at.start, finding.at.end), /^boto3\.client\(\\?"s3\\?"\)$/);
      assert.deepEqual([...new Set(finding.trace.map(({ at }) => at.path))], ['template.yaml']);
      const handler = review.handlers.get('template.yaml#Orders');
      assert.equal(handler && template.slice(handler.start, handler.end), 'handler');
      assert.deepEqual(review.application.functions[0]?.entry, {
        found: true,
        path: 'template.yaml',
        symbol: 'handler',
      });
      const [fix] = finding.fixes;
      if (source.includes('Fn::Join')) {
        assert.equal(fix, undefined);
        assert.match(finding.noFix ?? '', /puts its code together/);
        return;
      }
      assert.ok(fix, finding.noFix);
      assert.equal(edited(new Map([['template.yaml', template]]), fix.edits).get('template.yaml'), dump(mended)[style]);
    });

  it('sees no file of the project', async () => {
    const code = dump('import shared\n\ndef handler(event, context):\n    return shared.table()\n').block ?? '';
    const { found } = await reviewed(
      `//- template.yaml\n${code}//- shared.py\nimport boto3\n\ndef table():\n    return boto3.resource("dynamodb").Table("t")\n`,
    );
    assert.deepEqual(found, []);
  });

  it('has a handler of the file `index`, or is told what is wrong with it', async () => {
    const { review } = await reviewed(
      `//- template.yaml\n${(dump(python).block ?? '').replace('index.handler', 'app.handler')}`,
    );
    const entry = review.application.functions[0]?.entry;
    assert.ok(entry && !entry.found);
    assert.match(entry.why, /`app\.handler` does not name a function of `index`/);
  });

  it('says what could not be looked at without a path that no file has', async () => {
    const { review } = await reviewed(
      `//- template.yaml\n${(dump(python).block ?? '').replace('index.handler', 'index.main')}`,
    );
    const asked = review.outcomes.flatMap(({ outcome }) => (outcome.kind === 'unknown' ? [outcome.ask] : []));
    assert.ok(
      asked.some((it) => it.includes('its inline code has no function `main`')),
      asked.join('\n'),
    );
    assert.doesNotMatch(JSON.stringify([review.outcomes, review.findings, review.problems]), /\/\//);
  });

  it('is JavaScript of the kind that `require`s', async () => {
    const { found, template } = await reviewed(`//- template.yaml
Resources:
  Orders:
    Type: AWS::Lambda::Function
    Properties:
      Runtime: nodejs22.x
      Handler: index.handler
      Code:
        ZipFile: !Sub |
          const { S3Client, ListBucketsCommand } = require('@aws-sdk/client-s3');
          exports.handler = async (event) => {
            const s3 = new S3Client({ region: '\${AWS::Region}' });
            return s3.send(new ListBucketsCommand({}));
          };
`);
    const [fix] = found[0]?.fixes ?? [];
    assert.ok(fix);
    assert.equal(
      edited(new Map([['template.yaml', template]]), fix.edits).get('template.yaml'),
      template
        .replace("            const s3 = new S3Client({ region: '${AWS::Region}' });\n", '')
        .replace(
          '          exports.handler',
          "\n          const s3 = new S3Client({ region: '${AWS::Region}' });\n\n          exports.handler",
        ),
    );
  });

  it('is reviewed anew when the template changes', async () => {
    const { workspace, live, template } = await reviewed(`//- template.yaml\n${dump(python).block ?? ''}`);
    live.set('template.yaml', dump(mended).block ?? '');
    assert.equal(workspace.changed(['template.yaml']), true);
    const after = await workspace.review();
    assert.deepEqual(
      after.findings.filter(({ rule }) => rule === initInHandler),
      [],
    );
    const shifted = `# A comment that moves everything.\n${template}`;
    live.set('template.yaml', shifted);
    workspace.changed(['template.yaml']);
    const [finding] = (await workspace.review()).findings.filter(({ rule }) => rule === initInHandler);
    assert.equal(finding && shifted.slice(finding.at.start, finding.at.end), 'boto3.client("s3")');
  });
});
