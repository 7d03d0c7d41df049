/** Handlers of JavaScript and TypeScript by chance, with what makes code hard to move. */
import { chanceFrom } from '../random.ts';
import { javascriptExpressions } from './javascriptExpressions.ts';
import { javascriptStatements, type Place } from './javascriptStatements.ts';
import { names, Scribe, styleBy, type Kind } from './scribe.ts';

const library = `let current = 'none'
let made = 0
const NAME = 'library'
const items = ['x', 'y']
const settings = { region: 'eu', deep: { list: [1] } }
function next() { return ++made }
function note(it) { current = String(it); return current }
function fill(it) { if (Array.isArray(it)) it.push(made++); else if (it && typeof it === 'object') it.filled = made++; return it }
function pure(it) { return String(it) + '!' }
class Box { constructor(it) { this.it = it; this.count = 0 } get next() { return ++this.count } add(it) { this.it = it; return this } }
`;

export function javascriptProgram(seed: number): ReadonlyMap<string, string> {
  const chance = chanceFrom(seed);
  const scribe = new Scribe(chance, styleBy(chance, ['  ', '    ', '\t']));
  const typed = scribe.maybe(0.3);
  const esm = typed || scribe.maybe(0.4);
  const s = scribe.maybe(0.7) ? ';' : '';
  const write = writer(scribe, { typed, esm, s });
  write.module();
  const path = typed ? 'app.ts' : esm ? 'app.mjs' : 'app.js';
  const shared = 'NAME items settings next note fill pure Box';
  const exported =
    library +
    (esm
      ? `export { ${shared.replaceAll(' ', ', ')}, current }\n`
      : `module.exports = { ${shared.replaceAll(' ', ', ')}, get current() { return current } }\n`);
  return new Map([
    ['template.yaml', template],
    [path, scribe.text()],
    [esm ? 'lib.mjs' : 'lib.js', exported],
  ]);
}

const template = `Transform: AWS::Serverless-2016-10-31
Resources:
  Load:
    Type: AWS::Serverless::Function
    Properties: { Runtime: nodejs22.x, Handler: app.handler, CodeUri: . }
`;

interface Form {
  readonly typed: boolean;
  readonly esm: boolean;
  readonly s: string;
}

