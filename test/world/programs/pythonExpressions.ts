/** Expressions of Python by chance, by what they give. */
import type { Scribe } from './scribe.ts';

export function pythonExpressions(scribe: Scribe) {
  const { chance } = scribe;
  return { text: of(text), number: of(number), list: of(list), map: of(map), any: of(any), condition, client };

  /** `isOutside` of the handler nothing of the event is there. */
  function of(way: (depth: number) => string) {
    return (depth: number, isOutside = false): string => scribe.outside(() => way(depth), isOutside);
  }

  function literal(): string {
    return chance.of(['"a"', "'b'", '"c"', '"orders"', "'x-1'", 'r"t"', '""']);
  }

  function text(depth: number): string {
    const seen = scribe.maybe(0.55) ? scribe.seen('text') : undefined;
    if (seen) return seen;
    if (depth <= 0) return scribe.maybe(0.1) && !scribe.isOutside ? 'event["id"]' : literal();
    const d = depth - 1;
    return scribe.one(
      literal,
      literal,
      () =>
        chance.of([
          'os.environ["TABLE"]',
          'os.environ.get("STAGE", "dev")',
          'os.getenv("REGION", "eu")',
          'os.environ.get("NONE") or "d"',
          'str(os.getenv("NONE"))',
        ]),
      () => `f"{${single(text(d))}}-{${single(number(d))}}"`,
      () => `${text(d)} + ${text(d)}`,
      () =>
        `(${text(d)}).${chance.of(['upper()', 'strip()', 'zfill(3)', 'replace("a", "b")', 'rjust(3)', 'format(1)', 'encode().decode()'])}`,
      () => `str(${number(d)})`,
      () => `json.dumps(${any(d)})`,
      () => `"-".join(map(str, ${list(d)}))`,
      () => `"-".join(${list(d)})`,
      () => `(${text(d)} if ${condition()} else ${text(d)})`,
      () => call(d),
      () =>
        chance.of(['NAME', 'lib.current', `os.path.join(${text(d)}, "b")`, 'lib.NAME', 'ITEMS[0]', `pure(${text(d)})`]),
      () =>
        scribe.isOutside
          ? literal()
          : chance.of(['event["id"]', 'event.get("id", "none")', 'str(event)', 'event["id"]']),
      () => `" ".join(sorted(${map(d)}))`,
      () => `str(${map(d)}.get("k"))`,
      () => `str(${list(d)}[0])`,
      () => `str(${list(d)}[0:1])`,
      () => `Box(${text(d)}).it`,
      () => `"%s-%s" % (${text(d)}, ${text(d)})`,
      () => `str(${text(d)} < ${text(d)})`,
      () => `type(${any(d)}).__name__`,
    );
  }

  /** Older Pythons do not nest the same quotes. */
  function single(it: string): string {
    return /["\\]/.test(it) ? '1' : it;
  }

  function call(depth: number): string {
    const fn = scribe.seen('function');
    return fn ? `str(${fn}(${scribe.maybe(0.8) ? text(depth) : ''}))` : literal();
  }

  function number(depth: number): string {
    const seen = scribe.maybe(0.5) ? scribe.seen('number') : undefined;
    if (seen) return seen;
    if (depth <= 0) return String(chance.below(5));
    const d = depth - 1;
    return scribe.one(
      () => String(chance.below(20)),
      () => `len(${any(d)})`,
      () => `int(${chance.of(['"5"', text(d)])})`,
      () => `(${number(d)} ${chance.of(['+', '*', '-', '%', '//', '**'])} ${number(d)})`,
      () => `max(${number(d)}, ${number(d)})`,
      () => `len(${list(d)})`,
      () => chance.of(['next_one()', 'time.time()', 'random.random()', 'Box(1).next', 'len(os.environ)']),
      () => `${list(d)}.count(${text(d)})`,
      () => `sum(len(str(it)) for it in ${list(d)})`,
      () => `round(${number(d)})`,
    );
  }

  function list(depth: number): string {
    const seen = scribe.maybe(0.45) ? scribe.seen('list') : undefined;
    if (seen) return seen;
    if (depth <= 0) return chance.of(['["a", "b"]', '[]', '["x"]']);
    const d = depth - 1;
    return scribe.one(
      () => `[${text(d)}, ${text(d)}]`,
      () => `[${text(d)}, ${text(d)}]`,
      () => `(${text(d)}).split("-")`,
      () => `[it + ${text(d)} for it in ${list(d)}]`,
      () => `[it for it in ${list(d)} if it != ${text(d)}]`,
      () => `[*${list(d)}, ${text(d)}]`,
      () => `list(${map(d)}.values())`,
      () => `list(${list(d)})`,
      () => `${list(d)}[:]`,
      () => `${list(d)} + ${list(d)}`,
      () => `[${map(d)}, ${list(d)}]`,
      () => `(${text(d)}, ${text(d)})`,
      () => 'ITEMS',
      () => `[${text(d)}] * 2`,
      () => `sorted(${list(d)})`,
      () => `sorted(${list(d)}, key=len)`,
      () => `json.loads('["a", ["b"]]')`,
      () => `[[${text(d)}]] * 2`,
      () => `list(${map(d)}.items())`,
      () => `[y for x in [${list(d)}] for y in x]`,
      () => `list(map(lambda it: it + ${text(d)}, ${list(d)}))`,
      () => `list(filter(None, ${list(d)}))`,
      () => `${list(d)}.copy()`,
    );
  }

  function map(depth: number): string {
    const seen = scribe.maybe(0.45) ? scribe.seen('map') : undefined;
    if (seen) return seen;
    if (depth <= 0) return chance.of(['{"k": "v"}', '{}', '{"k": "v", "inner": ["w"]}']);
    const d = depth - 1;
    return scribe.one(
      () => `{"k": ${text(d)}}`,
      () => `{"k": ${text(d)}, "n": ${number(d)}}`,
      () => `{**${map(d)}, "k": ${text(d)}}`,
      () => `{"k": ${text(d)}, "inner": ${list(d)}}`,
      () => `{${text(d)}: ${text(d)}}`,
      () => `dict(k=${text(d)})`,
      () => `dict(${map(d)}, k=${text(d)})`,
      () => `{it: ${text(d)} for it in ${list(d)}}`,
      () => `json.loads('{"k": "v", "inner": ["w"]}')`,
      () => `dict.fromkeys(${list(d)}, ${chance.of(['1', '[]'])})`,
      () => `${map(d)} | ${map(d)}`,
      () => `${map(d)}.copy()`,
      () => 'lib.SETTINGS',
      () => `dict(zip(${list(d)}, ${list(d)}))`,
    );
  }

  function any(depth: number): string {
    return scribe.one(
      () => text(depth),
      () => list(depth),
      () => map(depth),
      () => text(depth),
    );
  }

  function condition(): string {
    const pattern = scribe.seen('pattern');
    const set = scribe.seen('set');
    return chance.of([
      scribe.isOutside ? 'os.getenv("STAGE")' : 'event.get("flag")',
      `${text(1)} == "a"`,
      `${number(1)} > 2`,
      `${text(1)} in ${list(0)}`,
      'os.environ.get("STAGE")',
      ...(pattern ? [`${pattern}.match(${text(0)})`] : []),
      ...(set ? [`${text(0)} in ${set}`] : []),
    ]);
  }

  function client(): string {
    return scribe.one(
      () => 'boto3.client("s3")',
      () => `boto3.client("s3", region_name=${text(1)})`,
      () => `boto3.client("sqs", **${map(1)})`,
      () => `boto3.resource("dynamodb", config=Config(retries=${map(1)})).Table(${text(1)})`,
      () => `boto3.Session(region_name=${text(1)}).client("s3")`,
      () => `boto3.client("s3", endpoint_url=f"https://{${single(text(0))}}.example.com")`,
    );
  }
}
