import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { Declarations } from '../../src/core/resource.ts';
import { valueAt, type Value } from '../../src/core/value.ts';
import { templateReader } from '../../src/templates/declare/reader.ts';
import { declarationsIn } from './reading.ts';

/** A value in a few words: what it is, and where it is written when that is not at the resource. */
function shown(value: Value | undefined): unknown {
  switch (value?.kind) {
    case undefined:
      return undefined;
    case 'scalar':
      return value.from === 'resource' ? value.value : `${String(value.value)} (${value.from})`;
    case 'list':
      return value.items.map(shown);
    case 'map':
      return Object.fromEntries([...value.entries].map(([key, entry]) => [key, shown(entry.value)]));
    case 'reference':
      return `→ ${value.to}${value.attribute === undefined ? '' : ` ${value.attribute}`}`;
    case 'text':
      return value.parts.map((part) => (typeof part === 'string' ? part : `<${String(shown(part))}>`)).join('');
    case 'unknown':
      return `? ${value.why}`;
  }
}

const propertyOf = (declarations: Declarations, id: string, ...path: readonly string[]): unknown =>
  shown(valueAt(declarations.resources.find((it) => it.id === id)?.properties, ...path));

/** The property `P` of the resource `R`. */
function evaluated(property: string, rest = ''): unknown {
  const text = `Resources:\n  R: { Type: A::B::C, Properties: { P: ${property} } }\n  Other: { Type: A::B::D }\n${rest}`;
  return propertyOf(declarationsIn({ 'template.yaml': text }), 'R', 'P');
}

const sam = 'Transform: AWS::Serverless-2016-10-31\n';

describe('an intrinsic', () => {
  const rest = `Parameters:
  Size: { Type: Number, Default: 512 }
  Stage: { Type: String }
  Zones: { Type: CommaDelimitedList, Default: 'a, b,c' }
  Image: { Type: 'AWS::SSM::Parameter::Value<String>', Default: /images/latest }
Mappings:
  Sizes: { dev: { Memory: 128, List: [1, 2] } }
Conditions:
  IsBig: !Equals [!Ref Size, '512']
  IsProd: !Equals [!Ref Stage, prod]
  Both: !And [!Condition IsBig, !Not [!Condition IsBig]]
`;
  const cases: readonly (readonly [property: string, value: unknown])[] = [
    ['!Ref Size', '512 (parameter)'],
    ['!Ref Stage', '? it is the parameter `Stage`, which has no default'],
    ['!Ref Zones', ['a (parameter)', 'b (parameter)', 'c (parameter)']],
    ['!Ref Image', '? it is the parameter `Image`, which is read from Parameter Store at deployment'],
    ['!Ref Other', '→ template.yaml#Other'],
    ['!GetAtt Other.Arn', '→ template.yaml#Other Arn'],
    ['{ Fn::GetAtt: [Other, Endpoint.Address] }', '→ template.yaml#Other Endpoint.Address'],
    ['!Ref AWS::Region', '? it is `AWS::Region`, which is decided at deployment'],
    ['!Sub "a-${Size}"', 'a-512'],
    ['!Sub "a-${Other}/${Other.Arn}${!Left}"', 'a-<→ template.yaml#Other>/<→ template.yaml#Other Arn>${Left}'],
    ['!Sub ["${A}-${Size}", { A: !Ref Size }]', '512-512'],
    ['!Join ["-", [a, !Ref Size, b]]', 'a-512-b'],
    ['!Join [",", !Ref Zones]', 'a,b,c'],
    ['!Select [1, !Ref Zones]', 'b (parameter)'],
    ['!Select [1, !Split ["/", "a/b/c"]]', 'b'],
    ['!FindInMap [Sizes, dev, Memory]', '128 (mapping)'],
    ['!FindInMap [Sizes, dev, List]', ['1 (mapping)', '2 (mapping)']],
    ['!FindInMap [Sizes, prod, Memory, { DefaultValue: 256 }]', 256],
    ['!FindInMap [Sizes, prod, Memory]', '? the mapping has no such entry'],
    ['!If [IsBig, yes, no]', 'yes'],
    ['!If [Both, yes, no]', 'no'],
    ['!If [IsProd, yes, no]', '? it is the parameter `Stage`, which has no default'],
    ['!If [IsBig, !Ref AWS::NoValue, 1]', undefined],
    ['{ Fn::Length: !Ref Zones }', 3],
    ['{ Fn::ToJsonString: { a: [1, !Ref Size] } }', '{"a":[1,512]}'],
    ['!ImportValue x', '? it is decided at deployment (`ImportValue`)'],
  ];
  for (const [property, value] of cases)
    it(`${property} is ${JSON.stringify(value) ?? 'nothing'}`, () =>
      assert.deepEqual(evaluated(property, rest), value));

  it('that is not decided still tells the resources that it is made of', () => {
    const declarations = declarationsIn({
      't.yaml': `Resources:\n  R: { Type: A::B::C, Properties: { P: !Base64 { Fn::Sub: '\${Other}' } } }\n  Other: { Type: A::B::D }\n`,
    });
    const value = valueAt(declarations.resources[0]?.properties, 'P');
    assert.deepEqual(value?.kind === 'unknown' ? value.mentions : undefined, ['t.yaml#Other']);
  });
});

