/** Statements of Python by chance. */
import type { pythonExpressions } from './pythonExpressions.ts';
import { names, type Kind, type Scribe } from './scribe.ts';

export function pythonStatements(
  scribe: Scribe,
  say: ReturnType<typeof pythonExpressions>,
  place: { readonly inMethod: boolean },
) {
  const { chance } = scribe;
  let depth = 0;
  return { body };

  function body(count: number): void {
    const before = scribe.size;
    for (let n = 0; n < count; n++) {
      if (scribe.maybe(0.06)) scribe.line('');
      if (scribe.maybe(0.06)) scribe.line('# Why it is so.');
      statement();
    }
    if (scribe.size === before) scribe.line('pass');
  }

  function statement(): void {
    if (scribe.maybe(0.55)) return declaration();
    if (depth > 2 || scribe.maybe(0.5)) return effect();
    depth++;
    around();
    depth--;
  }

  function declaration(): void {
    const name = scribe.fresh(names);
    const end = scribe.maybe(0.08) ? '  # once' : '';
    const put = (kind: Kind, value: string, annotation = ''): void => {
      scribe.line(`${name}${annotation !== '' && scribe.maybe(0.15) ? `: ${annotation}` : ''} = ${value}${end}`);
      scribe.declare(name, kind, true);
    };
    scribe.one(
      () => put('text', say.text(2), 'str'),
      () => put('text', say.text(2), 'str'),
      () => put('number', say.number(2), 'int'),
      () => put('list', say.list(2), 'list[str]'),
      () => put('list', say.list(2)),
      () => put('map', say.map(2), 'dict'),
      () => put('map', say.map(2)),
      () => put('set', chance.of([`set(${say.list(1)})`, `{${say.text(1)}}`, 'set()', `frozenset(${say.list(1)})`])),
      () => put('client', say.client()),
      () => put('client', say.client()),
      () => put('pattern', chance.of(['re.compile("a+")', 're.compile(r"[ab]")', `re.compile(${say.text(1)})`])),
      () =>
        put(
          'session',
          chance.of([
            `iter(${say.list(1)})`,
            `(it for it in ${say.list(1)})`,
            `map(str, ${say.list(1)})`,
            `zip(${say.list(1)}, ${say.list(1)})`,
            'object()',
          ]),
        ),
      () => alias(put),
      () => clientOf(name, put),
      () => closure(name),
      () => taken(name),
    );
  }

  function alias(put: (kind: Kind, value: string) => void): void {
    const kind = chance.of<Kind>(['list', 'map', 'list', 'map', 'text', 'client', 'function', 'set']);
    const of = scribe.seen(kind);
    put(of === undefined ? 'text' : kind, of ?? say.text(1));
  }

  /** Made of a dict that has a name, and often another one. */
  function clientOf(name: string, put: (kind: Kind, value: string) => void): void {
    const of = scribe.seen('map');
    if (of === undefined) return put('map', `{"region_name": ${say.text(1)}, "inner": ${say.list(1)}}`);
    put(
      'client',
      scribe.one(
        () => `boto3.client("s3", **${of})`,
        () => `boto3.client("s3", config=Config(${of}))`,
        () => `boto3.client("sqs", settings=${of})`,
      ),
    );
    const mine = `${name}_options`;
    if (scribe.maybe(0.5)) return;
    scribe.line(
      scribe.one(
        () => `${mine} = ${of}`,
        () => `${mine} = ${of}.setdefault("inner", [])`,
        () => `${mine} = fill(${of})`,
      ),
    );
    scribe.declare(mine, 'map', true);
  }

  function closure(name: string): void {
    const form = chance.below(6);
    const parameter = scribe.maybe(0.3) ? `it=${say.any(1)}` : 'it=1';
    if (form < 2) {
      scribe.line(`${name} = lambda ${parameter}: ${say.text(1)} + str(it)`);
    } else if (form < 4) {
      scribe.line(`def ${name}(${parameter}):`);
      depth++;
      scribe.withinFunction(() => {
        if (scribe.maybe(0.2)) {
          const outer = scribe.seen('number', true);
          if (outer) scribe.line(`${scribe.maybe(0.5) ? 'global' : 'nonlocal'} ${outer}`);
        }
        body(1 + chance.below(3));
        scribe.line(`return ${say.any(1)}`);
      }, [{ name: 'it', kind: 'text', open: true }]);
      depth--;
    } else if (form === 4) {
      scribe.line(`${name}_seen = []`, `${name} = lambda it=None: ${name}_seen.append(it) or len(${name}_seen)`);
    } else {
      scribe.line(`def ${name}():`);
      scribe.inset(() => scribe.line(`yield ${say.text(1)}`, `yield from ${say.list(1)}`));
      scribe.declare(name, 'session');
      return;
    }
    scribe.declare(name, 'function');
  }

  function taken(name: string): void {
    const other = `${name}2`;
    scribe.one(
      () => (
        scribe.line(`${name}, ${other} = ${say.text(1)}, ${say.text(1)}`),
        scribe.declare(name, 'text', true),
        scribe.declare(other, 'text', true)
      ),
      () => (
        scribe.line(`${name}, *${other} = ${say.list(1)}`),
        scribe.declare(name, 'text', true),
        scribe.declare(other, 'list', true)
      ),
      () => (
        scribe.line(`${name} = ${other} = ${say.list(1)}`),
        scribe.declare(name, 'list', true),
        scribe.declare(other, 'list', true)
      ),
      () => (
        scribe.line(`(${name}, ${other}) = "ab"`),
        scribe.declare(name, 'text', true),
        scribe.declare(other, 'text', true)
      ),
      () => (
        scribe.line(`${name} = ${say.text(1)}; ${other} = ${say.list(1)}`),
        scribe.declare(name, 'text', true),
        scribe.declare(other, 'list', true)
      ),
      () => {
        scribe.line(`class ${name}:`);
        scribe.inset(() => scribe.line(`shared = ${say.list(1)}`));
        scribe.declare(name, 'session');
      },
      () => {
        scribe.line(`if (${name} := ${say.text(1)}):`);
        scribe.inset(() => scribe.line(`note(${name})`));
        scribe.declare(name, 'text', true);
      },
    );
  }

  function effect(): void {
    const text = scribe.seen('text', true);
    const number = scribe.seen('number', true);
    const list = scribe.seen('list');
    const map = scribe.seen('map');
    const set = scribe.seen('set');
    const client = scribe.seen('client');
    const ways: (() => string)[] = [
      () => `print(${say.any(1)})`,
      () => `note(${say.text(1)})`,
      () => `pure(${say.text(1)})`,
    ];
    if (text)
      ways.push(
        () => `${text} = ${say.text(1)}`,
        () => `${text} += ${say.text(0)}`,
      );
    if (number)
      ways.push(
        () => `${number} += 1`,
        () => `${number} = ${say.number(0)}`,
      );
    if (list)
      ways.push(
        () => `${list}.append(${say.text(1)})`,
        () => `${list}[0] = ${say.text(1)}`,
        () => `${list}.sort()`,
        () => `fill(${list})`,
        () => `del ${list}[0]`,
        () => `${list} += [${say.text(0)}]`,
        () => `print(*${list})`,
      );
    if (map)
      ways.push(
        () => `${map}["k"] = ${say.text(1)}`,
        () => `${map}[${say.text(0)}] = ${say.text(1)}`,
        () => `del ${map}["k"]`,
        () => `${map}.update(${say.map(1)})`,
        () => `fill(${map})`,
        () => `${map}.setdefault("inner", []).append(${say.text(0)})`,
        () => `${map} |= ${say.map(0)}`,
      );
    if (set) ways.push(() => `${set}.${chance.of(['add', 'discard'])}(${say.text(0)})`);
    if (client)
      ways.push(
        () => `${client}.put_object(Key=${say.text(1)})`,
        () => `${client}.meta.region = ${say.text(0)}`,
        () => `${client}.close()`,
        () => `fill(${client})`,
      );
    if (place.inMethod)
      ways.push(
        () => `self.prefix = ${say.text(0)}`,
        () => `self.seen.append(${say.text(0)})`,
      );
    if (scribe.maybe(0.05)) ways.push(() => `os.environ["STAGE"] = str(${say.text(0)})`);
    scribe.line(chance.of(ways)());
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
        block(`if ${say.condition()}:`, n);
        if (scribe.maybe(0.4)) block('else:', n);
      },
      () => {
        scribe.line(`if ${say.condition()}:`);
        scribe.inset(() => scribe.line(`return ${say.any(1)}`));
      },
      () => {
        block(`for ${it} in list(${say.list(1)}):`, n, [{ name: it, kind: 'text', open: true }]);
        if (scribe.maybe(0.2)) {
          scribe.inset(() => scribe.line(`if ${say.condition()}:`));
          scribe.inset(() => scribe.inset(() => scribe.line(chance.of(['break', 'continue']))));
        }
        if (scribe.maybe(0.15)) block('else:', 1);
      },
      () => block(`for i in range(${say.number(0)} % 4):`, n, [{ name: 'i', kind: 'number', open: true }]),
      () => block(`for ${it}, value in ${say.map(1)}.items():`, n, [{ name: it, kind: 'text', open: true }]),
      () => {
        block('try:', n);
        if (scribe.maybe(0.2)) scribe.inset(() => scribe.line(`raise ValueError(${say.text(0)})`));
        block('except Exception as error:', n);
        if (scribe.maybe(0.3)) block('finally:', 1);
      },
      () => block('with open(os.devnull) as file:', n),
      () => {
        scribe.line(`match ${say.text(0)}:`);
        scribe.inset(() => {
          block('case "a":', n);
          block('case _:', n);
        });
      },
    );
  }
}
