/**
 * Packages that are not there: whatever is taken from them, built of them or called on them works and is written down.
 * A thing is known by how it was made and by what was done to it since, so that a shared one that remembers
 * something of an earlier invocation does not pass for a new one.
 */
import { sdkV2Core } from '../../src/core/sdkV2.ts';
import type { Observed } from './run.ts';

export interface StandIns {
  readonly load: (specifier: string) => unknown;
  /** What was written down since the last time. */
  readonly take: () => Observed;
  readonly show: (value: unknown) => string;
  readonly console: Readonly<Record<string, unknown>>;
  readonly fetch: unknown;
  readonly loaded: () => readonly string[];
}

interface Thing {
  readonly label: string;
  /** What it belongs to: the client of `client.middlewareStack`. */
  readonly owner: Thing | undefined;
  readonly children: Map<string, unknown>;
  /** What was done to an owner since it was made. */
  readonly changes: string[];
  /** The names that it has; any, when it is not said. */
  readonly only?: ReadonlySet<string>;
  closed: boolean;
  /** It broke by itself, and whoever listens was told. */
  broken: boolean;
  readonly listeners: (() => void)[];
  /** Awaiting it gives the value, or fails. */
  pending: 'no' | 'value' | 'failure';
  captured: boolean;
}

/** An argument with this word in it makes a call fail. */
const failing = /boom/;
/** An argument with this word in it makes the first attempt to connect fail. */
const flaky = /flaky/;
/** An argument with this word in it finds the connection broken. */
const losing = /lost/;
/** Factories that give a promise of what they build. */
const promising =
  /^(mysql2\/promise\.createConnection|mongoose\.connect|mongodb\.MongoClient\.connect|onnxruntime-node\.InferenceSession\.create)$/;
const factory =
  /^(mysql2?(\/promise)?\.create(Connection|Pool)|serverless-mysql|mongoose\.createConnection|knex(\.knex)?|redis\.createClient|axios\.create|@aws-sdk\/lib-dynamodb\.DynamoDBDocument(Client)?\.from)$/;
/** Classes whose objects only say something. */
const plain = /(Command|Endpoint|Config|Credentials|Handler|Error|Agent)$/;
const quiet = /^aws-xray-sdk\.(captureAWS|captureAWSClient|captureAWSv3Client)$|\.(fromEnv|marshall|unmarshall)$/;
const closes = /\.(close|end|quit|disconnect|destroy|\$disconnect)$/;
/** Hears of a connection, and changes nothing about it. */
const listens = /\.on\("(?:error|end)", a function\)$/;
const registers =
  /\.(middlewareStack\.\w+|use|on|once|addListener|interceptors\.\w+\.use|config\.update|defaults\.\w+|set)$/;
const overLists: ReadonlySet<string> = new Set('map forEach filter find some every reduce flatMap'.split(' '));

