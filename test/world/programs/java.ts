/** Handlers of Java by chance, with what makes code hard to move. */
import { chanceFrom } from '../random.ts';
import { javaExpressions } from './javaExpressions.ts';
import { names, Scribe, styleBy, type Kind } from './scribe.ts';

const library = `package com.x;

import java.util.*;

public class Lib {
    public static final String NAME = "library";
    public static final List<String> ITEMS = new ArrayList<>(List.of("x", "y"));
    public static String current = "none";
    private static int made = 0;

    public static int next() { return ++made; }
    public static String note(Object it) { current = String.valueOf(it); return current; }
    public static List<String> fill(List<String> it) { it.add(String.valueOf(made++)); return it; }
    public static Map<String, String> fill(Map<String, String> it) { it.put("filled", String.valueOf(made++)); return it; }
    public static String pure(Object it) { return it + "!"; }
}
`;

const template = `Transform: AWS::Serverless-2016-10-31
Resources:
  Load:
    Type: AWS::Serverless::Function
    Properties: { Runtime: java21, Handler: "com.x.Handler::handleRequest", CodeUri: . }
`;

const types: Readonly<Partial<Record<Kind, string>>> = {
  text: 'String',
  number: 'int',
  list: 'List<String>',
  map: 'Map<String, String>',
  set: 'Set<String>',
  client: 'S3Client',
  pattern: 'Pattern',
  function: 'Function<String, String>',
};

export function javaProgram(seed: number): ReadonlyMap<string, string> {
  const chance = chanceFrom(seed);
  const scribe = new Scribe(chance, styleBy(chance, ['    ', '  ', '\t']));
  writer(scribe).file();
  return new Map([
    ['template.yaml', template],
    ['src/main/java/com/x/Handler.java', scribe.text()],
    ['src/main/java/com/x/Lib.java', library],
  ]);
}