describe("SAM's globals", () => {
  it('give what a resource does not say, merge maps and come before the items of lists', () => {
    const declarations = declarationsIn({
      't.yaml': `${sam}Globals:
  Function:
    Timeout: 10
    MemorySize: 256
    Layers: [a]
    Environment: { Variables: { A: 1, B: 2 } }
Resources:
  F:
    Type: AWS::Serverless::Function
    Properties: { MemorySize: 512, Layers: [b], Environment: { Variables: { B: 3 } } }
  Q: { Type: AWS::SQS::Queue }
`,
    });
    assert.deepEqual(shown(declarations.resources[0]?.properties), {
      Timeout: '10 (globals)',
      MemorySize: 512,
      Layers: ['a (globals)', 'b'],
      Environment: { Variables: { A: '1 (globals)', B: 3 } },
    });
    assert.deepEqual(shown(declarations.resources[1]?.properties), {});
    assert.equal(declarations.kind, 'sam');
  });
});

describe('a nested template', () => {
  const inner = `Parameters:
  Size: { Type: Number, Default: 128 }
  Table: { Type: String }
Resources:
  F: { Type: AWS::Lambda::Function, Properties: { MemorySize: !Ref Size, Role: !Ref Table } }
Outputs:
  Arn: { Value: !GetAtt F.Arn }
`;
  it('is a part of the application, with the parameters that it is given and the outputs that are taken', () => {
    const declarations = declarationsIn({
      'app/template.yaml': `${sam}Resources:
  T: { Type: AWS::DynamoDB::Table }
  N: { Type: AWS::Serverless::Application, Properties: { Location: nested/t.yaml, Parameters: { Size: 512, Table: !Ref T } } }
  R: { Type: A::B::C, Properties: { P: !GetAtt N.Outputs.Arn } }
`,
      'app/nested/t.yaml': inner,
    });
    assert.deepEqual(
      declarations.resources.map(({ key }) => key),
      ['app/template.yaml#T', 'app/template.yaml#N', 'app/template.yaml#R', 'app/nested/t.yaml#F'],
    );
    assert.equal(propertyOf(declarations, 'F', 'MemorySize'), 512);
    assert.equal(propertyOf(declarations, 'F', 'Role'), '→ app/template.yaml#T');
    assert.equal(propertyOf(declarations, 'R', 'P'), '→ app/nested/t.yaml#F Arn');
  });

  it('that is given different values knows of none', () => {
    const declarations = declarationsIn({
      't.yaml': `Resources:
  A: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: ./n.yaml, Parameters: { Size: 1, Table: x } } }
  B: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: ./n.yaml, Parameters: { Size: 2, Table: x } } }
`,
      'n.yaml': inner,
    });
    assert.equal(
      propertyOf(declarations, 'F', 'MemorySize'),
      '? it is the parameter `Size`, which is given different values',
    );
    assert.equal(propertyOf(declarations, 'F', 'Role'), 'x');
  });

  it('is no application of its own, and one that is not here is told', () => {
    const files: Record<string, string> = {
      't.yaml': `Resources:\n  A: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: n.yaml } }\n  B: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: https://s3/x.yaml } }\n  C: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: gone.yaml } }\n`,
      'n.yaml': inner,
    };
    const reader = templateReader((path) => files[path]);
    assert.deepEqual(reader.roots(['n.yaml', 't.yaml']), ['t.yaml']);
    assert.deepEqual(
      reader.declare('t.yaml').problems.map(({ message }) => message),
      ['`gone.yaml`, which `C` nests, is not here, so its functions are not found.'],
    );
  });

  it('is read again when it changes, and nothing else is', () => {
    const files: Record<string, string> = {
      't.yaml': `Resources:\n  A: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: n.yaml } }\n`,
      'n.yaml': inner,
      'other.yaml': inner,
    };
    const reader = templateReader((path) => files[path]);
    const [before, other] = [reader.declare('t.yaml'), reader.declare('other.yaml')];
    reader.forget('elsewhere.yaml');
    assert.equal(reader.declare('t.yaml'), before);
    files['n.yaml'] = inner.replace('128', '1024');
    reader.forget('n.yaml');
    assert.equal(propertyOf(reader.declare('t.yaml'), 'F', 'MemorySize'), '1024 (parameter)');
    assert.equal(reader.declare('other.yaml'), other);
  });
});

