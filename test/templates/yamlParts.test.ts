/** A text that is read in parts is read as it is as a whole. */
import assert from 'node:assert/strict';
import type { Parsed } from '../../src/templates/node.ts';
import { parseYaml } from '../../src/templates/yaml.ts';

const template = `# A queue and its function.
---
Transform: AWS::Serverless-2016-10-31
Description: >
  Several lines,
  one of them: like a key.
Metadata:
  Note: first
Globals:
  Function: { Runtime: python3.13, Timeout: 3 }
Resources: # of the application

  # The function.
  Fn::ForEach::Each:
    - Name
    - [A, B]
    - Queue\${Name}: { Type: AWS::SQS::Queue }
  Save:
    Type: AWS::Serverless::Function
    Properties:
      Handler: app.handler
      InlineCode: |
        # at the left of the block
        def handler(event, context):
          return "a: b"
      Environment:
        Variables:
          TABLE: !Ref Table
          ARN: !GetAtt Table.Arn
      Layers:
      - !Sub \${Layer}
  Table:
    Type: AWS::DynamoDB::Table
Outputs:
  Name:
    Value: !If
      - IsLive
      - a
      - b
`;

/** What ends a document is read by nobody in parts. */
const whole = (text: string): Parsed => parseYaml(`${text}...\n`);

const alike: Readonly<Record<string, string>> = {
  'a template': template,
  'lines that end with two characters': template.replaceAll('\n', '\r\n'),
  'sections without anything': 'Parameters:\nResources:\n  A:\n  B: 1\n',
  'a single resource': 'Resources:\n  A:\n    Type: AWS::SQS::Queue\n',
  'an intrinsic of two resources’ section': 'Resources:\n  Fn::Transform:\n    Name: AWS::Include\n',
  'a merge of its own': 'Resources:\n  A:\n    <<: { Type: AWS::SQS::Queue }\n  B: 1\n',
};

const tied: Readonly<Record<string, string>> = {
  'an anchor': 'Globals: &all\n  A: 1\nResources:\n  A: 1\n  B: 2\n',
  'an alias in another part': 'A: &all 1\nB: *all\n',
  'a key that is written twice': 'Resources:\n  A: 1\n  A: 2\n',
  'a section that is written twice': 'A: 1\nB: 2\nA: 3\n',
  'a bracket that is left open': 'Resources:\n  A: {\n  B: 1 }\n  C: 2\n',
  'a text over several lines that look like keys': 'A: "one\nB: two"\n',
  'a list at the top': '- A: 1\n- B: 2\n',
  'a key in quotes': '"Resources":\n  A: 1\n',
  'two documents': 'A: 1\n---\nB: 2\n',
  'what is indented less than its neighbours': 'Resources:\n    A: 1\n  B: 2\n',
  tabs: 'Resources:\n\tA: 1\n',
  'a byte order mark': '\uFEFFA: 1\n',
};

describe('a template in parts', () => {
  for (const [name, text] of Object.entries(alike))
    it(`is what it is as a whole: ${name}`, () => assert.deepEqual(parseYaml(text), whole(text)));

  for (const [name, text] of Object.entries(tied))
    it(`that means more than its own text is read as a whole: ${name}`, () =>
      assert.deepEqual(parseYaml(text).root, whole(text).root));

  it('is the same wherever an edit was made before', () => {
    const changed = template.replace('app.handler', 'application.lambda_handler');
    parseYaml(template);
    assert.deepEqual(parseYaml(changed), whole(changed));
    assert.deepEqual(parseYaml(template), whole(template));
  });
});
