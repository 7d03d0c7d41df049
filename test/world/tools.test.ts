/** The judges notice what breaks a text, and are content with what does not. */
import assert from 'node:assert/strict';
import { discardFolders, folder } from '../folders.ts';
import { newSentences } from './tools/tool.ts';
import { toolFor } from './tools/tools.ts';

interface Case {
  readonly title: string;
  readonly path: string;
  readonly before: string;
  readonly after: string;
  /** What is said only of the text after; undefined when the edit is right. */
  readonly says: RegExp | undefined;
}

const cases: readonly Case[] = [
  {
    title: 'Python: a right edit',
    path: 'app.py',
    before: 'import boto3\ndef handler(event, context):\n    s3 = boto3.client("s3")\n    return s3\n',
    after: 'import boto3\ns3 = boto3.client("s3")\ndef handler(event, context):\n    return s3\n',
    says: undefined,
  },
  {
    title: 'Python: a name that comes later',
    path: 'app.py',
    before: 'NAME = "s3"\ndef handler(event, context):\n    return NAME\n',
    after: 's3 = NAME\nNAME = "s3"\ndef handler(event, context):\n    return s3\n',
    says: /^undefined name 'NAME'$/,
  },
  {
    title: 'Python: a name that was unknown elsewhere, too',
    path: 'app.py',
    before: 'def other():\n    return s3\ndef handler(event, context):\n    s3 = 1\n    return s3\n',
    after: 'def other():\n    return s3\ndef handler(event, context):\n    return s3\n',
    says: /^undefined name 's3'$/,
  },
  {
    title: 'Python: a module variable that becomes a local one',
    path: 'app.py',
    before: 's3 = 1\ndef handler(event, context):\n    print(s3)\n',
    after: 's3 = 1\ndef handler(event, context):\n    print(s3)\n    s3 = 2\n',
    says: /^local variable 's3' defined in enclosing scope referenced before assignment$/,
  },
  {
    title: 'Python: a block without a statement',
    path: 'app.py',
    before: 'def handler(event, context):\n    pass\n',
    after: 'def handler(event, context):\n\n',
    says: /^syntax: expected an indented block/,
  },
  {
    title: 'Python: a global that is declared too late',
    path: 'app.py',
    before: 's3 = None\ndef handler(event, context):\n    global s3\n    s3 = 1\n',
    after: 's3 = None\ndef handler(event, context):\n    s3 = 1\n    global s3\n',
    says: /^syntax: name 's3' is assigned to before global declaration$/,
  },
  {
    title: 'JavaScript: a variable that is filled later',
    path: 'app.js',
    before: 'const options = {};\nfunction handler() { options.agent = new Map(); }\n',
    after: 'const options = {};\nvar agent;\nfunction handler() { options.agent = (agent = agent || new Map()); }\n',
    says: undefined,
  },
  {
    title: 'TypeScript: a variable that is filled later, without a type',
    path: 'app.ts',
    before: 'export function handler() { return new Map(); }\n',
    after: 'let agent;\nexport function handler() { return (agent = agent || new Map()); }\n',
    says: /^TS70(05|34)/,
  },
  {
    title: 'JavaScript: a right edit',
    path: 'app.js',
    before: "const { S3 } = require('s3');\nexports.handler = () => {\n  const s3 = new S3();\n  return s3;\n};\n",
    after: "const { S3 } = require('s3');\nconst s3 = new S3();\nexports.handler = () => {\n  return s3;\n};\n",
    says: undefined,
  },
  {
    title: 'JavaScript: a name that is gone',
    path: 'app.js',
    before: 'exports.handler = () => {\n  const s3 = 1;\n  return s3;\n};\n',
    after: 'exports.handler = () => {\n  return s3;\n};\n',
    says: /^TS2304: Cannot find name 's3'/,
  },
  {
    title: 'JavaScript: above what it requires',
    path: 'app.js',
    before: "const { S3 } = require('s3');\nexports.handler = () => new S3();\n",
    after: "const s3 = new S3();\nconst { S3 } = require('s3');\nexports.handler = () => s3;\n",
    says: /^'S3' was used before it was defined/,
  },
  {
    title: 'JavaScript: await outside of a module',
    path: 'app.js',
    before: "const { connect } = require('x');\nexports.handler = async () => await connect();\n",
    after: "const { connect } = require('x');\nconst x = await connect();\nexports.handler = async () => x;\n",
    says: /^TS1375: 'await' expressions are only allowed at the top level of a file when that file is a module/,
  },
  {
    title: 'TypeScript: a constant that is set',
    path: 'app.ts',
    before: 'let s3: number;\nexport const handler = () => {\n  s3 = 1;\n};\n',
    after: 'const s3 = 0;\nexport const handler = () => {\n  s3 = 1;\n};\n',
    says: /^TS2588/,
  },
  {
    title: 'TypeScript: a variable that may not be set yet',
    path: 'app.ts',
    before: 'export const handler = (): string => {\n  const name = "s3";\n  return name;\n};\n',
    after: 'let name: string | undefined;\nexport const handler = (): string => {\n  return name;\n};\n',
    says: /^TS2322: Type 'string \| undefined' is not assignable to type 'string'/,
  },
  {
    title: 'TypeScript: the same name twice',
    path: 'app.ts',
    before: 'const s3 = 1;\nexport const handler = () => {\n  const s3 = 2;\n  return s3;\n};\n',
    after: 'const s3 = 1;\nconst s3 = 2;\nexport const handler = () => {\n  return s3;\n};\n',
    says: /^(syntax: The symbol "s3" has already been declared|TS2451)/,
  },
  {
    title: 'Java: a right edit',
    path: 'p/App.java',
    before: 'package p;\nclass App {\n  int handle() {\n    int x = 1;\n    return x;\n  }\n}\n',
    after: 'package p;\nclass App {\n  static final int x = 1;\n\n  int handle() {\n    return x;\n  }\n}\n',
    says: undefined,
  },
  {
    title: 'Java: a name that is gone',
    path: 'p/App.java',
    before: 'package p;\nclass App {\n  int handle() {\n    int x = 1;\n    return x;\n  }\n}\n',
    after: 'package p;\nclass App {\n  int handle() {\n    return x;\n  }\n}\n',
    says: /^cannot find symbol symbol: variable x/,
  },
  {
    title: 'Java: another class of a package that is not there',
    path: 'p/App.java',
    before: 'package p;\nimport x.Some;\nclass App {\n  int handle() {\n    return 1;\n  }\n}\n',
    after: 'package p;\nimport x.Some;\nimport x.Other;\nclass App {\n  int handle() {\n    return 1;\n  }\n}\n',
    says: undefined,
  },
  {
    title: 'Java: a package that is not there',
    path: 'p/App.java',
    before: 'package p;\nimport x.Some;\nclass App {\n  int handle() {\n    return 1;\n  }\n}\n',
    after: 'package p;\nimport x.Some;\nimport y.Other;\nclass App {\n  int handle() {\n    return 1;\n  }\n}\n',
    says: /^package y does not exist$/,
  },
  {
    title: 'Java: a field that comes later',
    path: 'p/App.java',
    before: 'package p;\nclass App {\n  static final int y = 1;\n  int handle() {\n    return y;\n  }\n}\n',
    after: 'package p;\nclass App {\n  static final int x = y + 1;\n  static final int y = 1;\n}\n',
    says: /^illegal forward reference$/,
  },
  {
    title: 'Java: a checked exception in an initializer',
    path: 'p/App.java',
    before: 'package p;\nclass App {\n  static int make() throws Exception {\n    return 1;\n  }\n}\n',
    after:
      'package p;\nclass App {\n  static int make() throws Exception {\n    return 1;\n  }\n  static final int x = make();\n}\n',
    says: /^unreported exception java.lang.Exception/,
  },
  {
    title: 'Java: a try from which nothing is thrown any more',
    path: 'p/App.java',
    before:
      'package p;\nclass App {\n  void handle() {\n    try {\n      new java.io.FileReader("a");\n    } catch (java.io.IOException e) {\n    }\n  }\n}\n',
    after:
      'package p;\nclass App {\n  void handle() {\n    try {\n    } catch (java.io.IOException e) {\n    }\n  }\n}\n',
    says: /^exception java.io.IOException is never thrown/,
  },
  {
    title: 'YAML: a key twice',
    path: 'template.yaml',
    before: 'A: 1\n',
    after: 'A: 1\nA: 2\n',
    says: /^syntax: DUPLICATE_KEY$/,
  },
  {
    title: 'JSON: a comma that is missing',
    path: 'template.json',
    before: '{ "A": 1 }',
    after: '{ "A": 1 "B": 2 }',
    says: /^syntax: CommaExpected$/,
  },
  {
    title: 'JSON: a key twice',
    path: 'template.json',
    before: '{ "A": 1 }',
    after: '{ "A": 1, "A": 2 }',
    says: /^syntax: DUPLICATE_KEY$/,
  },
];

describe('The judges of edits to public repositories', () => {
  after(discardFolders);

  for (const { title, path, before, after, says } of cases) {
    const tool = toolFor(path);
    const finds = (): void => {
      assert.ok(tool && !('missing' in tool));
      const [old = [], fresh = []] = tool.says(
        folder(new Map()),
        [before, after].map((text) => ({ path, text })),
        true,
      );
      const sentences = newSentences(old, fresh);
      if (says === undefined) assert.deepEqual(sentences, []);
      else
        assert.ok(
          sentences.some((it) => says.test(it)),
          `It says ${JSON.stringify(sentences)}.`,
        );
    };
    // What the machine has no tool for cannot be judged, and counts as pending.
    const isJudged =
      tool && !('missing' in tool) && (tool.names || says === undefined || says.source.includes('syntax:'));
    (isJudged ? it : it.skip)(title, finds);
  }
});
