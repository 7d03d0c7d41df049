/** One template as a part of an application: its parameters, conditions and outputs, decided when they are asked for. */
import { unknown, type Known } from '../../core/known.ts';
import { directoryOf, join } from '../../core/paths.ts';
import type { Resource } from '../../core/resource.ts';
import { valueAt, type Value } from '../../core/value.ts';
import { at, entryOf, type MapEntry, type Node, type Parsed } from '../node.ts';
import { truthOf, valueOf } from './evaluate.ts';
import type { ExpandedEntry } from './forEach.ts';
import { keyIn, outputsOf, resourceEntries, resourcesOf } from './resources.ts';
import type { Override } from './samconfig.ts';
import { mostConditions, type Scope, type Where } from './scope.ts';
import { unknownValue } from './texts.ts';

export interface Stack {
  readonly path: string;
  readonly root: Node | undefined;
  readonly entries: () => ReadonlyMap<string, ExpandedEntry>;
  readonly resources: () => readonly Resource[];
  readonly outputs: () => ReadonlyMap<string, Value>;
  readonly value: (node: Node, where: Where) => Value | undefined;
  /** What nests it: it gets its parameters from there. */
  readonly nestedBy: Nesting[];
  /** What it nests, by logical id. */
  readonly nested: Map<string, Stack>;
}

export interface Nesting {
  /** `Properties.Parameters` of the resource that nests. */
  readonly parameters: Value | undefined;
}

export interface Surroundings {
  readonly overrides: ReadonlyMap<string, Override>;
  readonly parse: (path: string) => Parsed | undefined;
  readonly tell: Scope['tell'];
  readonly budget: Scope['budget'];
}

