/** Statements of JavaScript and TypeScript by chance. */
import type { javascriptExpressions } from './javascriptExpressions.ts';
import { names, type Kind, type Scribe } from './scribe.ts';

/** What the code is written in, and where. */
export interface Place {
  readonly typed: boolean;
  /** A semicolon, or none. */
  readonly s: string;
  isAsync: boolean;
  inMethod: boolean;
}

export function javascriptStatements(scribe: Scribe, say: ReturnType<typeof javascriptExpressions>, place: Place) {
  const { chance } = scribe;
  const { typed, s } = place;
  let depth = 0;
  return { body };

  function body(count: number): void {
    for (let n = 0; n < count; n++) {
      if (scribe.maybe(0.06)) scribe.line('');
      if (scribe.maybe(0.06))
        scribe.line(chance.of(['// Why it is so.', '/* of the table */', '// eslint-disable-next-line']));
      statement();
    }
  }

  function statement(): void {
    if (scribe.maybe(0.55)) return declaration();
    if (depth > 2 || scribe.maybe(0.5)) return effect();
    depth++;
    around();
    depth--;
  }

  function type(it: string): string {
    return typed && scribe.maybe(0.4) ? `: ${it}` : '';
  }

  function declaration(): void {
    const name = scribe.fresh(names);
    const word = chance.of(['const', 'const', 'const', 'let', 'var']);
    const open = word !== 'const';
    const end = s + (scribe.maybe(0.08) ? chance.of([' // of the invocation', ' /* once */']) : '');
    const put = (kind: Kind, value: string, annotation = 'any', may = open): void => {
      scribe.line(`${word} ${name}${type(annotation)} = ${value}${end}`);
      scribe.declare(name, kind, may);
    };
    scribe.one(
      () => put('text', say.text(2), 'string'),
      () => put('text', say.text(2), 'string'),
      () => put('number', say.number(2), 'number'),
      () => put('list', say.list(2), 'any[]'),
      () => put('list', say.list(2), 'any[]'),
      () => put('map', say.map(2)),
      () => put('map', say.map(2)),
      () =>
        put(
          'set',
          chance.of([
            `new Set(${say.list(1)})`,
            `new Map([['a', ${say.text(1)}]])`,
            'new Set()',
            `new Map(Object.entries(${say.map(1)}))`,
          ]),
        ),
      () => put('client', say.client()),
      () => put('client', say.client()),
      () =>
        put('pattern', chance.of(['/a+/', '/[ab]/g', '/b$/i', `new RegExp(${say.text(1)})`, "new RegExp('a', 'y')"])),
      () => alias(put),
      () => clientOf(name, put),
      () => closure(name),
      () => taken(name, word),
      () => several(name, word),
    );
  }

  function alias(put: (kind: Kind, value: string) => void): void {
    const kind = chance.of<Kind>(['list', 'map', 'list', 'map', 'text', 'client', 'function', 'set']);
    const of = scribe.seen(kind);
    if (of === undefined) put('text', say.text(1));
    else put(kind, of);
  }

  /** Made of an object that has a name, and often another one. */
  function clientOf(name: string, put: (kind: Kind, value: string) => void): void {
    const of = scribe.seen('map');
    if (of === undefined) return put('map', `{ region: ${say.text(1)}, inner: ${say.list(1)} }`);
    put(
      'client',
      scribe.one(
        () => `new S3Client(${of})`,
        () => `new SQS({ ...${of} })`,
        () => `new S3Client({ settings: ${of} })`,
      ),
    );
    const mine = `${name}Options`;
    if (scribe.maybe(0.5)) return;
    scribe.line(
      scribe.one(
        () => `const ${mine} = ${of}${s}`,
        () => `const { inner: ${mine} = [] } = ${of}${s}`,
        () => `const ${mine} = fill(${of})${s}`,
      ),
    );
    scribe.declare(mine, 'map');
  }

  function closure(name: string): void {
    const form = chance.below(6);
    const any = typed ? ': any' : '';
    const parameter = scribe.maybe(0.3) ? `it${any} = ${say.text(1)}` : `it${any}`;
    const inner = [{ name: 'it', kind: 'text', open: false }] as const;
    if (form < 2) {
      scribe.within(() => undefined, inner);
      scribe.line(`const ${name} = (${parameter}) => ${say.text(1)} + it${s}`);
    } else if (form < 4) {
      const before = place.isAsync;
      scribe.line(form === 2 ? `const ${name} = (${parameter})${any} => {` : `function ${name}(${parameter})${any} {`);
      place.isAsync = false;
      depth++;
      scribe.within(() => {
        body(1 + chance.below(3));
        scribe.line(`return ${say.any(1)}${s}`);
      }, inner);
      depth--;
      place.isAsync = before;
      scribe.line('}');
    } else if (form === 4) {
      scribe.line(`let ${name}Count = 0${s}`, `const ${name} = () => ++${name}Count${s}`);
    } else {
      scribe.line(`function* ${name}() {`);
      scribe.inset(() => scribe.line(`yield ${say.text(1)}${s}`, `yield* ${say.list(1)}${s}`));
      scribe.line('}');
      scribe.declare(name, 'session');
      return;
    }
    scribe.declare(name, 'function');
  }

  function taken(name: string, word: string): void {
    const open = word !== 'const';
    scribe.one(
      () => (scribe.line(`${word} { TABLE: ${name} } = process.env${s}`), scribe.declare(name, 'text', open)),
      () => (
        scribe.line(`${word} { STAGE: ${name} = ${say.text(1)} } = process.env${s}`),
        scribe.declare(name, 'text', open)
      ),
      () => (scribe.line(`${word} [${name} = 'none'] = ${say.list(1)}${s}`), scribe.declare(name, 'text', open)),
      () => (scribe.line(`${word} [, ...${name}] = ${say.list(1)}${s}`), scribe.declare(name, 'list', open)),
      () => (
        scribe.line(`${word} { k: ${name} = ${say.text(1)} } = ${say.map(1)}${s}`),
        scribe.declare(name, 'text', open)
      ),
      () => (scribe.line(`${word} { length: ${name} } = ${say.list(1)}${s}`), scribe.declare(name, 'number', open)),
    );
  }

  function several(name: string, word: string): void {
    const other = `${name}2`;
    scribe.line(`${word} ${name} = ${say.text(1)}, ${other} = ${say.list(1)}${s}`);
    scribe.declare(name, 'text', word !== 'const');
    scribe.declare(other, 'list', word !== 'const');
  }

  function effect(): void {
    const text = scribe.seen('text', true);
    const number = scribe.seen('number', true);
    const list = scribe.seen('list');
    const map = scribe.seen('map');
    const set = scribe.seen('set');
    const client = scribe.seen('client');
    const ways: (() => string)[] = [
      () => `console.log(${say.any(1)})`,
      () => `note(${say.text(1)})`,
      () => `pure(${say.text(1)})`,
    ];
    if (text)
      ways.push(
        () => `${text} = ${say.text(1)}`,
        () => `${text} += ${say.text(0)}`,
        () => `${text} ??= ${say.text(0)}`,
      );
    if (number)
      ways.push(
        () => `${number}++`,
        () => `${number} += ${say.number(0)}`,
      );
    if (list)
      ways.push(
        () => `${list}.push(${say.text(1)})`,
        () => `${list}[0] = ${say.text(1)}`,
        () => `${list}.sort()`,
        () => `fill(${list})`,
        () => `${list}.forEach((it${typed ? ': any' : ''}) => note(it))`,
        () => `console.log(${list})`,
      );
    if (map)
      ways.push(
        () => `${map}.k = ${say.text(1)}`,
        () => `${map}[${say.text(0)}] = ${say.text(1)}`,
        () => `delete ${map}.k`,
        () => `Object.assign(${map}, ${say.map(1)})`,
        () => `fill(${map})`,
        () => `${map}.inner?.push(${say.text(0)})`,
      );
    if (set) ways.push(() => `${set}.${chance.of(['add', 'delete'])}?.(${say.text(0)})`);
    if (client)
      ways.push(
        () => `${place.isAsync ? 'await ' : ''}${client}.send(new GetObjectCommand({ Key: ${say.text(1)} }))`,
        () => `${client}.config.region = ${say.text(0)}`,
        () => `${client}.destroy()`,
        () => `fill(${client})`,
      );
    if (place.inMethod)
      ways.push(
        () => `this.prefix = ${say.text(0)}`,
        () => `this.seen.push(${say.text(0)})`,
      );
    if (scribe.maybe(0.05)) ways.push(() => `process.env.STAGE = ${say.text(0)}`);
    if (place.isAsync) ways.push(() => `await Promise.all([note(${say.text(0)}), ${say.text(1)}])`);
    scribe.line(chance.of(ways)() + s);
  }

  function block(head: string, count: number, inner: Parameters<Scribe['within']>[1] = []): void {
    scribe.line(head);
    scribe.within(() => body(count), inner);
  }

  function around(): void {
    const n = 1 + chance.below(3);
    const it = scribe.fresh(['it', 'row', 'name', 'key']);
    scribe.one(
      () => {
        block(`if (${say.condition()}) {`, n);
        if (scribe.maybe(0.4)) block('} else {', n);
        scribe.line('}');
      },
      () => scribe.line(`if (${say.condition()}) return ${say.any(1)}${s}`),
      () => {
        block(`for (const ${it} of [...${say.list(1)}]) {`, n, [{ name: it, kind: 'text', open: false }]);
        if (scribe.maybe(0.2))
          scribe.inset(() => scribe.line(`if (${say.condition()}) ${chance.of(['break', 'continue'])}${s}`));
        scribe.line('}');
      },
      () => {
        block(`for (let i = 0; i < ${say.number(0)} % 4; i++) {`, n, [{ name: 'i', kind: 'number', open: false }]);
        scribe.line('}');
      },
      () => {
        block(`for (const ${it} in ${say.map(1)}) {`, n, [{ name: it, kind: 'text', open: false }]);
        scribe.line('}');
      },
      () => {
        block('try {', n);
        if (scribe.maybe(0.2)) scribe.inset(() => scribe.line(`throw new Error(${say.text(0)})${s}`));
        block('} catch (error) {', n);
        if (scribe.maybe(0.3)) block('} finally {', 1);
        scribe.line('}');
      },
      () => {
        block('{', n);
        scribe.line('}');
      },
      () => {
        scribe.line(`switch (${say.text(0)}) {`);
        scribe.inset(() => {
          block("case 'a': {", n);
          scribe.line('}');
          block('default: {', n);
          scribe.line('}');
        });
        scribe.line('}');
      },
    );
  }
}