function writer(scribe: Scribe) {
  const { chance } = scribe;
  const say = javaExpressions(scribe);
  let depth = 0;
  return { file };

  function file(): void {
    scribe.line(
      'package com.x;',
      '',
      'import com.amazonaws.services.lambda.runtime.Context;',
      'import com.amazonaws.services.lambda.runtime.RequestHandler;',
    );
    scribe.line('import java.util.*;', 'import java.util.function.*;', 'import java.util.regex.Pattern;');
    scribe.line(
      'import software.amazon.awssdk.regions.Region;',
      'import software.amazon.awssdk.services.s3.S3Client;',
      '',
    );
    if (scribe.maybe(0.3)) base();
    else scribe.line('public class Handler implements RequestHandler<Map<String, String>, String> {');
    scribe.within(() => {
      fields();
      if (scribe.maybe(0.4)) helper();
      if (scribe.maybe(0.4)) scribe.line('@Override');
      scribe.line('public String handleRequest(Map<String, String> event, Context context) {');
      inside(4 + chance.below(7));
      scribe.line('}');
      if (scribe.maybe(0.3)) helper();
      if (scribe.maybe(0.2)) nested();
    });
    scribe.line('}');
  }

  function base(): void {
    scribe.line('abstract class Base implements RequestHandler<Map<String, String>, String> {');
    scribe.inset(() =>
      scribe.line(
        'protected String inherited = "i";',
        'protected static int count = 0;',
        'protected String stamp(String it) { return it + (++count); }',
      ),
    );
    scribe.line('}', '', 'public class Handler extends Base {');
  }

  function nested(): void {
    scribe.line('', 'static class Box {');
    scribe.inset(() =>
      scribe.line('final String it;', 'Box(String it) { this.it = it; }', 'String get() { return Lib.note(it); }'),
    );
    scribe.line('}');
  }

  function fields(): void {
    for (let n = chance.below(4); n > 0; n--) {
      const isStatic = scribe.maybe(0.6);
      const isFinal = scribe.maybe(0.6);
      const kind = chance.of<Kind>(['text', 'text', 'number', 'list', 'map', 'client']);
      const name = scribe.fresh([...names, 'STAGE', 'BASE']);
      scribe.line(
        `private ${isStatic ? 'static ' : ''}${isFinal ? 'final ' : ''}${types[kind] ?? ''} ${name} = ${say.of(kind, 1, true)};`,
      );
      scribe.declare(name, kind, !isFinal);
    }
    scribe.line('');
  }

  function helper(): void {
    const name = scribe.fresh(['compute', 'load', 'render']);
    scribe.line(`private String ${name}(String given) {`);
    scribe.declare(name, 'session');
    scribe.outside(() => inside(1 + chance.below(3), [{ name: 'given', kind: 'text', open: false }]));
    scribe.line('}', '');
  }

  function inside(count: number, inner: Parameters<Scribe['within']>[1] = []): void {
    scribe.within(() => {
      body(count);
      const parts = scribe.own().flatMap(({ name, kind }) => (scribe.maybe(0.75) ? [shown(name, kind)] : []));
      scribe.line(`return ${['""', ...parts, say.of('text', 1)].join(' + "|" + ')};`);
    }, inner);
  }

  function shown(name: string, kind: Kind): string {
    switch (kind) {
      case 'list':
        return scribe.one(
          () => `String.join(",", ${name})`,
          () => name,
          () => `${name}.size()`,
          () => `${name}.hashCode()`,
        );
      case 'map':
        return scribe.one(
          () => name,
          () => `${name}.get("k")`,
          () => `${name}.size()`,
          () => `${name}.keySet()`,
        );
      case 'set':
        return scribe.one(
          () => `${name}.size()`,
          () => `new TreeSet<>(${name})`,
          () => `${name}.contains("a")`,
        );
      case 'function':
        return `${name}.apply("1")`;
      case 'client':
        return `${name}.call(${say.of('text', 1)})`;
      case 'pattern':
        return `${name}.matcher("ab").find()`;
      case 'session':
        return name.length > 0 && /^(?:compute|load|render)$/.test(name) ? `${name}("h")` : `${name}.get()`;
      default:
        return name;
    }
  }

  function body(count: number): void {
    for (let n = 0; n < count; n++) {
      if (scribe.maybe(0.06)) scribe.line('');
      if (scribe.maybe(0.06)) scribe.line(chance.of(['// Why it is so.', '/* of the table */']));
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

  function declaration(): void {
    const name = scribe.fresh(names, 2);
    const kind = chance.of<Kind>([
      'text',
      'text',
      'text',
      'number',
      'list',
      'list',
      'map',
      'map',
      'set',
      'client',
      'client',
      'pattern',
      'function',
      'session',
    ]);
    const final = scribe.maybe(0.3) ? 'final ' : '';
    const end = `;${scribe.maybe(0.08) ? ' // once' : ''}`;
    if (kind === 'session') {
      scribe.line(
        `${final}Supplier<String> ${name} = () -> String.valueOf(${chance.of(['Lib.next()', 'Lib.NAME', '1'])})${end}`,
      );
      scribe.declare(name, kind, false);
      return;
    }
    if (kind === 'function') {
      scribe.line(
        `${final}${types.function ?? ''} ${name} = it -> ${chance.of(['it.trim()', 'it + Lib.NAME', 'it + Lib.next()', 'Lib.note(it)'])}${end}`,
      );
      scribe.declare(name, kind, false);
      return;
    }
    const of = scribe.maybe(0.2) ? scribe.seen(kind) : undefined;
    const value = of ?? say.of(kind, 2);
    const type =
      scribe.maybe(0.2) && !/^(?:new ArrayList<>|new HashMap<>|null|List\.of\(\)|Map\.of\(\))/.test(value)
        ? 'var'
        : (types[kind] ?? '');
    scribe.line(`${final}${type} ${name} = ${value}${end}`);
    scribe.declare(name, kind, final === '' && type !== 'var');
  }

  function effect(): void {
    const text = scribe.seen('text', true);
    const number = scribe.seen('number', true);
    const list = scribe.seen('list');
    const map = scribe.seen('map');
    const set = scribe.seen('set');
    const client = scribe.seen('client');
    const ways: (() => string)[] = [
      () => `Lib.note(${say.of('text', 1)})`,
      () => `Lib.pure(${say.of('text', 1)})`,
      () => `Lib.next()`,
    ];
    if (text)
      ways.push(
        () => `${text} = ${say.of('text', 1)}`,
        () => `${text} += ${say.of('text', 0)}`,
      );
    if (number)
      ways.push(
        () => `${number}++`,
        () => `${number} += ${say.of('number', 0)}`,
      );
    if (list)
      ways.push(
        () => `${list}.add(${say.of('text', 1)})`,
        () => `${list}.set(0, ${say.of('text', 1)})`,
        () => `Collections.sort(${list})`,
        () => `Lib.fill(${list})`,
        () => `${list}.forEach(Lib::note)`,
        () => `${list}.clear()`,
      );
    if (map)
      ways.push(
        () => `${map}.put("k", ${say.of('text', 1)})`,
        () => `${map}.remove("k")`,
        () => `Lib.fill(${map})`,
        () => `${map}.putIfAbsent("k", "v")`,
      );
    if (set) ways.push(() => `${set}.add(${say.of('text', 0)})`);
    if (client)
      ways.push(
        () => `${client}.call(${say.of('text', 1)})`,
        () => `${client}.close()`,
      );
    if (scribe.maybe(0.04)) ways.push(() => `System.setProperty("p", ${say.of('text', 0)})`);
    scribe.line(`${chance.of(ways)()};`);
  }

  function block(head: string, count: number, inner: Parameters<Scribe['within']>[1] = []): void {
    scribe.line(head);
    scribe.within(() => body(count), inner);
  }

  function around(): void {
    const n = 1 + chance.below(3);
    const it = `each${String(depth)}${String(scribe.size)}`;
    const inner = [{ name: it, kind: 'text' as const, open: false }];
    scribe.one(
      () => {
        block(`if (${say.condition()}) {`, n);
        if (scribe.maybe(0.4)) block('} else {', n);
        scribe.line('}');
      },
      () => scribe.line(`if (${say.condition()}) return ${say.of('text', 1)};`),
      () => {
        block(`for (String ${it} : ${say.of('list', 1)}) {`, n, inner);
        scribe.line('}');
      },
      () => {
        block(`for (int ${it} = 0; ${it} < 3; ${it}++) {`, n, [{ name: it, kind: 'number', open: false }]);
        scribe.line('}');
      },
      () => {
        block('try {', n);
        if (scribe.maybe(0.2))
          scribe.inset(() =>
            scribe.line(`if (${say.condition()}) throw new IllegalStateException(${say.of('text', 0)});`),
          );
        block(`} catch (RuntimeException error${String(depth)}${String(scribe.size)}) {`, n);
        if (scribe.maybe(0.3)) block('} finally {', 1);
        scribe.line('}');
      },
      () => {
        block(`try (S3Client ${it} = ${say.of('client', 1)}) {`, n, [{ name: it, kind: 'client', open: false }]);
        scribe.line('}');
      },
      () => {
        scribe.line(`switch (${say.of('text', 0)}) {`);
        scribe.inset(() => {
          block('case "a": {', n);
          scribe.line('    break;', '}');
          block('default: {', n);
          scribe.line('}');
        });
        scribe.line('}');
      },
    );
  }
}