describe('samconfig.toml', () => {
  const template = `${sam}Parameters:\n  Size: { Type: Number, Default: 128 }\nResources:\n  F: { Type: AWS::Serverless::Function, Properties: { MemorySize: !Ref Size } }\n`;
  for (const [what, overrides] of [
    ['a text', '"Stage=dev Size=512"'],
    ['a list', '["Stage=dev", "Size=512"]'],
    ['the long form', '"ParameterKey=Stage,ParameterValue=dev ParameterKey=Size,ParameterValue=512"'],
    ['quotes', '"Stage=\\"dev\\" Size=\\"512\\""'],
  ] as const)
    it(`gives parameters their values: ${what}`, () => {
      const config = `version = 0.1\n[default.deploy.parameters]\nparameter_overrides = ${overrides}\n`;
      const declarations = declarationsIn({ 'a/template.yaml': template, 'a/samconfig.toml': config });
      assert.equal(propertyOf(declarations, 'F', 'MemorySize'), '512 (parameter)');
      const value = valueAt(declarations.resources[0]?.properties, 'MemorySize');
      assert.equal(value?.at.path, 'a/samconfig.toml');
      assert.match(config.slice(value?.at.start, value?.at.end), /Size/);
    });

  it('is for the template that it names', () => {
    const config = '[default.global.parameters]\ntemplate_file = "other.yaml"\nparameter_overrides = "Size=512"\n';
    const files = { 'template.yaml': template, 'other.yaml': template, 'samconfig.toml': config };
    assert.equal(propertyOf(declarationsIn(files), 'F', 'MemorySize'), '128 (parameter)');
    const { 'other.yaml': other, ...rest } = files;
    assert.equal(propertyOf(declarationsIn({ 'other.yaml': other, ...rest }), 'F', 'MemorySize'), '512 (parameter)');
  });

  it('that is not TOML is told, and everything else is read', () => {
    const declarations = declarationsIn({ 'template.yaml': template, 'samconfig.toml': 'version = = 1' });
    assert.equal(propertyOf(declarations, 'F', 'MemorySize'), '128 (parameter)');
    assert.match(declarations.problems[0]?.message ?? '', /^Not valid TOML: /);
  });
});

