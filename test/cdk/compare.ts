/** Two models of the same app, property by property. */
import { constructOf, pairsOf } from '../../src/cdk/pairing.ts';
import type { Resource } from '../../src/core/resource.ts';
import type { Value } from '../../src/core/value.ts';

export interface Difference {
  readonly type: string;
  readonly id: string;
  /** `Environment.Variables.TABLE`; '' of the resource itself. */
  readonly property: string;
  readonly source: string;
  readonly synthesized: string;
}

export const absent = 'absent';

export function differencesOf(source: readonly Resource[], synthesized: readonly Resource[]): readonly Difference[] {
  const pairs = pairsOf(source, synthesized);
  const paired = new Set([...pairs.values()].map(({ key }) => key));
  const here = namesOf(source);
  // What is named after a hash has the name that the source gives it.
  const there = new Map([
    ...namesOf(synthesized),
    ...[...pairs].map(([key, mine]) => [key, constructOf(mine)] as const),
  ]);
  const differences: Difference[] = [];
  for (const theirs of synthesized) {
    const mine = pairs.get(theirs.key);
    const about = { type: theirs.type, id: constructOf(mine ?? theirs) };
    if (!mine) {
      differences.push({ ...about, property: '', source: absent, synthesized: 'present' });
      continue;
    }
    const left = new Map(leavesOf(mine.properties, here));
    const right = new Map(leavesOf(theirs.properties, there));
    for (const property of new Set([...left.keys(), ...right.keys()])) {
      const [a, b] = [left.get(property) ?? absent, right.get(property) ?? absent];
      if (a !== b) differences.push({ ...about, property, source: a, synthesized: b });
    }
  }
  for (const mine of source)
    if (!paired.has(mine.key))
      differences.push({
        type: mine.type,
        id: constructOf(mine),
        property: '',
        source: 'present',
        synthesized: absent,
      });
  return differences;
}

export const printed = ({ type, id, property, source, synthesized }: Difference): string =>
  `${type} ${id} ${property}: ${source} in the source, ${synthesized} in the template`;

const namesOf = (resources: readonly Resource[]): ReadonlyMap<string, string> =>
  new Map(resources.map((resource) => [resource.key, constructOf(resource)]));

function* leavesOf(value: Value, names: ReadonlyMap<string, string>, path = ''): Generator<readonly [string, string]> {
  const below = (key: string | number): string => (path === '' ? String(key) : `${path}.${key}`);
  switch (value.kind) {
    case 'map':
      if (value.open !== undefined) yield [below('…'), `open: ${value.open}`];
      for (const [key, { value: inner }] of value.entries) yield* leavesOf(inner, names, below(key));
      return;
    case 'list':
      if (value.open !== undefined) yield [below('…'), `open: ${value.open}`];
      for (const [index, item] of value.items.entries()) yield* leavesOf(item, names, below(index));
      return;
    default:
      yield [path, textOf(value, names)];
  }
}

function textOf(value: Value, names: ReadonlyMap<string, string>): string {
  switch (value.kind) {
    case 'scalar':
      return JSON.stringify(String(value.value));
    case 'reference':
      return `\${${names.get(value.to) ?? value.to}${value.attribute === undefined ? '' : `.${value.attribute}`}}`;
    case 'text':
      return value.parts.map((part) => (typeof part === 'string' ? part : textOf(part, names))).join('');
    case 'unknown':
      return `unknown: ${value.why}`;
    default:
      return value.kind;
  }
}