function writer(scribe: Scribe, { typed, esm, s }: Form) {
  const { chance } = scribe;
  const say = javascriptExpressions(scribe);
  const place: Place = { typed, s, isAsync: true, inMethod: false };
  const { body } = javascriptStatements(scribe, say, place);
  return { module };

  function module(): void {
    imports();
    scribe.declare('handler', 'session');
    for (let n = chance.below(4); n > 0; n--) moduleVariable();
    if (scribe.maybe(0.3)) helper();
    scribe.line('');
    handler();
    if (scribe.maybe(0.25)) helper();
  }

  function imports(): void {
    const packages = ['S3Client, GetObjectCommand|@aws-sdk/client-s3', 'SQS|@aws-sdk/client-sqs'];
    for (const [given = '', from = ''] of packages.map((it) => it.split('|')))
      scribe.line(esm ? `import { ${given} } from '${from}'${s}` : `const { ${given} } = require('${from}')${s}`);
    scribe.line(esm ? `import path from 'node:path'${s}` : `const path = require('path')${s}`);
    const library = 'NAME, next, note, fill, pure, Box, current';
    const list = 'items as libraryItems, settings as librarySettings';
    scribe.line(
      esm
        ? `import { ${library}, ${list} } from './lib.mjs'${s}`
        : `const { ${library}, ${list.replaceAll(' as', ':')} } = require('./lib')${s}`,
    );
    if (scribe.maybe(0.5)) scribe.line('');
  }

  function moduleVariable(): void {
    const name = scribe.fresh([...names, 'STAGE', 'BASE']);
    scribe.one(
      () => (scribe.line(`const ${name} = ${say.text(1, true)}${s}`), scribe.declare(name, 'text')),
      () => (scribe.line(`let ${name} = 0${s}`), scribe.declare(name, 'number', true)),
      () => (scribe.line(`let ${name} = ${say.text(1, true)}${s}`), scribe.declare(name, 'text', true)),
      () => (scribe.line(`const ${name} = ${say.list(1, true)}${s}`), scribe.declare(name, 'list')),
      () => (scribe.line(`const ${name} = ${say.map(1, true)}${s}`), scribe.declare(name, 'map')),
      () => (scribe.line(`const ${name} = new S3Client({})${s}`), scribe.declare(name, 'client')),
      () => (
        scribe.line(`const ${name} = (it${typed ? ': any' : ''}) => ${say.text(1, true)} + it${s}`),
        scribe.declare(name, 'function')
      ),
    );
  }

  function helper(): void {
    const name = scribe.fresh(['compute', 'load', 'render']);
    const parameter = scribe.maybe(0.3)
      ? `it${typed ? ': any' : ''} = ${say.text(1, true)}`
      : `it${typed ? ': any' : ''}`;
    scribe.line('', `function ${name}(${parameter})${typed ? ': any' : ''} {`);
    const before = place.isAsync;
    place.isAsync = false;
    scribe.outside(() => {
      scribe.within(() => {
        body(1 + chance.below(3));
        scribe.line(`return ${say.any(1)}${s}`);
      }, [{ name: 'it', kind: 'text', open: false }]);
    });
    place.isAsync = before;
    scribe.line('}');
    scribe.declare(name, 'function');
  }

  function handler(): void {
    const parameters = scribe.one(
      () => 'event, context',
      () => 'event',
      () => 'event, context',
      () => `{ id, flag = false, n = ${say.number(1, true)}, ...event }`,
    );
    const destructured = parameters.startsWith('{');
    const given = typed ? (destructured ? `${parameters}: any` : parameters.replace(/\w+/g, '$&: any')) : parameters;
    place.isAsync = scribe.maybe(0.75);
    const a = place.isAsync ? 'async ' : '';
    const form = chance.below(5);
    if (form === 4) {
      scribe.line(scribe.maybe(0.5) ? 'class Handler {' : 'class Handler extends Object {');
      scribe.inset(() => {
        scribe.line(`${typed ? 'private ' : ''}prefix = 'p'${s}`, `seen${typed ? ': any' : ''} = []${s}`, '');
        place.inMethod = true;
        scribe.line(`${a}handle(${given}) {`);
        inside(destructured);
        scribe.line('}');
        place.inMethod = false;
      });
      scribe.line('}', '', `const instance = new Handler()${s}`);
      const run = `(event${typed ? ': any' : ''}, context${typed ? ': any' : ''}) => instance.handle(event${typed ? ', context' : ', context'})`;
      scribe.line(
        esm
          ? `export const handler = ${typed ? run.replace('instance', '(instance as any)') : run}${s}`
          : `exports.handler = ${run}${s}`,
      );
      return;
    }
    const heads = esm
      ? [`export const handler = ${a}(${given}) => {`, `export ${a}function handler(${given}) {`]
      : [`exports.handler = ${a}(${given}) => {`, `module.exports.handler = ${a}function (${given}) {`];
    if (scribe.maybe(0.3)) scribe.line('// Handles an order.');
    scribe.line(chance.of(heads));
    inside(destructured);
    scribe.line('}');
  }

  function inside(destructured: boolean): void {
    scribe.within(
      () => {
        body(3 + chance.below(8));
        result();
      },
      destructured
        ? [
            { name: 'id', kind: 'text', open: true },
            { name: 'n', kind: 'number', open: true },
          ]
        : [],
    );
  }

  function result(): void {
    const parts = scribe
      .own()
      .flatMap(({ name, kind }) => (scribe.maybe(0.75) ? [`${name}: ${shown(name, kind)}`] : []));
    scribe.line(`return { ${[...parts, `last: ${say.any(1)}`].join(', ')} }${s}`);
  }

  function shown(name: string, kind: Kind): string {
    switch (kind) {
      case 'list':
        return scribe.one(
          () => `${name}.join()`,
          () => `${name}.length`,
          () => name,
          () => `[...${name}]`,
          () => `JSON.stringify(${name})`,
        );
      case 'map':
        return scribe.one(
          () => `JSON.stringify(${name})`,
          () => `Object.keys(${name}).join()`,
          () => name,
          () => `{ ...${name} }`,
        );
      case 'set':
        return scribe.one(
          () => `${name}.size`,
          () => `[...${name}].join()`,
          () => `${name}.has('a')`,
        );
      case 'function':
        return `${name}('1')`;
      case 'client':
        return `${name}.getObject({ Key: ${say.text(1)} })`;
      case 'pattern':
        return `${name}.test('ab')`;
      case 'session':
        return `typeof ${name}`;
      default:
        return name;
    }
  }
}