describe('Fn::ForEach', () => {
  it('makes a resource for each of a list, with its name put in', () => {
    const declarations = declarationsIn({
      't.yaml': `Transform: AWS::LanguageExtensions
Parameters: { Names: { Type: CommaDelimitedList, Default: 'Create,Cancel' } }
Resources:
  'Fn::ForEach::Functions':
    - Name
    - !Ref Names
    - \${Name}Function:
        Type: AWS::Lambda::Function
        Properties: { Handler: !Sub '\${Name}.handler', Description: !Ref Name, Role: !GetAtt Role.Arn }
  Role: { Type: AWS::IAM::Role }
`,
    });
    assert.deepEqual(
      declarations.resources.map(({ id, origin }) => [id, origin.kind === 'template' && origin.fixed !== undefined]),
      [
        ['CreateFunction', true],
        ['CancelFunction', true],
        ['Role', false],
      ],
    );
    assert.deepEqual(propertyOf(declarations, 'CancelFunction'), {
      Handler: 'Cancel.handler',
      Description: 'Cancel',
      Role: '→ t.yaml#Role Arn',
    });
  });

  it('loops within loops, and in properties', () => {
    const declarations = declarationsIn({
      't.yaml': `Resources:
  'Fn::ForEach::A':
    - A
    - [x, y]
    - 'Fn::ForEach::B':
        - B
        - [1, 2]
        - R\${A}\${B}:
            Type: A::B::C
            Properties: { 'Fn::ForEach::P': [P, [p, q], { '\${P}\${B}': !Ref A }] }
`,
    });
    assert.deepEqual(
      declarations.resources.map(({ id }) => id),
      ['Rx1', 'Rx2', 'Ry1', 'Ry2'],
    );
    assert.deepEqual(propertyOf(declarations, 'Ry2'), { p2: 'y', q2: 'y' });
  });

  it('over what is decided at deployment is told', () => {
    const { problems, resources } = declarationsIn({
      't.yaml': `Parameters: { Names: { Type: CommaDelimitedList } }\nResources:\n  'Fn::ForEach::A': [A, !Ref Names, { '\${A}': { Type: A::B::C } }]\n  R: { Type: A::B::C }\n`,
    });
    assert.deepEqual(
      [resources.map(({ id }) => id), problems.map(({ message }) => message)],
      [['R'], ['`Fn::ForEach::A` cannot be followed, so what it makes is not found.']],
    );
  });
});

describe('AWS::Include', () => {
  it('puts in a file of the workspace, whose values stand there', () => {
    const declarations = declarationsIn({
      'a/t.yaml': `Resources:\n  Api:\n    Type: AWS::Serverless::Api\n    Properties:\n      DefinitionBody: { Fn::Transform: { Name: AWS::Include, Parameters: { Location: api.yaml } } }\n  F: { Type: A::B::C }\n`,
      'a/api.yaml': 'paths: { /orders: { get: { uri: !Ref F } } }\n',
    });
    assert.equal(propertyOf(declarations, 'Api', 'DefinitionBody', 'paths', '/orders', 'get', 'uri'), '→ a/t.yaml#F');
    const value = valueAt(declarations.resources[0]?.properties, 'DefinitionBody', 'paths');
    assert.equal(value?.at.path, 'a/api.yaml');
    assert.ok(declarations.reads.has('a/api.yaml'));
  });

  it('puts in whole resources, each with its place in the file that has it', () => {
    const include = (location: string) =>
      `Fn::Transform: { Name: AWS::Include, Parameters: { Location: ${location} } }\n`;
    const declarations = declarationsIn({
      'a/t.yaml': `Resources:\n  ${include('../b/more.yaml')}  F: { Type: A::B::C, Properties: { P: !GetAtt G.Arn } }\n`,
      'b/more.yaml': 'G: { Type: A::B::C, Properties: { Q: !Ref F } }\n',
    });
    assert.deepEqual(
      declarations.resources.map(({ id, key, at }) => [id, key, at.path]),
      [
        ['G', 'a/t.yaml#G', 'b/more.yaml'],
        ['F', 'a/t.yaml#F', 'a/t.yaml'],
      ],
    );
    assert.equal(propertyOf(declarations, 'F', 'P'), '→ a/t.yaml#G Arn');
    const told = (files: Record<string, string>) => declarationsIn(files).problems.map(({ message }) => message);
    assert.deepEqual(told({ 't.yaml': `Resources:\n  ${include('s3://b/k')}  F: { Type: A::B::C }\n` }), [
      'What is included here is not found: it is included from `s3://b/k`, which is not here.',
    ]);
    assert.deepEqual(
      told({ 't.yaml': `Resources:\n  ${include('m.yaml')}  F: { Type: A::B::C }\n`, 'm.yaml': include('m.yaml') }),
      ['`m.yaml` includes itself.'],
    );
  });

  it('of something that is not here is not known', () => {
    assert.equal(
      evaluated('{ Fn::Transform: { Name: AWS::Include, Parameters: { Location: gone.yaml } } }'),
      '? it is included from `gone.yaml`, which is not here',
    );
  });
});

