import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { functionsOf, plain, interpreted } from './interpreted.ts';

const typescript = (body: string): string => `
//- cdk.json
{ "app": "npx tsx app.ts" }
//- app.ts
import * as cdk from 'aws-cdk-lib';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as path from 'node:path';
import { fileURLToPath } from 'node:url';
const stack = new cdk.Stack(new cdk.App(), 'S');
const make = (id: string, handler: unknown) => new lambda.Function(stack, id, { handler } as any);
${body}`;

const python = (body: string): string => `
//- cdk.json
{ "app": "python3 app.py" }
//- app.py
import os
import pathlib
import aws_cdk as cdk
from aws_cdk import aws_lambda as lambda_
stack = cdk.Stack(cdk.App(), "S")
def make(id, handler):
    return lambda_.Function(stack, id, handler=handler)
${body}`;

/** Handlers by id. */
async function handlers(text: string): Promise<Readonly<Record<string, unknown>>> {
  return Object.fromEntries(
    Object.entries(await functionsOf(text)).map(([id, properties]) => [
      id.slice('S/'.length),
      (properties as { readonly handler?: unknown }).handler,
    ]),
  );
}

const inTypescript: readonly (readonly [what: string, body: string, expected: Readonly<Record<string, unknown>>])[] = [
  [
    'texts',
    `make('A', 'Get Order'.toLowerCase().replace(/ /g, '-') + '.' + ['x', 'y'].join('/'));
make('B', \`\${'a/b.ts'.split('/').pop()}|\${'abc'.slice(1)}|\${path.basename('/x/y.ts', '.ts')}|\${JSON.stringify({ a: [1, null] })}\`);`,
    { A: 'get-order.x/y', B: 'b.ts|bc|y|{"a":[1,null]}' },
  ],
  [
    'paths',
    `const here = path.dirname(fileURLToPath(import.meta.url));
make('A', path.join(here, 'lib', '..', 'src'));
make('B', path.resolve('src', '../x'));
make('C', path.join('src', 'y'));`,
    { A: '/src', B: '/x', C: 'src/y' },
  ],
  [
    'constructors that nobody wrote',
    `class Box extends cdk.NestedStack { readonly fn = new lambda.Function(this, 'A', { handler: 'in.box' } as any); }
class Deeper extends Box { readonly named = [1].map(String); }
new Deeper(stack, 'B');`,
    { 'B/A': 'in.box' },
  ],
  [
    'what may not be there',
    `const props: { a?: { b?: string } } | undefined = undefined;
make('A', props?.a?.b ?? 'default');
let late: string | undefined;
late ??= 'late';
make('B', late || 'no');
const [first = 'one', , third = 'three', ...rest] = ['1', '2', undefined, '4', '5'];
make('C', [first, third, ...rest].join(','));`,
    { A: 'default', B: 'late', C: '1,three,4,5' },
  ],
  [
    'classes with getters, static members and fields',
    `class Names {
  static readonly prefix = 'p';
  static of(name: string) { return new Names(name); }
  suffix = this.name.length;
  constructor(private readonly name: string) {}
  get full() { return \`\${Names.prefix}-\${this.name}-\${this.suffix}\`; }
  upper = () => this.full.toUpperCase();
}
class Longer extends Names { get full() { return super.constructor ? 'longer' : ''; } }
make('A', Names.of('abc').upper());
make('B', new Longer('x').full);`,
    { A: 'P-ABC-3', B: 'longer' },
  ],
  [
    'switches, loops and what leaves them',
    `function sizeOf(name: string) {
  switch (name) { case 'a': case 'b': return 'small'; case 'c': break; default: return 'none'; }
  return 'left';
}
for (const name of ['a', 'b', 'c', 'd', 'e']) { if (name === 'b') continue; if (name === 'e') break; make(name, sizeOf(name)); }
let n = 0;
while (n < 10) { n += 4; }
do { n--; } while (n > 11);
make('n', n);
for (const key in { k: 1 }) make(key, 'key');`,
    { a: 'small', c: 'left', d: 'none', n: 11, k: 'key' },
  ],
  [
    'lists and maps',
    `const sizes = new Map([['a', 1], ['b', 2]]);
sizes.set('c', 3);
make('A', [...new Set(['x', 'y'])].concat('z').map((it, i) => it + i).join(''));
make('B', Object.keys({ a: 1, ...{ b: 2 } }).includes('b') ? sizes.get('c') : 'no');
make('C', [3, 1, 2].reduce((sum, it) => sum + it, 0));
make('D', Object.fromEntries(Object.entries({ a: 1 }).map(([k, v]) => [k + k, v])).aa);`,
    { A: 'x0y1z2', B: 3, C: 6, D: 1 },
  ],
  [
    'what is asynchronous',
    `async function nameOf(id: string) { return id + id; }
async function main() {
  const names = await Promise.all(['a', 'b'].map(async (id) => nameOf(id)));
  for (const name of names) make(name, 'x');
}
main().catch(console.error);`,
    { aa: 'x', bb: 'x' },
  ],
];

