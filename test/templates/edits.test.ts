import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { Known } from '../../src/core/known.ts';
import { applyEdits, type TextEdit } from '../../src/core/span.ts';
import { changeValue, removeProperty, setGlobal, setProperty } from '../../src/templates/edit.ts';
import { parseTemplate } from '../../src/templates/template.ts';
import type { NewValue } from '../../src/core/value.ts';

type Edit = (text: string) => Known<readonly TextEdit[]>;

const path = 't.yaml';
const of = (id: string) => ({ id, at: { path, start: 0, end: 0 } });

/** Of the resource `A`. */
const set =
  (keys: string, value: NewValue): Edit =>
  (text) =>
    setProperty(text, of('A'), keys.split('.'), value);
const remove =
  (keys: string): Edit =>
  (text) =>
    removeProperty(text, of('A'), keys.split('.'));
/** Of the value that `⟦` stands before. */
const change =
  (value: NewValue): Edit =>
  (text) =>
    changeValue(text.replace('⟦', ''), { path, start: text.indexOf('⟦'), end: 0 }, value);

/** The same, whether the text has been read before, and with it its parts, or not. */
function result(before: string, edit: Edit): string {
  const text = before.replace('⟦', '');
  const made = (): string => {
    const edits = edit(before);
    return edits.known ? (applyEdits(text, edits.value) ?? 'they overlap') : `refused: ${edits.why}`;
  };
  const unread = made();
  parseTemplate(text);
  assert.equal(made(), unread);
  return unread;
}

/** A resource `A` whose properties are these lines. */
const block = (...lines: readonly string[]): string =>
  [
    'Resources:',
    '  A:',
    '    Type: AWS::DynamoDB::Table',
    '    Properties:',
    ...lines.map((it) => `      ${it}`),
    '',
  ].join('\n');

const json = (properties: unknown, space: number | string = 2): string =>
  JSON.stringify({ Resources: { A: { Type: 'AWS::DynamoDB::Table', Properties: properties } } }, null, space) + '\n';

interface Case {
  readonly title: string;
  readonly edit: Edit;
  readonly before: string;
  readonly after: string;
}