describe('a resource whose condition is false', () => {
  const template = (parameters: string, condition: string): string =>
    `Parameters: { ${parameters} }\nConditions: { Never: ${condition}, Gone: !Condition Never }\nResources:\n  A: { Type: A::B::C, Condition: Never }\n  B: { Type: A::B::C }\n  C: { Type: A::B::C, Condition: Gone }\n  D: { Type: A::B::C, Condition: Lost }\n`;
  const includedIn = (files: Readonly<Record<string, string>>) =>
    declarationsIn(files).resources.map(({ included }) => (included.known ? included.value : included.why));

  it('is known not to be deployed', () => {
    assert.deepEqual(includedIn({ 't.yaml': template('', '!Equals [dev, prod]') }), [
      false,
      true,
      false,
      'there is no condition `Lost`',
    ]);
  });

  it('may be deployed with another value than the default of a parameter', () => {
    const stage = template('Stage: { Type: String, Default: dev }', '!And [!Equals [!Ref Stage, prod]]');
    const why = (name: string) =>
      `its condition \`${name}\` depends on the parameter \`Stage\`, of which only the default is known`;
    assert.deepEqual(includedIn({ 't.yaml': stage }).slice(0, 3), [why('Never'), true, why('Gone')]);
  });

  it('is known not to be deployed with the value that `samconfig.toml` gives', () => {
    const files = {
      'template.yaml': template('Stage: { Type: String, Default: prod }', '!Equals [!Ref Stage, prod]'),
      'samconfig.toml': '[default.deploy.parameters]\nparameter_overrides = "Stage=dev"\n',
    };
    assert.deepEqual(includedIn(files).slice(0, 3), [false, true, false]);
  });
});

