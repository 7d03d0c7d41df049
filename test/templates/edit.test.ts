import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { Known } from '../../src/core/known.ts';
import { applyEdits, type TextEdit } from '../../src/core/span.ts';
import { removeProperty, setGlobal, setProperty } from '../../src/templates/edit.ts';
import type { DeclaredFunction } from '../../src/core/application.ts';
import { readTemplate } from './reading.ts';

type Edit = (text: string, fn: DeclaredFunction) => Known<readonly TextEdit[]>;

const tracing: Edit = (text, fn) => setProperty(text, fn, ['Tracing'], 'Active');
const variable: Edit = (text, fn) => setProperty(text, fn, ['Environment', 'Variables', 'REUSE'], '1');
const global: Edit = (text) => setGlobal(text, 't.yaml', ['Tracing'], 'Active');
const remove: Edit = (text, fn) => removeProperty(text, fn, ['Environment', 'Variables', 'REUSE']);

function result(text: string, edit: Edit): string {
  const [fn] = readTemplate('t.yaml', text).functions;
  assert.ok(fn);
  const edits = edit(text, fn);
  return edits.known ? (applyEdits(text, edits.value) ?? 'they overlap') : `refused: ${edits.why}`;
}

const sam = (rest: string) => `Transform: AWS::Serverless-2016-10-31\n${rest}`;

