/** Expressions of Java by chance, by their types. */
import type { Kind, Scribe } from './scribe.ts';

export function javaExpressions(scribe: Scribe) {
  const { chance } = scribe;
  /** Lambdas take no variables that are set twice. */
  const ways: Partial<Record<Kind, (depth: number) => string>> = { text, number, list, map, set, client, pattern };
  return { of, condition };

  /** `isOutside` of the handler nothing of the event is there. */
  function of(kind: Kind, depth: number, isOutside = false): string {
    return scribe.outside(() => ways[kind]?.(depth) ?? 'null', isOutside);
  }

  function literal(): string {
    return chance.of(['"a"', '"b"', '"c"', '"orders"', '"x-1"', '"1"']);
  }

  function text(depth: number): string {
    const seen = scribe.maybe(0.5) ? scribe.seen('text') : undefined;
    if (seen) return seen;
    if (depth <= 0) return scribe.maybe(0.15) && !scribe.isOutside ? 'event.get("id")' : literal();
    const d = depth - 1;
    return scribe.one(
      literal,
      literal,
      () =>
        chance.of([
          'System.getenv("TABLE")',
          'System.getenv().getOrDefault("STAGE", "dev")',
          'System.getenv("REGION")',
          'System.getProperty("p", "q")',
        ]),
      () => `(${text(d)} + ${chance.of(['"-"', text(d)])} + ${number(d)})`,
      () =>
        `(${text(d)}).${chance.of(['toUpperCase()', 'trim()', 'substring(1)', 'replace("a", "b")', 'concat("z")', 'repeat(2)'])}`,
      () => `String.valueOf(${number(d)})`,
      () => `String.format("%s-%s", ${text(d)}, ${number(d)})`,
      () => `String.join("-", ${list(d)})`,
      () => `(${condition()} ? ${text(d)} : ${text(d)})`,
      () => (scribe.seen('function') ? `${scribe.seen('function') ?? ''}.apply(${text(d)})` : literal()),
      () => chance.of(['Lib.NAME', 'Lib.current', 'Lib.ITEMS.get(0)', `Lib.pure(${text(d)})`]),
      () =>
        scribe.isOutside
          ? literal()
          : chance.of([
              'event.get("id")',
              'event.getOrDefault("tenant", "none")',
              'event.toString()',
              'event.get("id")',
            ]),
      () => `${map(d)}.get("k")`,
      () => `${list(d)}.get(0)`,
      () => `Optional.ofNullable(${text(d)}).orElse("none")`,
      () => `Base64.getEncoder().encodeToString((${text(d)}).getBytes())`,
    );
  }

  function number(depth: number): string {
    const seen = scribe.maybe(0.5) ? scribe.seen('number') : undefined;
    if (seen) return seen;
    if (depth <= 0) return String(1 + chance.below(5));
    const d = depth - 1;
    return scribe.one(
      () => String(chance.below(20)),
      () => `(${text(d)}).length()`,
      () => `(${number(d)} ${chance.of(['+', '*', '-', '%', '/'])} ${number(d)})`,
      () => `Math.max(${number(d)}, ${number(d)})`,
      () => `Integer.parseInt(${chance.of(['"5"', text(d)])})`,
      () => `${list(d)}.size()`,
      () => chance.of(['Lib.next()', 'Lib.NAME.length()']),
      () => `${list(d)}.indexOf(${text(d)})`,
    );
  }

  function list(depth: number): string {
    const seen = scribe.maybe(0.45) ? scribe.seen('list') : undefined;
    if (seen) return seen;
    if (depth <= 0) return chance.of(['List.of("a", "b")', 'new ArrayList<String>()', 'new ArrayList<>(List.of("x"))']);
    const d = depth - 1;
    return scribe.one(
      () => `List.of(${text(d)}, ${text(d)})`,
      () => `new ArrayList<String>(List.of(${text(d)}))`,
      () => `Arrays.asList(${text(d)}, ${text(d)})`,
      () => `Arrays.asList((${text(d)}).split("-"))`,
      () => `new ArrayList<String>(${list(d)})`,
      () => `new ArrayList<String>(${map(d)}.values())`,
      () => `List.copyOf(${list(d)})`,
      () => `Collections.unmodifiableList(${list(d)})`,
      () => `${list(d)}.subList(0, 1)`,
      () => 'Lib.ITEMS',
      () => `${list(d)}.stream().map(it -> it + "s").toList()`,
      () => `new LinkedList<String>(${list(d)})`,
      () => `new ArrayList<String>(${list(d)})`,
      () => `new ArrayList<String>(Arrays.asList(${text(d)}, ${text(d)}))`,
    );
  }

  function map(depth: number): string {
    const seen = scribe.maybe(0.45) ? scribe.seen('map') : undefined;
    if (seen) return seen;
    if (depth <= 0) return chance.of(['Map.of("k", "v")', 'new HashMap<String, String>()']);
    const d = depth - 1;
    return scribe.one(
      () => `Map.of("k", ${text(d)})`,
      () => `new HashMap<String, String>(Map.of("k", ${text(d)}))`,
      () => `new TreeMap<String, String>(${map(d)})`,
      () => `Map.copyOf(${map(d)})`,
      () => 'new HashMap<String, String>()',
      () => `Collections.singletonMap("k", ${text(d)})`,
      () => 'System.getenv()',
    );
  }

  function set(depth: number): string {
    return chance.of([
      `new HashSet<String>(${list(depth - 1)})`,
      `Set.of(${text(depth - 1)})`,
      'new TreeSet<String>()',
      `Set.copyOf(${list(depth - 1)})`,
    ]);
  }

  function pattern(depth: number): string {
    return `Pattern.compile(${scribe.maybe(0.6) ? literal() : text(depth - 1)})`;
  }

  function client(depth: number): string {
    return scribe.one(
      () => 'S3Client.create()',
      () => `S3Client.builder().region(Region.of(${text(depth - 1)})).build()`,
      () => 'S3Client.builder().region(Region.US_EAST_1).build()',
      () => `S3Client.builder().endpointOverride(java.net.URI.create("https://" + ${text(depth - 1)})).build()`,
    );
  }

  function condition(): string {
    const pattern_ = scribe.seen('pattern');
    const set_ = scribe.seen('set');
    return chance.of([
      scribe.isOutside ? 'System.getenv("STAGE") != null' : 'event.containsKey("flag")',
      `${text(1)}.equals("a")`,
      `${number(1)} > 2`,
      `${list(0)}.contains(${text(1)})`,
      'System.getenv("STAGE") != null',
      ...(pattern_ ? [`${pattern_}.matcher(${text(0)}).matches()`] : []),
      ...(set_ ? [`${set_}.contains(${text(0)})`] : []),
    ]);
  }
}