describe('a hostile template has one clear problem, and the rest of it is read', () => {
  const read = (files: Readonly<Record<string, string>>) => {
    const { resources, problems } = declarationsIn(files);
    return { ids: resources.map(({ id }) => id), problems: problems.map(({ message }) => message) };
  };
  const rest = 'Resources:\n  R: { Type: A::B::C }\n';

  it('when its aliases multiply', () => {
    const levels = Array.from(
      { length: 12 },
      (_, n) => `  L${String(n + 1)}: &l${String(n + 1)} [${`*l${String(n)}, `.repeat(9)}*l${String(n)}]`,
    );
    const { ids, problems } = read({
      't.yaml': `Metadata:\n  L0: &l0 [a, b]\n${levels.join('\n')}\n${rest}  S: { Type: A::B::C, Properties: { P: *l12 } }\n`,
    });
    assert.deepEqual(ids.slice(0, 1), ['R']);
    const isTold = ['The template is too large once its aliases are expanded; a part of it was not read.'];
    assert.deepEqual(problems, isTold);
    const lines = levels.map((line) => line.trim()).join('\n');
    assert.deepEqual(read({ 't.yaml': `L0: &l0 [a, b]\n${lines}\n${rest}` }), { ids: ['R'], problems: isTold });
  });

  it('when its mappings do', () => {
    const maps = Array.from(
      { length: 30 },
      (_, n) => `    K${String(n)}: { V: [${`!FindInMap [M, K${String(n + 1)}, V], `.repeat(4)}1] }`,
    );
    const { ids, problems } = read({
      't.yaml': `Mappings:\n  M:\n${maps.join('\n')}\n${rest}  S: { Type: A::B::C, Properties: { P: !FindInMap [M, K0, V] } }\n`,
    });
    assert.deepEqual(ids, ['R', 'S']);
    assert.deepEqual(problems, [
      'The template stands for more values than any application needs; a part of it was not read.',
    ]);
  });

  it('when a mapping refers to itself', () => {
    assert.deepEqual(
      read({
        't.yaml': `Mappings: { M: { A: { B: !FindInMap [M, A, B] } } }\n${rest}  S: { Type: A::B::C, Properties: { P: !FindInMap [M, A, B] } }\n`,
      }),
      {
        ids: ['R', 'S'],
        problems: ['The mapping `M` refers to itself.'],
      },
    );
  });

  it('when conditions refer to one another in a circle', () => {
    assert.deepEqual(
      read({
        't.yaml': `Conditions: { A: !Condition B, B: !Not [!Condition A] }\n${rest}  S: { Type: A::B::C, Condition: A, Properties: { P: !If [B, 1, 2] } }\n`,
      }),
      { ids: ['R', 'S'], problems: ['The condition `B` refers to itself.'] },
    );
  });

  it('when it nests itself, directly or by way of another', () => {
    const nesting = (path: string) =>
      `${rest}  N: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: ${path} } }\n`;
    assert.deepEqual(read({ 't.yaml': nesting('t.yaml') }), { ids: ['R', 'N'], problems: ['`t.yaml` nests itself.'] });
    assert.deepEqual(read({ 'a.yaml': nesting('b.yaml'), 'b.yaml': nesting('a.yaml') }), {
      ids: ['R', 'N', 'R', 'N'],
      problems: ['`a.yaml` nests itself.'],
    });
    const files: Record<string, string> = { 'a.yaml': nesting('b.yaml'), 'b.yaml': nesting('a.yaml') };
    assert.deepEqual(templateReader((path) => files[path]).roots(['a.yaml', 'b.yaml']), ['a.yaml']);
  });

  it('when it includes itself', () => {
    const { ids, problems } = read({
      't.yaml': `${rest}  S: { Type: A::B::C, Properties: { P: { Fn::Transform: { Name: AWS::Include, Parameters: { Location: t.yaml } } } } }\n`,
    });
    assert.deepEqual([ids, problems], [['R', 'S'], ['`t.yaml` includes itself.']]);
  });

  it('when it is nested a thousand levels deep, in block or flow style or in JSON', () => {
    for (const deep of [
      `${rest}  S:\n    Type: A::B::C\n    Properties: { P: ${'['.repeat(1000)}${']'.repeat(1000)} }\n`,
      `${rest}${Array.from({ length: 1000 }, (_, n) => `${' '.repeat(n + 2)}K:`).join('\n')}\n`,
      `{"Resources":{"R":{"Type":"A::B::C"},"S":{"Type":"A::B::C","P":${'['.repeat(1000)}${']'.repeat(1000)}}}}`,
    ]) {
      const { problems } = read({ 't.yaml': deep });
      assert.ok(problems.length <= 1, problems.join('\n'));
    }
  });

  it('when loops make more than anybody reads', () => {
    const list = `[${Array.from({ length: 2000 }, (_, n) => String(n)).join(', ')}]`;
    const { problems } = read({
      't.yaml': `Resources:\n  'Fn::ForEach::A': [A, ${list}, { 'Fn::ForEach::B': [B, ${list}, { 'R\${A}x\${B}': { Type: A::B::C } }] }]\n`,
    });
    assert.deepEqual(problems, ['`Fn::ForEach::B` makes more than any template may have; a part of it was not read.']);
  });

  it('when a text doubles without end', () => {
    const texts = Array.from(
      { length: 40 },
      (_, n) =>
        `    K${String(n)}: { V: !Join ['', [!FindInMap [M, K${String(n + 1)}, V], !FindInMap [M, K${String(n + 1)}, V]]] }`,
    );
    const { ids } = read({
      't.yaml': `Mappings:\n  M:\n${texts.join('\n')}\n    K40: { V: ${'x'.repeat(1000)} }\n${rest}  S: { Type: A::B::C, Properties: { P: !FindInMap [M, K20, V] } }\n`,
    });
    assert.deepEqual(ids, ['R', 'S']);
  });
});
