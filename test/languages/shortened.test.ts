/** What an edit of a long file comes to is found out without reading all of it, and is the same as if all of it was read. */
import { before, describe, it } from 'mocha';
import assert from 'node:assert/strict';
import type { Language } from '../../src/core/application.ts';
import { provenEdits } from '../../src/languages/edits/prove.ts';
import { factsOf } from '../../src/languages/facts/facts.ts';
import { createFrontends, languageOf, type Frontends } from '../../src/languages/frontends.ts';
import { hoist } from '../../src/languages/moving/hoist.ts';
import type { LanguageFrontend } from '../../src/languages/tree.ts';
import { asset } from '../project.ts';

const many = 2000;
const lines = (line: (index: number) => string, times = many): string =>
  Array.from({ length: times }, (_, index) => line(index)).join('\n');

/** So many that they are read to their end. */
const branches = (branch: (index: string) => string, between: string): string =>
  Array.from({ length: 280 }, (_, index) => branch(String(index))).join(between);

const javascript = (
  body: string,
  above = '',
  below = '',
): string => `const { S3Client } = require('@aws-sdk/client-s3');
const log = (it) => console.log(it);
${above}
exports.handler = async (event) => {
  log(event);
${body}
  return event;
};
${below}
`;

const python = (body: string): string => `import boto3

def handler(event, context):
    print(event)
${body}
    return event
`;

const java = (body: string): string => `import software.amazon.awssdk.services.s3.S3Client;
public class App {
  public Object handleRequest(Object event) {
    System.out.println(event);
${body}
    return event;
  }
}
`;

let frontends: Frontends;

function frontendOf(language: Language): LanguageFrontend {
  const frontend = frontends.of(language);
  assert.ok(frontend);
  return frontend;
}

before(async () => {
  frontends = createFrontends({ asset });
  await frontends.load(new Set(['javascript', 'python', 'java']));
});

describe('thousands of things to move', () => {
  const shapes: readonly (readonly [Language, path: string, text: string])[] = [
    ['javascript', 'app.js', javascript(lines((it) => `  const c${String(it)} = new S3Client({});`))],
    ['javascript', 'app.js', javascript(lines(() => `  await new S3Client({}).send(event);`))],
    [
      'javascript',
      'app.js',
      javascript(
        '  f0();',
        lines((it) => `function f${String(it)}() { new S3Client({}); }`),
      ),
    ],
    [
      'javascript',
      'app.js',
      javascript(
        '',
        lines(() => `app.get('/', (request) => { const c = new S3Client({}); request.send(c); });`),
      ),
    ],
    ['python', 'app.py', python(lines((it) => `    c${String(it)} = boto3.client("s3")`))],
    ['java', 'App.java', java(lines((it) => `    S3Client c${String(it)} = S3Client.create();`))],
    [
      'javascript',
      'app.js',
      javascript('', `class A {\n${lines((it) => `  m${String(it)}() { return new S3Client({}); }`)}\n}`),
    ],
    [
      'python',
      'app.py',
      `${python('')}\nclass A:\n${lines((it) => `    def m${String(it)}(self):\n        return boto3.client("s3")`)}\n`,
    ],
    [
      'java',
      'App.java',
      `${java('')}class A {\n${lines((it) => `  Object m${String(it)}() { return S3Client.create(); }`)}\n}\n`,
    ],
    [
      'javascript',
      'app.js',
      javascript('', `const table = {\n${lines((it) => `  op${String(it)}: () => new S3Client({}),`)}\n};`),
    ],
    [
      'javascript',
      'app.js',
      javascript(`  switch (event) {\n${lines((it) => `    case ${String(it)}: return new S3Client({});`)}\n  }`),
    ],
    [
      'javascript',
      'app.js',
      javascript(`  ${branches((it) => `if (event === ${it}) { new S3Client({}); }`, ' else ')}`),
    ],
    [
      'python',
      'app.py',
      python(
        `    if event:\n        pass\n${branches((it) => `    elif event == ${it}:\n        boto3.client("s3")`, '\n')}`,
      ),
    ],
  ];
  for (const [language, path, text] of shapes)
    it(`are each read by themselves: ${/^.*(?:S3Client[({.]|boto3\.client).*$/m.exec(text)?.[0].slice(0, 80) ?? ''}`, () => {
      const { lower, spelling } = frontendOf(language);
      let read = 0;
      const counting: LanguageFrontend = { lower: (at, it) => ((read += it.length), lower(at, it)), spelling };
      const tree = lower(path, text);
      const all = factsOf(tree).creations;
      const creations = all.slice(all.length / 2, all.length / 2 + 20);
      for (const it of creations) assert.ok(hoist(counting, tree, it).known);
      assert.ok(creations.length === 20 && read < 20 * 0.1 * text.length, String(read));
    });
});