export function stackOf(path: string, root: Node | undefined, { overrides, parse, tell, budget }: Surroundings): Stack {
  const where: Where = { path, from: 'resource', names: new Map(), depth: 0 };
  const nestedBy: Nesting[] = [];
  const nested = new Map<string, Stack>();
  const parameters = new Map<string, Value | undefined>();
  const conditions = new Map<string, Known<boolean> | 'underway'>();
  /** How many conditions are being decided, each for the one before it. */
  let deciding = 0;

  const scope: Scope = {
    path,
    budget,
    tell,
    keyOf: (id) => (entries().has(id) || isDeclared(id) ? keyIn(path, id) : undefined),
    parameter: (name) => {
      if (!parameters.has(name)) {
        const place = { at: { path, start: 0, end: 0 }, from: 'parameter' } as const;
        parameters.set(name, unknownValue('it refers to itself', place));
        parameters.set(name, parameterOf(name));
      }
      return parameters.get(name);
    },
    decide: (name) => {
      const before = conditions.get(name);
      const node = entryOf(at(root, 'Conditions'), name)?.value;
      if (before === 'underway') {
        tell(`condition`, `The condition \`${name}\` refers to itself.`, node ?? { start: 0, end: 0 }, path);
        return unknown('a condition refers to itself');
      }
      if (before) return before;
      if (deciding >= mostConditions) return unknown('its conditions lead too far');
      conditions.set(name, 'underway');
      deciding++;
      const decided = node ? truthOf(node, where, scope) : unknown(`there is no condition \`${name}\``);
      deciding--;
      conditions.set(name, decided);
      return decided;
    },
    defaultBehind: (name) => {
      const seen = new Set<string>();
      const behind = (condition: string): string | undefined => {
        if (seen.has(condition) || seen.size >= mostConditions) return undefined;
        seen.add(condition);
        const node = entryOf(at(root, 'Conditions'), condition)?.value;
        return node && firstOf(node, (kind, it) => (kind === 'Ref' ? (isDefault(it) ? it : undefined) : behind(it)));
      };
      return behind(name);
    },
    mapping: ([map = '', top = '', second = '']) => {
      const found = at(root, 'Mappings', map, top, second);
      return found && { node: found, where: { ...where, from: 'mapping' } };
    },
    output: (id, name) => nested.get(id)?.outputs().get(name),
    include: (location, there) => {
      const local = localPath(there.path, location);
      const included = local === undefined ? undefined : parse(local)?.root;
      return included && local !== undefined ? { node: included, where: { ...there, path: local } } : undefined;
    },
  };

  const entries = lazily(() => resourceEntries(root, where, scope), new Map());
  /** While loops are followed, what they make is not known yet. */
  const isDeclared = (id: string): boolean => at(root, 'Resources', id) !== undefined;

  /** Neither `samconfig.toml` nor a template that nests this one gives the parameter another value. */
  function isDefault(name: string): boolean {
    const value = parameterOf(name);
    return value?.from === 'parameter' && value.kind !== 'unknown' && value.at.path === path;
  }

  function parameterOf(name: string): Value | undefined {
    const entry = entryOf(at(root, 'Parameters'), name);
    if (!entry) return undefined;
    const [first, ...others] = nestedBy.map((by) => valueAt(by.parameters, name));
    if (!first) return others.some((other) => other) ? ofSeveral(name, entry) : ownParameter(name, entry);
    return others.every((other) => isSame(first, other)) ? first : ofSeveral(name, entry);
  }

  const ofSeveral = (name: string, { keyRange }: MapEntry): Value =>
    unknownValue(`it is the parameter \`${name}\`, which is given different values`, {
      at: { path, start: keyRange.start, end: keyRange.end },
      from: 'parameter',
    });

  function ownParameter(name: string, { value: node, keyRange }: MapEntry): Value {
    const type = at(node, 'Type');
    const typeName = type?.kind === 'scalar' ? String(type.value) : 'String';
    const without = (why: string): Value =>
      unknownValue(`it is the parameter \`${name}\`, which ${why}`, {
        at: { path, start: keyRange.start, end: keyRange.end },
        from: 'parameter',
      });
    if (typeName.startsWith('AWS::SSM::')) return without('is read from Parameter Store at deployment');
    const fallback = entryOf(node, 'Default')?.value;
    const written =
      overrides.get(name) ??
      (fallback?.kind === 'scalar' && fallback.value !== null
        ? { value: fallback.value, at: { path, start: fallback.start, end: fallback.end } }
        : undefined);
    if (!written) return without('has no default');
    const scalar = (value: string | number | boolean): Value => ({
      kind: 'scalar',
      value,
      at: written.at,
      from: 'parameter',
    });
    if (!/^(CommaDelimitedList$|List<)/.test(typeName)) return scalar(written.value);
    const items = String(written.value)
      .split(',')
      .map((item) => scalar(item.trim()));
    return { kind: 'list', items, at: written.at, from: 'parameter' };
  }

  return {
    path,
    root,
    nestedBy,
    nested,
    entries,
    resources: lazily(() => resourcesOf(root, entries(), where, scope), []),
    outputs: lazily(() => outputsOf(root, where, scope), new Map()),
    value: (node, there) => valueOf(node, there, scope),
  };
}

/** The path of a file that a template names; undefined for what lies in S3 or elsewhere. */
export const localPath = (template: string, location: string): string | undefined =>
  /^([a-z][a-z0-9+.-]*:|\/)/i.test(location) ? undefined : join(directoryOf(template), location);

const isSame = (a: Value, b: Value | undefined): boolean =>
  a.kind === 'scalar' && b?.kind === 'scalar' && String(a.value) === String(b.value);

/** `underWay` is what whoever asks for it while it is made gets. */
function lazily<T>(make: () => T, underWay: T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    if (made) return made.value;
    made = { value: underWay };
    made = { value: make() };
    return made.value;
  };
}

/** The first thing that is found out about the parameters and conditions that a condition names. */
function firstOf(
  node: Node,
  find: (kind: 'Ref' | 'Condition', name: string) => string | undefined,
): string | undefined {
  switch (node.kind) {
    case 'scalar':
      return undefined;
    case 'list':
      return firstThat(node.items, (item) => firstOf(item, find));
    case 'map':
      return firstThat(node.entries, ({ value }) => firstOf(value, find));
    case 'intrinsic': {
      const { name, argument } = node;
      if ((name === 'Ref' || name === 'Condition') && argument.kind === 'scalar')
        return find(name, String(argument.value));
      return firstOf(argument, find);
    }
  }
}

function firstThat<T>(items: readonly T[], find: (item: T) => string | undefined): string | undefined {
  for (const item of items) {
    const found = find(item);
    if (found !== undefined) return found;
  }
  return undefined;
}