const setting: readonly Case[] = [
  {
    title: 'of a resource that is no function, below a map that is not there yet',
    edit: set('ProvisionedThroughput.ReadCapacityUnits', 5),
    before: block('TableName: t'),
    after: block('TableName: t', 'ProvisionedThroughput:', '  ReadCapacityUnits: 5'),
  },
  {
    title: 'in an item of a list',
    edit: set('GlobalSecondaryIndexes.1.Projection.ProjectionType', 'ALL'),
    before: block('GlobalSecondaryIndexes:', '  - IndexName: a', '  - IndexName: b', '    Projection:'),
    after: block(
      'GlobalSecondaryIndexes:',
      '  - IndexName: a',
      '  - IndexName: b',
      '    Projection:',
      '      ProjectionType: ALL',
    ),
  },
  {
    title: 'that is a list, in one line',
    edit: set('Architectures', ['arm64']),
    before: block('TableName: t'),
    after: block('TableName: t', 'Architectures: [arm64]'),
  },
  {
    title: 'that is a list of as many items, where each is written',
    edit: set('Architectures', ['arm64']),
    before: block('Architectures:', "  - 'x86_64' # for now", 'TableName: t'),
    after: block('Architectures:', "  - 'arm64' # for now", 'TableName: t'),
  },
  {
    title: 'in the place of a list in lines',
    edit: set('Architectures', ['arm64', 'x86_64']),
    before: block('Architectures:', '  - x86_64', 'TableName: t'),
    after: block('Architectures: [arm64, x86_64]', 'TableName: t'),
  },
  {
    title: 'that is true or false, a word that YAML means otherwise, or a text with a colon',
    edit: set('Words', [true, 'no', 'a: b', '12', 'plain']),
    before: block('TableName: t'),
    after: block('TableName: t', "Words: [true, 'no', 'a: b', '12', plain]"),
  },
  {
    title: 'in the quotes that the old value has',
    edit: set('Size', 1024),
    before: block('Size: "512"'),
    after: block('Size: "1024"'),
  },
  {
    title: 'behind a text that ends with the file',
    edit: set('Size', 1),
    before: block('Text: |', '  a').trimEnd(),
    after: block('Size: 1', 'Text: |', '  a').trimEnd(),
  },
  {
    title: 'before a text that keeps its last line breaks',
    edit: set('Size', 1),
    before: block('Text: |+', '  a', ''),
    after: block('Size: 1', 'Text: |+', '  a', ''),
  },
  {
    title: 'in the place of a text of several lines',
    edit: set('Text', 'b'),
    before: block('Text: |', '  a', '  b', 'TableName: t'),
    after: block('Text: b', 'TableName: t'),
  },
  {
    title: 'where `null` is written, before a comment',
    edit: set('Throughput.Units', 1),
    before: block('Throughput: null # none', 'TableName: t'),
    after: block('Throughput: # none', '  Units: 1', 'TableName: t'),
  },
  {
    title: 'where nothing but a comment is written',
    edit: set('Size', 1),
    before: 'Resources:\n  A:\n    Type: T\n    Properties: # none yet\n      # Size: 2\n  B: { Type: T }\n',
    after:
      'Resources:\n  A:\n    Type: T\n    Properties: # none yet\n      Size: 1\n      # Size: 2\n  B: { Type: T }\n',
  },
  {
    title: 'in an empty map in braces',
    edit: set('Size', 1),
    before: 'Resources:\n  A: { Type: T, Properties: {} }\n',
    after: 'Resources:\n  A: { Type: T, Properties: { Size: 1 } }\n',
  },
  {
    title: 'in a map in braces without a value',
    edit: set('Size', 1),
    before: 'Resources:\n  A: { Type: T, Properties: , DependsOn: B }\n',
    after: 'Resources:\n  A: { Type: T, Properties: { Size: 1 } , DependsOn: B }\n',
  },
  {
    title: 'in JSON that stands in YAML, with a comment behind the last line',
    edit: set('Size', 1),
    before: 'Resources:\n  A: {\n    "Type": "T",\n    "Properties": {\n      "Text": "a" # b\n    }\n  }\n',
    after:
      'Resources:\n  A: {\n    "Type": "T",\n    "Properties": {\n      "Text": "a", # b\n      "Size": 1\n    }\n  }\n',
  },
  {
    title: 'behind a trailing comma',
    edit: set('Size', 1),
    before: 'Resources:\n  A: {\n    Type: T,\n    Properties: {\n      Text: a,\n    },\n  }\n',
    after: 'Resources:\n  A: {\n    Type: T,\n    Properties: {\n      Text: a,\n      Size: 1,\n    },\n  }\n',
  },
  {
    title: 'in JSON indented by tabs',
    edit: set('Throughput.Units', 1),
    before: json({ Text: 'a' }, '\t'),
    after: json({ Text: 'a', Throughput: { Units: 1 } }, '\t'),
  },
  {
    title: 'in JSON with CRLF',
    edit: set('Size', 1),
    before: json({}, 4).replaceAll('\n', '\r\n'),
    after: json({ Size: 1 }, 4).replaceAll('\n', '\r\n'),
  },
  {
    title: 'in JSON without white space',
    edit: set('Throughput.Units', [1, 'a']),
    before: json({ Text: 'a' }, 0),
    after: json({ Text: 'a', Throughput: { Units: [1, 'a'] } }, 0),
  },
  {
    title: 'in a resource without properties in JSON',
    edit: set('Size', 1),
    before: '{\n  "Resources": {\n    "A": {\n      "Type": "T"\n    }\n  }\n}',
    after:
      '{\n  "Resources": {\n    "A": {\n      "Type": "T",\n      "Properties": {\n        "Size": 1\n      }\n    }\n  }\n}',
  },
  {
    title: 'behind a byte order mark',
    edit: (text) => setGlobal(text, path, ['Tracing'], 'Active'),
    before: '\uFEFFResources:\n  A: { Type: T }\n',
    after: '\uFEFFGlobals:\n  Function:\n    Tracing: Active\n\nResources:\n  A: { Type: T }\n',
  },
  {
    title: 'behind a byte order mark in JSON',
    edit: set('Size', 1),
    before: `\uFEFF${json({ Text: 'a' })}`,
    after: `\uFEFF${json({ Text: 'a', Size: 1 })}`,
  },
  {
    title: 'with quoted keys, indented by four',
    edit: set('Throughput.Units', 1),
    before: '"Resources":\n    "A":\n        "Type": T\n        "Properties":\n            "Text": a\n',
    after:
      '"Resources":\n    "A":\n        "Type": T\n        "Properties":\n            "Text": a\n            Throughput:\n                Units: 1\n',
  },
  {
    title: 'in the first of two documents',
    edit: set('Size', 1),
    before: `---\n${block('Text: a')}---\n${block('Text: b')}`,
    after: `---\n${block('Text: a', 'Size: 1')}---\n${block('Text: b')}`,
  },
  {
    title: 'over a value that is merged from elsewhere',
    edit: set('Size', 2),
    before: `Common: &common { Size: 1 }\n${block('<<: *common')}`,
    after: `Common: &common { Size: 1 }\n${block('<<: *common', 'Size: 2')}`,
  },
  {
    title: 'in the place of an alias',
    edit: set('Size', 2),
    before: `Size: &size 1\n${block('Size: *size', 'Text: a')}`,
    after: `Size: &size 1\n${block('Size: 2', 'Text: a')}`,
  },
  {
    title: 'behind a text that goes on with less indentation',
    edit: set('Size', 1),
    before: block('Text: "a', 'B: b"').replace('      B:', '  B:'),
    after: block('Text: "a', 'B: b"', 'Size: 1').replace('      B:', '  B:'),
  },
  {
    title: 'in a file of resources that another one includes',
    edit: set('Size', 1),
    before: 'A:\n  Type: T\n  Properties:\n    Text: a\n',
    after: 'A:\n  Type: T\n  Properties:\n    Text: a\n    Size: 1\n',
  },
];

