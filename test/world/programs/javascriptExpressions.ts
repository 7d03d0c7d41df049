/** Expressions of JavaScript by chance, by what they give. */
import type { Scribe } from './scribe.ts';

export function javascriptExpressions(scribe: Scribe) {
  const { chance } = scribe;
  return { text: of(text), number: of(number), list: of(list), map: of(map), any: of(any), condition, client };

  /** `isOutside` of the handler nothing of the event is there. */
  function of(way: (depth: number) => string) {
    return (depth: number, isOutside = false): string => scribe.outside(() => way(depth), isOutside);
  }

  function literal(): string {
    return chance.of(["'a'", "'b'", '"c"', "'orders'", "'x-1'", '`t`', "''"]);
  }

  function text(depth: number): string {
    const seen = scribe.maybe(0.55) ? scribe.seen('text') : undefined;
    if (seen) return seen;
    if (depth <= 0) return scribe.maybe(0.1) && !scribe.isOutside ? 'event.id' : literal();
    const d = depth - 1;
    return scribe.one(
      literal,
      literal,
      () =>
        chance.of([
          'process.env.TABLE',
          'process.env.STAGE',
          "process.env['REGION']",
          "process.env.NONE ?? 'd'",
          'process.env.PREFIX || `p`',
        ]),
      () => `\`\${${text(d)}}-\${${number(d)}}\``,
      () => `${text(d)} + ${text(d)}`,
      () =>
        `${textObject(d)}.${chance.of(['toUpperCase()', 'trim()', 'slice(1)', "padStart(3, '0')", "replace('a', 'b')", 'at(0)', 'charAt(1)'])}`,
      () => `String(${number(d)})`,
      () => `JSON.stringify(${any(d)})`,
      () => `${list(d)}.join('-')`,
      () => `(${condition()} ? ${text(d)} : ${text(d)})`,
      () => call(d),
      () =>
        chance.of([
          'NAME',
          'current',
          `path.join(${text(d)}, 'b')`,
          'librarySettings.region',
          'libraryItems[0]',
          `pure(${text(d)})`,
        ]),
      () =>
        scribe.isOutside
          ? literal()
          : chance.of(['event.id', 'event.id', `event.n + ${text(d)}`, "event?.tenant ?? 'none'"]),
      () => `Object.keys(${map(d)}).join()`,
      () => `(${text(d)} ?? ${text(d)})`,
      () => `${map(d)}.k`,
      () => `${list(d)}[0]`,
      () => `(${text(d)}, ${text(d)})`,
      () => `new Box(${text(d)}).it`,
      () => `new Intl.NumberFormat('en-US').format(${number(d)})`,
      () => `Buffer.from(${text(d)}).toString('base64')`,
      () => `decodeURIComponent(${text(d)})`,
      () => (scribe.maybe(0.5) ? `typeof ${text(d)}` : `encodeURIComponent(${text(d)})`),
    );
  }

  /** On which a method may be called without parentheses. */
  function textObject(depth: number): string {
    const it = text(depth);
    return /^(?:[\w.]+|'[^']*'|`[^`]*`)$/.test(it) ? it : `(${it})`;
  }

  function call(depth: number): string {
    const fn = scribe.seen('function');
    return fn ? `${fn}(${scribe.maybe(0.8) ? text(depth) : ''})` : literal();
  }

  function number(depth: number): string {
    const seen = scribe.maybe(0.5) ? scribe.seen('number') : undefined;
    if (seen) return seen;
    if (depth <= 0) return String(chance.below(5));
    const d = depth - 1;
    return scribe.one(
      () => String(chance.below(20)),
      () => `${textObject(d)}.length`,
      () => `Number(${text(d)})`,
      () => `(${number(d)} ${chance.of(['+', '*', '-', '%', '/'])} ${number(d)})`,
      () => `Math.max(${number(d)}, ${number(d)})`,
      () => `parseInt(${text(d)}, 10)`,
      () => `${list(d)}.length`,
      () => chance.of(['next()', 'Date.now()', 'Math.random()', 'new Date(0).getTime()', 'new Box(1).next']),
      () => `${list(d)}.indexOf(${text(d)})`,
      () => `[...${list(d)}].reduce((sum${''}, it) => sum + it.length, 0)`,
    );
  }

  function list(depth: number): string {
    const seen = scribe.maybe(0.45) ? scribe.seen('list') : undefined;
    if (seen) return seen;
    if (depth <= 0) return chance.of(["['a', 'b']", '[]', "['x']"]);
    const d = depth - 1;
    return scribe.one(
      () => `[${text(d)}, ${text(d)}]`,
      () => `[${text(d)}, ${text(d)}]`,
      () => `${textObject(d)}.split('-')`,
      () => `${list(d)}.map((it) => it + ${text(d)})`,
      () => `${list(d)}.filter((it) => it !== ${text(d)})`,
      () => `[...${list(d)}, ${text(d)}]`,
      () => `Object.values(${map(d)})`,
      () => `Array.from(${list(d)})`,
      () => `${list(d)}.slice(${chance.of(['', '1'])})`,
      () => `${list(d)}.concat(${list(d)})`,
      () => `[${map(d)}, ${list(d)}]`,
      () => `Object.freeze([${text(d)}])`,
      () => 'libraryItems',
      () => `Array.from({ length: 2 }, (_, i) => i + ${text(d)})`,
      () => `${list(d)}.flatMap((it) => [it, ${text(d)}])`,
      () => `JSON.parse('["a", ["b"]]')`,
      () => `new Array(2).fill(${text(d)})`,
      () => `${list(d)}.toSorted()`,
      () => `Object.entries(${map(d)})`,
    );
  }

  function map(depth: number): string {
    const seen = scribe.maybe(0.45) ? scribe.seen('map') : undefined;
    if (seen) return seen;
    if (depth <= 0) return chance.of(["({ k: 'v' })", '({})', "({ k: 'v', inner: ['w'] })"]);
    const d = depth - 1;
    return scribe.one(
      () => `({ k: ${text(d)} })`,
      () => `({ k: ${text(d)}, n: ${number(d)} })`,
      () => `({ ...${map(d)}, k: ${text(d)} })`,
      () => `({ k: ${text(d)}, inner: ${list(d)} })`,
      () => `({ [${text(d)}]: ${text(d)} })`,
      () => `Object.fromEntries([['k', ${text(d)}]])`,
      () => `JSON.parse('{"k": "v", "inner": ["w"]}')`,
      () => `Object.freeze({ k: ${text(d)} })`,
      () => `Object.assign({}, ${map(d)})`,
      () => `structuredClone(${map(d)})`,
      () => `({ get k() { return ${chance.of(['next()', text(d)])} } })`,
      () => `({ k: ${text(d)}, toString() { return ${text(d)} } })`,
      () => 'librarySettings',
      () => `new Box(${text(d)})`,
    );
  }

  function any(depth: number): string {
    return scribe.one(
      () => text(depth),
      () => number(depth),
      () => list(depth),
      () => map(depth),
      () => text(depth),
    );
  }

  function condition(): string {
    const pattern = scribe.seen('pattern');
    const set = scribe.seen('set');
    return chance.of([
      scribe.isOutside ? "process.env.STAGE !== 'a'" : 'event.flag',
      `${text(1)} === 'a'`,
      `${number(1)} > 2`,
      `${list(0)}.includes(${text(1)})`,
      'process.env.STAGE',
      ...(pattern ? [`${pattern}.test(${text(0)})`] : []),
      ...(set ? [`${set}.has(${text(0)})`] : []),
    ]);
  }

  function client(): string {
    return scribe.one(
      () => 'new S3Client({})',
      () => `new S3Client({ region: ${text(1)} })`,
      () => `new SQS({ region: ${text(1)}, ...${map(1)} })`,
      () => `new S3Client(${map(1)})`,
      () => `new SQS({ endpoint: \`https://\${${text(1)}}.example.com\`, maxAttempts: ${number(1)} })`,
    );
  }
}