describe('of a long file an edit is let pass or refused by what it concerns:', () => {
  const filling = lines((it) => `  const a${String(it)} = log(event.a${String(it)});`, 800);
  const methods = lines((it) => `  static Object m${String(it)}() { return null; }`, 800);
  const fields = lines((it) => `  Object f${String(it)} = null;`, 800);
  const noted = lines((it) => `    a${String(it)} = print(event)`, 800);

  proves(
    'a name that is declared far away',
    'app.js',
    javascript(`${filling}\n  log(1);`),
    ['log(1)', 'log(a300)'],
    true,
  );
  proves(
    'a name that is declared far away, and not where it goes',
    'app.js',
    javascript(`${filling}\n  log(1);`),
    ['exports.handler', 'log(a300);\nexports.handler'],
    '`a300` would not be bound any more',
  );
  proves(
    'a declaration that goes, and is used far away',
    'app.js',
    javascript(`  const first = 1;\n${filling}\n  log(first);`),
    ['const first = 1;', ''],
    '`first` would not be bound any more',
  );
  proves(
    'a declaration that goes, where the file has another of its name',
    'app.js',
    javascript(
      `  const a500 = 1;\n  log(a500);`,
      lines((it) => `const a${String(it)} = log(${String(it)});`, 800),
    ),
    ['const a500 = 1;', ''],
    true,
  );
  proves(
    'a name that the file declares elsewhere',
    'app.js',
    javascript(
      '',
      lines((it) => `const a${String(it)} = log(${String(it)});`, 800),
      'const last = 1;',
    ),
    ['exports.handler', 'const a500 = 1;\nexports.handler'],
    '`a500` would be declared twice',
  );
  proves(
    'what follows begins with a parenthesis',
    'app.js',
    javascript(`${filling}\n  log(1);\n  (event || log).call();`),
    ['log(1);', 'log(1)'],
    'what follows would be read as a part of what stands before it',
  );
  proves('a bracket', 'app.js', javascript(`${filling}\n  log(1);`), ['log(1)', 'log(1'], 'the result would not parse');
  proves(
    'a method of Java that is declared far away',
    'App.java',
    java(`    System.out.println(1);\n  }\n${methods}\n  void last() {`),
    ['Object handleRequest', 'static Object shared = m300();\n  Object handleRequest'],
    true,
  );
  proves(
    'a field of Java that is declared far away',
    'App.java',
    java(`    System.out.println(1);\n  }\n${fields}\n  void last() {`),
    ['System.out.println(1)', 'System.out.println(f300)'],
    true,
  );
  proves(
    'a name of Java that nothing declares',
    'App.java',
    java(`    System.out.println(1);\n  }\n${methods}\n  void last() {`),
    ['System.out.println(1)', 'System.out.println(f300)'],
    '`f300` would not be bound any more',
  );
  proves(
    'a name that an item far away declares for itself',
    'app.js',
    javascript('  log(1);', `const table = [\n${lines((it) => `  (a${String(it)}) => log(a${String(it)}),`, 800)}\n];`),
    ['log(1)', 'log(a300)'],
    '`a300` would not be bound any more',
  );
  proves(
    'a bracket in a class of many members',
    'app.js',
    javascript('', `class A {\n${lines((it) => `  m${String(it)} = log(${String(it)})`, 800)}\n}`),
    ['log(300)', 'log(300'],
    'the result would not parse',
  );
  proves('Python', 'app.py', python(`${noted}\n    print(1)`), ['print(1)', 'print(a300)'], true);
  proves(
    'a name of Python',
    'app.py',
    python(`${noted}\n    print(1)`),
    ['def handler', 'print(a300)\ndef handler'],
    '`a300` would not be bound any more',
  );
  proves(
    'a name of Python that is declared to be the module’s',
    'app.py',
    python(`    if event:\n        global shared\n${noted}\n    shared = 1`).replace(
      'import boto3',
      'import boto3\nshared = 0',
    ),
    ['    return event', '    return shared\n\n\nprint(shared)'],
    true,
  );
  proves(
    'indentation',
    'app.py',
    python(`${noted}\n    print(1)`),
    ['import boto3', 'import boto3\n    x = 1'],
    'the result would be indented wrongly',
  );

  function proves(
    what: string,
    path: string,
    text: string,
    [old, fresh]: [string, string],
    outcome: true | string,
  ): void {
    it(what, () => {
      const language = languageOf(path);
      assert.ok(language);
      const frontend = frontendOf(language);
      const start = text.indexOf(old);
      const edits = [{ path, start, end: start + old.length, text: fresh }];
      const found = provenEdits(frontend, frontend.lower(path, text), edits);
      assert.equal(found.known ? true : found.why, outcome);
    });
  }
});

describe('the title of a move in a long file', () => {
  const filling = lines((it) => `  log(event.a${String(it)});`, 1000);
  const titleOf = (text: string): string => {
    const tree = frontendOf('javascript').lower('app.js', text);
    const creation = factsOf(tree).creations.at(-1);
    const fix = creation && hoist(frontendOf('javascript'), tree, creation);
    return fix?.known ? fix.value.title : '';
  };
  const above = "const region = 'eu-west-1';\nconst s3 = new S3Client({ region });";
  const made = "  const region = 'eu-west-1';\n  const client = new S3Client({ region });\n  log(client);";

  it('says what is left unused', () => {
    assert.match(titleOf(javascript(`${made}\n${filling}`, above)), /leaves `region` unused/);
  });

  it('does not where it is used far away, or said in a comment', () => {
    for (const use of ['log(region);', '// eslint-disable-line region', 'log("region");'])
      assert.doesNotMatch(titleOf(javascript(`${made}\n${filling}\n  ${use}\n${filling}`, above)), /unused/);
  });
});
