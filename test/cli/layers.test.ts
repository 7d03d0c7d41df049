/**
 * Code of many layers, each of which uses the one below it twice: what is followed way by way takes twice as long with
 * each of them, and with forty would not end while anybody waits.
 */
import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'mocha';
import { discardFolders, folder } from '../folders.ts';
import { template } from '../samples.ts';
import { reviewed } from './command.ts';

const layers = 40;

const each = (text: (layer: number) => string): string => Array.from({ length: layers }, (_, it) => text(it)).join('');

const eachFromTheLast = (text: (layer: number) => string): string => each((it) => text(layers - 1 - it));

const javascript: Readonly<Record<string, string>> = {
  'functions that give back what others do': `${each((it) => `function f${String(it)}(x) { return x.a ? f${String(it + 1)}(x) : f${String(it + 1)}(x.b); }\n`)}
function f${String(layers)}(x) { return new S3Client({}); }
exports.handler = async (event) => f0(event);`,
  'callbacks that are passed on': `${each((it) => `function f${String(it)}(a, b) { f${String(it + 1)}(b, a); f${String(it + 1)}(() => a(b), b); return f${String(it + 1)}(a, a); }\n`)}
function f${String(layers)}(a, b) { return a() || b(); }
exports.handler = async (event) => f0(() => new S3Client({}), () => new S3Client({ region: event }));`,
  'objects of objects': `${each((it) => `class A${String(it)} { constructor(c) { this.a = new A${String(it + 1)}(c); this.b = new A${String(it + 1)}(this.a); } get() { return this.a.get() || this.b.get(); } }\n`)}
class A${String(layers)} { constructor(c) { this.c = new S3Client({ region: c }); } get() { return this.c; } }
exports.handler = async (event) => new A0(event).get();`,
  'methods of classes above': `class A${String(layers)} { m() { return new S3Client({}); } k() { return this.m(); } }
${eachFromTheLast((it) => `class A${String(it)} extends A${String(it + 1)} { m() { super.k(); this.k(); return super.m(); } k() { this.m(); return super.k(); } }\n`)}
exports.handler = async () => new A0().m();`,
  'wrappers around wrappers': `${each((it) => `const w${String(it)} = (h) => async (e) => { await h(e); return h(e); };\n`)}
exports.handler = ${each((it) => `w${String(it)}(`)}async () => new S3Client({})${')'.repeat(layers)};`,
  'texts of texts': `const a0 = 'xxxxxxxxxxxxxxxx';
${each((it) => `const a${String(it + 1)} = \`\${a${String(it)}}\${a${String(it)}}\`;\n`)}
exports.handler = async () => new S3Client({ region: a${String(layers)} });`,
  'tables whose entries use the table below': `${each(
    (it) => `const t${String(it)} = { a: (n) => f${String(it + 1)}(n, 'b'), b: (n) => f${String(it + 1)}('a', n) };
function f${String(it)}(n, o = 'a') { if (n === 'a') { t${String(it)}[n](o); return t${String(it)}[o](n); } return t${String(it)}[n](n) || t${String(it)}[o](o); }
`,
  )}
const f${String(layers)} = () => new S3Client({});
exports.handler = async (event) => f0('a', event) || f0('b');`,
  'tables that functions give entries of': `${each(
    (it) => `const t${String(it)} = { a: g${String(it + 1)}('b'), b: g${String(it + 1)}('a') };
function g${String(it)}(n) { const m = { a: g${String(it + 1)}(n), b: g${String(it + 1)}(n) }; return m[n] || t${String(it)}[n] || g${String(it + 1)}(n); }
`,
  )}
function g${String(layers)}(n) { return () => new S3Client({}); }
exports.handler = async (event) => g0('a')(event) || g0('b')(event);`,
  'lists of lists': `const a0 = [() => new S3Client({})];
${each((it) => `const a${String(it + 1)} = [...a${String(it)}, ...a${String(it)}];\n`)}
exports.handler = async () => { for (const make of a${String(layers)}) make(); };`,
};

const python: Readonly<Record<string, string>> = {
  'functions that give back what others do': `${each((it) => `def f${String(it)}(x):\n    if x:\n        return f${String(it + 1)}(x)\n    return f${String(it + 1)}(x.b)\n`)}
def f${String(layers)}(x):
    return boto3.client('s3')
def handler(event, context):
    return f0(event)`,
  'classes above classes in many ways': `class A${String(layers)}:
    pass
class B${String(layers)}(A${String(layers)}):
    pass
${eachFromTheLast((it) => `class A${String(it)}(A${String(it + 1)}, B${String(it + 1)}):\n    pass\nclass B${String(it)}(B${String(it + 1)}, A${String(it + 1)}):\n    pass\n`)}
def handler(event, context):
    return A0(boto3.client('s3')).m()`,
  'decorators of decorators': `${each((it) => `def d${String(it)}(f):\n    def inner(*a):\n        f(*a)\n        return f(*a)\n    return inner\n`)}