const inPython: typeof inTypescript = [
  [
    'what a value is an instance of',
    `class Base:
    pass
class Own(Base):
    pass
def kind(value):
    if isinstance(value, dict):
        return "dict"
    if isinstance(value, (str, bool)):
        return "text"
    if isinstance(value, list):
        return "-".join(kind(it) for it in value)
    if isinstance(value, Base):
        return "base"
    return "other"
make("A", kind({"a": 1}))
make("B", kind(["x", True, 3, Own()]))
make("C", kind(None))`,
    { A: 'dict', B: 'text-text-other-base', C: 'other' },
  ],
  [
    'texts',
    `name = "Get Order"
make("A", name.lower().replace(" ", "-") + "." + "/".join(["x", "y"]))
make("B", f"{'a/b.ts'.split('/')[-1]}|{name[1:]}|{name[:3]}|{'{0}-{1}'.format('p', 2)}|{{}}" "|end")`,
    { A: 'get-order.x/y', B: 'b.ts|et Order|Get|p-2|{}|end' },
  ],
  [
    'paths',
    `here = pathlib.Path(__file__).resolve().parent
make("A", str(here / "src"))
make("B", os.path.join(os.path.abspath(os.path.dirname(__file__)), "lib", "..", "x"))
make("C", os.path.join("src", "y"))`,
    { A: '/src', B: '/x', C: 'src/y' },
  ],
  [
    'members of the library',
    `runtime = lambda_.Runtime.PYTHON_3_12
make(f"A{runtime == lambda_.Runtime.PYTHON_3_12}", str(runtime == lambda_.Runtime.PYTHON_3_11))
def checked(id):
    if runtime.family != lambda_.RuntimeFamily.PYTHON:
        raise ValueError("Only Python")
    make(id, "checked")
checked("B")`,
    { Atrue: 'false', B: 'checked' },
  ],
  [
    'files and directories',
    `own = pathlib.Path(__file__)
for path in [own, own.parent, own.parent / "none"]:
    make(f"A{path.name}", [path.exists(), path.is_file(), path.is_dir()])
make("B", [os.path.isfile(__file__), os.path.isdir(os.path.dirname(__file__))])`,
    { 'Aapp.py': [true, true, false], A: [true, false, true], Anone: [false, false, false], B: [true, true] },
  ],
  [
    'what may not be there',
    `settings = {"a": {"b": None}}
make("A", settings.get("x", {}).get("y") or "default")
make("B", settings["a"]["b"] if settings["a"]["b"] is not None else "none")
first, *rest = ["1", "2", "3"]
make("C", ",".join([first, *rest]))`,
    { A: 'default', B: 'none', C: '1,2,3' },
  ],
  [
    'classes with properties, class members and keywords',
    `class Names:
    prefix = "p"
    full_prefix = prefix + "p"
    def __init__(self, name, **options):
        self.name = name
        self.options = options
    @property
    def full(self):
        return f"{self.full_prefix}-{self.name}-{self.options['size']}"
    @classmethod
    def of(cls, name):
        return cls(name, size=2)
    @staticmethod
    def upper(text):
        return text.upper()
class Longer(Names):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.name = self.name * 2
make("A", Names.upper(Names.of("abc").full))
make("B", Longer("x", size=3).full)`,
    { A: 'PP-ABC-2', B: 'pp-xx-3' },
  ],
  [
    'loops and what leaves them',
    `for name in ["a", "b", "c", "d"]:
    if name == "b":
        continue
    if name == "d":
        break
    make(name, "x")
else:
    make("never", "x")
n = 0
while n < 10:
    n += 4
make("n", n)
for i, (key, value) in enumerate(zip(["k", "l"], [1, 2])):
    make(key, value + i)`,
    { a: 'x', c: 'x', n: 12, k: 1, l: 3 },
  ],
  [
    'comprehensions',
    `sizes = {name: index for index, name in enumerate(["a", "b", "c"]) if name != "b"}
make("A", "".join(f"{k}{v}" for k, v in sizes.items()))
make("B", [x + y for x in ["1", "2"] for y in ["3", "4"]][2])
make("C", sum([len(k) for k in sizes]))`,
    { A: 'a0c2', B: '23', C: 2 },
  ],
];

describe('the language of a CDK app is computed with:', () => {
  for (const [what, body, expected] of inTypescript)
    it(`${what} in TypeScript`, async () => {
      assert.deepEqual(await handlers(typescript(body)), expected);
    });
  for (const [what, body, expected] of inPython)
    it(`${what} in Python`, async () => {
      assert.deepEqual(await handlers(python(body)), expected);
    });

  it('what a condition leaves open is known as far as both ways agree', async () => {
    const { declarations } = await interpreted(
      typescript(`const big = process.env.BIG;
const environment: Record<string, string> = { A: 'a' };
const list = ['x'];
if (big) { environment.B = 'b'; list.push('y'); } else { environment.A = 'a'; }
new lambda.Function(stack, 'F', { environment, list, other: { ...(big ? { c: 1 } : { c: 1, d: 2 }) } } as any);`),
    );
    const why = 'it is taken from the environment variable `BIG`';
    assert.deepEqual(plain(declarations.resources[0]?.properties ?? assert.fail()), {
      environment: { A: 'a', B: `? ${why}` },
      list: ['x', 'y', `… ${why}`],
      other: { c: 1, d: `? ${why}` },
    });
  });
});