export function standIns(): StandIns {
  let constructions: string[] = [];
  let calls: string[] = [];
  const loaded: string[] = [];
  const attempted = new Set<string>();
  const things = new WeakMap<object, Thing>();
  const modules = new Map<string, unknown>();
  /** The settings of `aws-sdk`, which every client takes when it is made. */
  const sdk = thing('aws-sdk.config', undefined);

  function thing(label: string, owner: Thing | undefined, more: Partial<Thing> = {}): Thing {
    return {
      label,
      owner,
      children: new Map(),
      changes: [],
      closed: false,
      broken: false,
      listeners: [],
      pending: 'no',
      captured: false,
      ...more,
    };
  }

  function proxy(it: Thing): unknown {
    const target = function () {
      // Only its traps are used.
    };
    const result: object = new Proxy(target, {
      get: (_, key) => get(it, result, key),
      has: () => true,
      set: (_, key, value) => {
        const owner = it.owner ?? it;
        owner.changes.push(`${it.label.slice(owner.label.length)}.${String(key)} = ${show(value)}`);
        it.children.set(String(key), value);
        return true;
      },
      apply: (_, __, args: unknown[]) => call(it, args),
      construct: (_, args: unknown[]) => build(it, args) as object,
    });
    things.set(result, it);
    return result;
  }

  function get(it: Thing, self: object, key: string | symbol): unknown {
    if (key === Symbol.toPrimitive) return () => show(self);
    if (key === Symbol.iterator) return () => elements(it)[Symbol.iterator]();
    if (key === Symbol.asyncIterator) return () => elements(it)[Symbol.iterator]();
    if (typeof key === 'symbol') return undefined;
    if (key === 'then' || key === 'catch' || key === 'finally') {
      if (it.pending === 'no') return undefined;
      const promise = new Promise(whenDone(it));
      return promise[key].bind(promise);
    }
    if (key === 'prototype') return {};
    if (key === '__esModule') return it.owner === undefined && modules.has(it.label);
    if (key === 'default' && !it.label.includes('.')) return self;
    if (key === 'toString' || key === 'toJSON' || key === 'valueOf') return () => show(self);
    if (key === 'bind') return () => self;
    if (overLists.has(key) && /\)[^()]*$/.test(it.label)) {
      return (...args: unknown[]) =>
        (elements(it) as unknown as Record<string, (...a: unknown[]) => unknown>)[key]?.(...args);
    }
    if (it.only && !it.only.has(key)) return undefined;
    if (!it.children.has(key)) {
      const owner = modules.has(it.label) ? undefined : (it.owner ?? it);
      it.children.set(key, proxy(thing(`${it.label}.${key}`, owner, { captured: it.captured })));
    }
    return it.children.get(key);
  }

  const elements = (it: Thing): readonly unknown[] =>
    ['[0]', '[1]'].map((part) => proxy(thing(it.label + part, it.owner ?? it)));

  const whenDone = (it: Thing) => (resolve: (value: unknown) => void, reject?: (why: unknown) => void) => {
    if (it.pending === 'failure') reject?.(new Error(`${it.label} failed`));
    else resolve(proxy({ ...it, pending: 'no' }));
  };

  function build(it: Thing, args: readonly unknown[]): unknown {
    const config = it.label.startsWith('aws-sdk.') && sdk.changes.length > 0 ? ` under ${sdk.changes.join(', ')}` : '';
    const made = thing(`new ${it.label}(${args.map(show).join(', ')})${config}`, undefined);
    if (it.captured) made.changes.push('captured');
    if (!plain.test(it.label)) constructions.push(made.label);
    return proxy(made);
  }

  function call(it: Thing, args: readonly unknown[]): unknown {
    const owner = it.owner ?? it;
    const text = `${it.label}(${args.map(show).join(', ')})`;
    if (promising.test(it.label)) {
      const fails = flaky.test(text) && !attempted.has(text);
      attempted.add(text);
      constructions.push(text);
      return proxy(thing(text, undefined, { pending: fails ? 'failure' : 'value' }));
    }
    if (factory.test(it.label)) {
      constructions.push(text);
      return proxy(thing(text, undefined));
    }
    if (quiet.test(it.label)) return captured(it, args) ?? proxy(thing(text, undefined));
    if (owner.closed && !(owner.broken && closes.test(it.label))) throw new Error(`${owner.label} is closed`);
    calls.push(owner.changes.length > 0 ? `${text} after ${owner.changes.join(', ')}` : text);
    if (closes.test(it.label)) owner.closed = true;
    if (listens.test(text)) return listen(owner, args);
    if (losing.test(text)) lose(owner);
    if (registers.test(it.label)) owner.changes.push(text.slice(owner.label.length));
    // What is set again in the same way decides nothing anew.
    if (it.label.startsWith('aws-sdk.config.') && sdk.changes.at(-1) !== text) sdk.changes.push(text);
    const result = thing(text, undefined, { pending: failing.test(text) || losing.test(text) ? 'failure' : 'value' });
    const last = args.at(-1);
    // Node's callbacks: the error first.
    if (typeof last === 'function' && !things.has(last) && last.length === 2) {
      const error = result.pending === 'failure' ? new Error(`${text} failed`) : null;
      queueMicrotask(() => (last as (...values: unknown[]) => unknown)(error, proxy({ ...result, pending: 'no' })));
    }
    return proxy(result);
  }

  function listen(owner: Thing, [, listener]: readonly unknown[]): unknown {
    if (typeof listener === 'function') owner.listeners.push(listener as () => void);
    return proxy(owner);
  }

  /** A query that finds out is told so; of connections of `mysql2` nobody else is. */
  function lose(owner: Thing): void {
    owner.closed = true;
    owner.broken = true;
    if (!owner.label.startsWith('mysql2')) for (const listener of owner.listeners) listener();
  }

  /** The X-Ray SDK gives back what it is given, and what it was given is watched from then on. */
  function captured(it: Thing, [value]: readonly unknown[]): unknown {
    if (!it.label.includes('captureAWS')) return undefined;
    const given = things.get(value as object);
    if (!given) return value;
    if (!it.label.endsWith('captureAWS')) {
      given.changes.push('captured');
      return value;
    }
    return proxy({ ...given, children: new Map(), captured: true });
  }

  function load(specifier: string): unknown {
    loaded.push(specifier);
    const before = modules.get(specifier);
    if (before) return before;
    const made = moduleFor(specifier);
    modules.set(specifier, made);
    return made;
  }

  function moduleFor(written: string): unknown {
    const specifier = written.replace(/^(aws-sdk\/.*)\.js$/, '$1');
    if (specifier === '@middy/core') return middy;
    const service = /^aws-sdk\/clients\/(\w+)$/.exec(specifier)?.[1];
    const whole = modules.get('aws-sdk') ?? proxy(thing('aws-sdk', undefined));
    modules.set('aws-sdk', whole);
    if (service !== undefined) return (whole as Record<string, unknown>)[nameOfService(service)];
    if (specifier === 'aws-sdk/global') {
      const known = [...sdkV2Core].map((name) => [name, (whole as Record<string, unknown>)[name]] as const);
      return Object.fromEntries(known);
    }
    if (specifier === 'aws-sdk') return whole;
    const label = specifier.replace(/^aws-xray-sdk-core$/, 'aws-xray-sdk');
    modules.set(label, undefined);
    return proxy(thing(label, undefined));
  }

  /** Own functions of a program are shown by what they are, not by their text, which a fix may change. */
  function show(value: unknown): string {
    if (typeof value === 'function' || (typeof value === 'object' && value !== null)) {
      const it = things.get(value);
      if (it) return it.changes.length > 0 ? `${it.label}{${it.changes.join(', ')}}` : it.label;
      if (typeof value === 'function') return 'a function';
      if (Array.isArray(value)) return `[${value.map(show).join(', ')}]`;
      if (/Error$/.test((value as Error).constructor.name))
        return `${(value as Error).name}: ${(value as Error).message}`;
      return `{${Object.entries(value)
        .map(([key, inner]) => `${key}: ${show(inner)}`)
        .join(', ')}}`;
    }
    return typeof value === 'string' ? JSON.stringify(value) : String(value);
  }

  const recorded = (name: string) => proxy(thing(name, undefined));
  return {
    load,
    take: () => {
      const observed = { constructions, calls };
      constructions = [];
      calls = [];
      return observed;
    },
    show,
    console: Object.fromEntries(
      ['log', 'error', 'info', 'warn', 'debug'].map((name) => [name, recorded(`console.${name}`)]),
    ),
    fetch: recorded('fetch'),
    loaded: () => loaded,
  };
}

/** The services of v2 that the programs use, by the names of their modules. */
const services = ['DynamoDB', 'SQS', 'SNS', 'S3', 'EventBridge', 'Lambda', 'StepFunctions', 'SSM', 'SES', 'KMS', 'STS'];

function nameOfService(module: string): string {
  const name = services.find((it) => it.toLowerCase() === module);
  if (name === undefined) throw new Error(`Cannot find module 'aws-sdk/clients/${module}'`);
  return name;
}

function middy(handler: (...args: unknown[]) => unknown) {
  const wrapped = (event: unknown, context: unknown) => handler(event, context);
  return Object.assign(wrapped, { use: () => wrapped, before: () => wrapped, after: () => wrapped });
}