const refused: readonly (readonly [title: string, edit: Edit, before: string, why: string])[] = [
  [
    'below an intrinsic',
    set('Throughput.Units', 1),
    block('Throughput: !If [Large, { Units: 5 }, !Ref AWS::NoValue]'),
    '`Throughput` is decided by `!If`',
  ],
  [
    'in properties that an intrinsic decides',
    set('Size', 1),
    'Resources:\n  A:\n    Type: T\n    Properties:\n      Fn::If: [Large, { Text: a }, { Text: b }]\n',
    '`Properties` is decided by `Fn::If`',
  ],
  ['in JSON below an intrinsic', set('Size', 1), json({ Size: { Ref: 'Size' } }), '`Size` is decided by `Ref`'],
  [
    'in a map that others share',
    set('Throughput.Units', 1),
    block('Throughput: &units', '  Units: 5', 'Other: *units'),
    '`Throughput` is shared with other places (the anchor `&units`)',
  ],
  [
    'below a map that is merged from elsewhere',
    set('Throughput.Units', 1),
    `Common: &common { Throughput: { Units: 5 } }\n${block('<<: *common')}`,
    '`Throughput` is merged from elsewhere (`<<`)',
  ],
  ['below a single value', set('Text.Size', 1), block('Text: a'), '`Text` is not a map'],
  ['in a list without that item', set('Items.3', 1), block('Items: [1]'), 'there is no such item in the list'],
  ['where several values stand', set('Items', 1), block('Items: [1]'), 'there is more than one value to replace'],
  ['of a resource that is not there', set('Size', 1), 'Resources:\n  B: { Type: T }\n', '`A` is not written there'],
  ['that has the value already', set('Size', 1), block('Size: 1'), 'nothing would change'],
  ['in a text with syntax errors', set('Size', 1), block('Text: "a'), 'the template has a syntax error'],
  [
    'that is removed with an anchor that others use',
    remove('Throughput'),
    block('Throughput: &units { Units: 5 }', 'Other: *units'),
    'others use what is written there (`&units`)',
  ],
  ['that is removed where it is not written', remove('A.B'), block('A:', '  C: 1'), 'it is not written there'],
  [
    'that is removed where it is merged from elsewhere',
    remove('Size'),
    `Common: &common { Size: 1 }\n${block('<<: *common')}`,
    '`Size` is merged from elsewhere (`<<`)',
  ],
  [
    'whose parameter does not allow the value',
    change(512),
    'Parameters:\n  Memory: { Type: Number, Default: ⟦128, AllowedValues: [128, 256] }\nResources: {}\n',
    'the parameter `Memory` does not allow it',
  ],
  [
    'whose parameter has a limit',
    change(512),
    'Parameters:\n  Memory:\n    Type: Number\n    MaxValue: 300\n    Default: ⟦128\nResources: {}\n',
    'the parameter `Memory` does not allow it',
  ],
  ['where no value is written', change(1), block('⟦Text: a'), 'no value is written there'],
  [
    'that others share where it is written',
    change(1),
    `Size: &size ⟦2\n${block('Size: *size')}`,
    'it is shared with other places (the anchor `&size`)',
  ],
];

