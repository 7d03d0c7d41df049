import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { readAssembly } from '../../src/cdk/assembly.ts';
import { foreignLanguage, withAssembly } from '../../src/cdk/withAssembly.ts';
import { project } from '../project.ts';

const cdkJson = (command: string) => `
//- infra/cdk.json
{ "app": ⟦"${command}"⟧ }
`;

function read(text: string, command: string) {
  const { files, marks } = project(text);
  const [at] = marks;
  assert.ok(at);
  const search = { read: (path: string) => files.get(path), paths: [...files.keys()] };
  const app = { path: 'infra/cdk.json', command, at };
  return { at, declarations: withAssembly(app, undefined, readAssembly(app.path, search)) };
}

describe('a CDK app in a language that is not read', () => {
  it('says at its command what is missing, and what to run where', () => {
    const { at, declarations } = read(cdkJson('mvn -e -q compile exec:java'), 'mvn -e -q compile exec:java');
    assert.deepEqual(declarations.problems, [
      {
        path: 'infra/cdk.json',
        at,
        message:
          'A CDK app in Java is not read itself, only what `cdk synth` makes of it, and `infra/cdk.out` is not there. Run `cdk synth` in `infra`, so that its functions are found.',
      },
    ]);
    assert.deepEqual(declarations.resources, []);
    // When it is synthesized, the review has to notice.
    assert.ok(declarations.reads.has('infra/cdk.out/manifest.json'));
  });

  it('has its functions once it is synthesized, with the source of those that are packaged as they are', () => {
    const { declarations } = read(
      cdkJson('go mod download && go run app.go') +
        `//- infra/cdk.out/manifest.json
{ "artifacts": { "S": { "type": "aws:cloudformation:stack", "properties": { "templateFile": "S.template.json" } } } }
//- infra/cdk.out/S.template.json
{ "Resources": {
  "Fn1": { "Type": "AWS::Lambda::Function", "Properties": { "Runtime": "python3.12", "Handler": "app.run", "Code": { "S3Key": "x" } },
    "Metadata": { "aws:cdk:path": "S/Fn/Resource", "aws:asset:path": "asset.1" } },
  "Fn2": { "Type": "AWS::Lambda::Function", "Properties": { "Runtime": "provided.al2023", "Handler": "bootstrap", "Code": { "S3Key": "y" } },
    "Metadata": { "aws:cdk:path": "S/Built/Resource", "aws:asset:path": "asset.2" } } } }
//- infra/cdk.out/asset.1/app.py
def run(event, context): ...
//- infra/functions/app.py
def run(event, context): ...
`,
      'go mod download && go run app.go',
    );
    assert.deepEqual(declarations.problems, []);
    assert.deepEqual(
      declarations.resources.map(({ id, asset }) => [id, asset?.kind === 'path' ? asset.path : undefined]),
      [
        ['S/Fn', { known: true, value: 'infra/functions' }],
        [
          'S/Built',
          {
            known: false,
            why: 'code of the runtime `provided.al2023` is built, and `infra/cdk.out/asset.2` does not name its source',
          },
        ],
      ],
    );
  });

  const commands: readonly (readonly [command: string, language: string | undefined])[] = [
    ['mvn -e -q compile exec:java', 'Java'],
    ['./gradlew run', 'Java'],
    ['dotnet run --project src/Cdk/Cdk.csproj', 'C#'],
    ['go mod download && go run main.go', 'Go'],
    ['npx ts-node --prefer-ts-exts bin/go.ts', undefined],
    ['python3 java/app.py', undefined],
    ['node bin/app.js', undefined],
  ];
  for (const [command, language] of commands)
    it(`is told by its command: ${command}`, () => assert.equal(foreignLanguage(command), language));
});