${each((it) => `@d${String(it)}\n`)}def handler(event, context):
    return boto3.client('s3')`,
  'names that are handed on': `${each(
    (it) => `def f${String(it)}(n, o='a'):
    if n == 'a':
        return f${String(it + 1)}(n, o) or f${String(it + 1)}(o, n)
    return {'a': f${String(it + 1)}, 'b': f${String(it + 1)}}[n](o)
`,
  )}
def f${String(layers)}(n, o='a'):
    return boto3.client('s3')
def handler(event, context):
    return f0('a') or f0('b', event)`,
  'callbacks that are passed on': `${each((it) => `def f${String(it)}(made):\n    f${String(it + 1)}(lambda: made())\n    return f${String(it + 1)}(made)\n`)}
def f${String(layers)}(made):
    return made()
def handler(event, context):
    return f0(lambda: boto3.client('s3'))`,
};

const java: Readonly<Record<string, string>> = {
  'methods that give back what others do': `${each((it) => `Object f${String(it)}(Object x) { return x == null ? f${String(it + 1)}(x) : f${String(it + 1)}("a"); }\n`)}
Object f${String(layers)}(Object x) { return S3Client.create(); }
public Object handleRequest(Object event, Context context) { return f0(event); }`,
  'suppliers that are passed on': `${each((it) => `Object f${String(it)}(Supplier<Object> x) { f${String(it + 1)}(() -> x.get()); return f${String(it + 1)}(x::get); }\n`)}
Object f${String(layers)}(Supplier<Object> x) { return x.get(); }
public Object handleRequest(Object event, Context context) { return f0(S3Client::create); }`,
  'objects of objects': `${each((it) => `static class A${String(it)} { A${String(it + 1)} a = new A${String(it + 1)}(this); A${String(it + 1)} b; A${String(it)}(Object c) { b = new A${String(it + 1)}(c); } Object get() { return a.get() == null ? b.get() : a.get(); } }\n`)}
static class A${String(layers)} { S3Client c = S3Client.create(); A${String(layers)}(Object c) {} Object get() { return c; } }
public Object handleRequest(Object event, Context context) { return new A0(event).get(); }`,
};

/** Each file gives on all of both files below it. */
const modulesOfModules = (text: (below: readonly string[]) => string, extension: string): string =>
  each((it) =>
    ['a', 'b']
      .map((name) => `//- src/${name}${String(it)}.${extension}\n${text([`a${String(it + 1)}`, `b${String(it + 1)}`])}`)
      .join(''),
  );

describe('A review of code in forty layers ends, whatever each does with the one below it:', () => {
  afterEach(discardFolders);

  const ends = (what: string, text: string): void => {
    it(what, async () => {
      const { functions } = await reviewed(folder(text));
      assert.deepEqual(
        functions.map(({ entry }) => entry?.symbol),
        [text.includes('java21') ? 'App.handleRequest' : 'handler'],
      );
    });
  };

  for (const [what, body] of Object.entries(javascript))
    ends(
      `JavaScript: ${what}`,
      `//- template.yaml\n${template().replace('python3.13', 'nodejs22.x')}//- src/app.js\nconst { S3Client } = require('@aws-sdk/client-s3');\n${body}\n`,
    );
  ends(
    'JavaScript: modules that give on others',
    `//- template.yaml\n${template().replace('python3.13', 'nodejs22.x')}//- src/app.mjs\nimport { gone } from './a0.mjs';\nexport const handler = async () => gone();\n${modulesOfModules((below) => below.map((it) => `export * from './${it}.mjs';\n`).join(''), 'mjs')}`,
  );
  for (const [what, body] of Object.entries(python))
    ends(`Python: ${what}`, `//- template.yaml\n${template()}//- src/app.py\nimport boto3\n${body}\n`);
  ends(
    'Python: modules that give on others',
    `//- template.yaml\n${template()}//- src/app.py\nfrom a0 import *\ndef handler(event, context):\n    return gone()\n${modulesOfModules((below) => below.map((it) => `from ${it} import *\n`).join(''), 'py')}`,
  );
  for (const [what, body] of Object.entries(java))
    ends(
      `Java: ${what}`,
      `//- template.yaml\n${template('Orders', 'x.App::handleRequest').replace('python3.13', 'java21')}//- src/src/main/java/x/App.java\npackage x;\nimport java.util.function.Supplier;\nimport com.amazonaws.services.lambda.runtime.*;\nimport software.amazon.awssdk.services.s3.S3Client;\npublic class App implements RequestHandler<Object, Object> {\n${body}\n}\n`,
    );
});