const cases: readonly {
  readonly title: string;
  readonly edit: Edit;
  readonly before: string;
  readonly after: string;
}[] = [
  {
    title: 'a block map, with a comment behind its last value',
    edit: tracing,
    before: sam(
      'Resources:\n    A:\n        Type: AWS::Serverless::Function\n        Properties:\n            Timeout: 3 # short\n\n    B: { Type: AWS::SQS::Queue }\n',
    ),
    after: sam(
      'Resources:\n    A:\n        Type: AWS::Serverless::Function\n        Properties:\n            Timeout: 3 # short\n            Tracing: Active\n\n    B: { Type: AWS::SQS::Queue }\n',
    ),
  },
  {
    title: 'a map whose last value is a block scalar',
    edit: tracing,
    before: sam(
      'Resources:\n  A:\n    Type: AWS::Serverless::Function\n    Properties:\n      Description: |\n        two\n        lines\n',
    ),
    after: sam(
      'Resources:\n  A:\n    Type: AWS::Serverless::Function\n    Properties:\n      Description: |\n        two\n        lines\n      Tracing: Active\n',
    ),
  },
  {
    title: 'a function without properties',
    edit: tracing,
    before: sam('Resources:\n  A:\n    Type: AWS::Serverless::Function'),
    after: sam('Resources:\n  A:\n    Type: AWS::Serverless::Function\n    Properties:\n      Tracing: Active'),
  },
  {
    title: 'empty properties',
    edit: tracing,
    before: sam('Resources:\n  A:\n    Type: AWS::Serverless::Function\n    Properties:\n'),
    after: sam('Resources:\n  A:\n    Type: AWS::Serverless::Function\n    Properties:\n      Tracing: Active\n'),
  },
  {
    title: 'a flow map',
    edit: variable,
    before: sam('Resources:\n  A: { Type: AWS::Serverless::Function, Properties: { Timeout: 3 } }\n'),
    after: sam(
      "Resources:\n  A: { Type: AWS::Serverless::Function, Properties: { Timeout: 3, Environment: { Variables: { REUSE: '1' } } } }\n",
    ),
  },
  {
    title: 'CRLF line ends',
    edit: tracing,
    before: sam('Resources:\r\n  A:\r\n    Type: AWS::Serverless::Function\r\n    Properties:\r\n      Timeout: 3\r\n'),
    after: sam(
      'Resources:\r\n  A:\r\n    Type: AWS::Serverless::Function\r\n    Properties:\r\n      Timeout: 3\r\n      Tracing: Active\r\n',
    ),
  },
  {
    title: 'a value that is there',
    edit: tracing,
    before:
      'Resources:\n  A:\n    Type: AWS::Lambda::Function\n    Properties:\n      TracingConfig: { Mode: PassThrough }\n',
    after:
      'Resources:\n  A:\n    Type: AWS::Lambda::Function\n    Properties:\n      TracingConfig: { Mode: Active }\n',
  },
  {
    title: 'a variable beside others',
    edit: variable,
    before: sam(
      'Resources:\n  A:\n    Type: AWS::Serverless::Function\n    Properties:\n      Environment:\n        Variables:\n          # Where orders are kept.\n          TABLE: !Ref Table\n      Timeout: 3\n',
    ),
    after: sam(
      "Resources:\n  A:\n    Type: AWS::Serverless::Function\n    Properties:\n      Environment:\n        Variables:\n          # Where orders are kept.\n          TABLE: !Ref Table\n          REUSE: '1'\n      Timeout: 3\n",
    ),
  },
  {
    title: 'JSON',
    edit: tracing,
    before:
      '{\n  "Resources": {\n    "A": {\n      "Type": "AWS::Serverless::Function",\n      "Properties": {\n        "Timeout": 3\n      }\n    }\n  }\n}\n',
    after:
      '{\n  "Resources": {\n    "A": {\n      "Type": "AWS::Serverless::Function",\n      "Properties": {\n        "Timeout": 3,\n        "Tracing": "Active"\n      }\n    }\n  }\n}\n',
  },
  {
    title: 'Globals that are not there yet, above the comment of Resources',
    edit: global,
    before: sam('\n# What is deployed.\nResources:\n  A: { Type: AWS::Serverless::Function }\n'),
    after: sam(
      '\nGlobals:\n  Function:\n    Tracing: Active\n\n# What is deployed.\nResources:\n  A: { Type: AWS::Serverless::Function }\n',
    ),
  },
  {
    title: 'Globals of other things',
    edit: global,
    before: sam('Globals:\n  Api:\n    TracingEnabled: true\nResources:\n  A: { Type: AWS::Serverless::Function }\n'),
    after: sam(
      'Globals:\n  Api:\n    TracingEnabled: true\n  Function:\n    Tracing: Active\nResources:\n  A: { Type: AWS::Serverless::Function }\n',
    ),
  },
  {
    title: 'removal of one variable of two',
    edit: remove,
    before: sam(
      "Resources:\n  A:\n    Type: AWS::Serverless::Function\n    Properties:\n      Environment:\n        Variables:\n          REUSE: '1'\n          TABLE: t\n",
    ),
    after: sam(
      'Resources:\n  A:\n    Type: AWS::Serverless::Function\n    Properties:\n      Environment:\n        Variables:\n          TABLE: t\n',
    ),
  },
  {
    title: 'removal of the only variable',
    edit: remove,
    before: sam(
      "Resources:\n  A:\n    Type: AWS::Serverless::Function\n    Properties:\n      Environment:\n        Variables:\n          REUSE: '1'\n      Timeout: 3\n",
    ),
    after: sam('Resources:\n  A:\n    Type: AWS::Serverless::Function\n    Properties:\n      Timeout: 3\n'),
  },
  {
    title: 'removal in a flow map',
    edit: remove,
    before: sam(
      "Resources:\n  A: { Type: AWS::Serverless::Function, Properties: { Environment: { Variables: { TABLE: t, REUSE: '1' } } } }\n",
    ),
    after: sam(
      'Resources:\n  A: { Type: AWS::Serverless::Function, Properties: { Environment: { Variables: { TABLE: t } } } }\n',
    ),
  },
  {
    title: 'nothing that is decided by an intrinsic',
    edit: tracing,
    before: sam('Resources:\n  A:\n    Type: AWS::Serverless::Function\n    Properties:\n      Tracing: !Ref Mode\n'),
    after: 'refused: `Tracing` is decided by `!Ref`',
  },
  {
    title: 'nothing that is shared by an alias',
    edit: tracing,
    before: sam(
      'X: &shared { Timeout: 3 }\nResources:\n  A:\n    Type: AWS::Serverless::Function\n    Properties: *shared\n',
    ),
    after: 'refused: `Properties` is shared with other places (an alias)',
  },
];

describe('edits of a template', () => {
  for (const { title, edit, before, after } of cases)
    it(`change ${title}`, () => assert.equal(result(before, edit), after));
});