const removing: readonly Case[] = [
  {
    title: 'with the comment behind it, and no other comment',
    edit: remove('Size'),
    before: block('# All of it.', 'Size: 1 # MB', '# A name.', 'Text: a'),
    after: block('# All of it.', '# A name.', 'Text: a'),
  },
  {
    title: 'and leaves empty properties',
    edit: remove('Size'),
    before: block('Size: 1'),
    after: 'Resources:\n  A:\n    Type: AWS::DynamoDB::Table\n    Properties: {}\n',
  },
  {
    title: 'with all its lines',
    edit: remove('Items'),
    before: block('Items:', '  - a', '', '  - b', '', 'Text: a'),
    after: block('', 'Text: a'),
  },
  {
    title: 'that an item of a list begins with',
    edit: remove('Items.0.Size'),
    before: block('Items:', '  - Size: 1', '    Text: a'),
    after: block('Items:', '  - Text: a'),
  },
  {
    title: 'that is the last one in JSON',
    edit: remove('Size'),
    before: json({ Text: 'a', Size: 1 }),
    after: json({ Text: 'a' }),
  },
  {
    title: 'that is the first one in JSON',
    edit: remove('Throughput.Units'),
    before: json({ Throughput: { Units: 1 }, Text: 'a' }),
    after: json({ Text: 'a' }),
  },
  {
    title: 'that is the only one in JSON',
    edit: remove('Size'),
    before: json({ Size: 1 }),
    after: json({}),
  },
  {
    title: 'in the middle of braces',
    edit: remove('Size'),
    before: 'Resources:\n  A: { Type: T, Properties: { Text: a, Size: 1, Name: b } }\n',
    after: 'Resources:\n  A: { Type: T, Properties: { Text: a, Name: b } }\n',
  },
  {
    title: 'but no map that holds others, when it is inherited',
    edit: remove('Variables.LEVEL'),
    before: block('Variables:', '  NAME: a'),
    after: 'refused: it is not written there',
  },
];

const changing: readonly Case[] = [
  {
    title: 'the default of a parameter',
    edit: change(512),
    before: 'Parameters:\n  Memory: { Type: Number, Default: ⟦128, AllowedValues: [128, 512] }\nResources: {}\n',
    after: 'Parameters:\n  Memory: { Type: Number, Default: 512, AllowedValues: [128, 512] }\nResources: {}\n',
  },
  {
    title: 'an entry of a mapping, in its quotes',
    edit: change(512),
    before: "Mappings:\n  Sizes:\n    prod:\n      memory: ⟦'128' # MB\nResources: {}\n",
    after: "Mappings:\n  Sizes:\n    prod:\n      memory: '512' # MB\nResources: {}\n",
  },
  {
    title: 'what Globals set',
    edit: change('Active'),
    before: 'Globals:\n  Function:\n    Tracing: ⟦PassThrough\nResources: {}\n',
    after: 'Globals:\n  Function:\n    Tracing: Active\nResources: {}\n',
  },
  {
    title: 'a branch of a condition',
    edit: change(512),
    before: block('Size: !If [Large, 1024, ⟦128]'),
    after: block('Size: !If [Large, 1024, 512]'),
  },
  {
    title: 'a value in JSON',
    edit: change('b'),
    before: json({ Items: ['a'] }).replace('"a"', '⟦"a"'),
    after: json({ Items: ['b'] }),
  },
];

describe('a resource that stands among others', () => {
  const others = {
    before: 'Parameters:\n  P: { Type: String }\nResources: # all\n  # The first.\n  AA:\n    Type: AWS::SQS::Queue\n',
    behind: '  # The last.\n  B:\n    Type: AWS::SQS::Queue\nOutputs:\n  A: { Value: 1 }\n',
  };
  const among = (text: string): string => others.before + text.replace('Resources:\n', '') + others.behind;

  for (const { title, edit, before, after } of [...setting, ...removing])
    if (
      [before, after].every((it) => it.startsWith('Resources:\n  A:\n')) &&
      !before.includes('\r') &&
      before.endsWith('\n')
    )
      it(`is edited as if it stood alone ${title}`, () => assert.equal(result(among(before), edit), among(after)));
});

describe('a property of any resource', () => {
  for (const { title, edit, before, after } of setting)
    it(`can be set ${title}`, () => assert.equal(result(before, edit), after));
  for (const { title, edit, before, after } of removing)
    it(`can be removed ${title}`, () => assert.equal(result(before, edit), after));
  for (const { title, edit, before, after } of changing)
    it(`can be changed where it is written: ${title}`, () => assert.equal(result(before, edit), after));
  for (const [title, edit, before, why] of refused)
    it(`is left as it is ${title}`, () => assert.equal(result(before, edit), `refused: ${why}`));
});
