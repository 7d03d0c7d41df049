/** `Fn::ForEach`: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-foreach.html */
import type { MapNode, Node, Range } from '../node.ts';
import type { Value } from '../../core/value.ts';
import type { Scope, Where } from './scope.ts';

export interface ExpandedEntry {
  readonly key: string;
  readonly keyRange: Range;
  readonly value: Node;
  readonly where: Where;
  /** It is one of those that a loop makes. */
  readonly looped: boolean;
}

/** CloudFormation has no more than 500 resources in a template; loops within loops make more than anybody reads. */
const mostEntries = 5000;
const deepestLoop = 5;

type Evaluate = (node: Node, where: Where) => Value | undefined;

export const hasLoops = (node: MapNode): boolean => node.entries.some(({ key }) => key.startsWith('Fn::ForEach::'));

/** The entries of a map, with those that its loops make. */
export function expandedEntries(
  node: MapNode,
  where: Where,
  tell: Scope['tell'],
  valueOf: Evaluate,
): readonly ExpandedEntry[] {
  const plain = (it: MapNode['entries'][number]): ExpandedEntry => ({ ...it, key: it.key, where, looped: false });
  if (!hasLoops(node)) return node.entries.map(plain);
  const left = { count: mostEntries };
  return node.entries.flatMap((entry) =>
    entry.key.startsWith('Fn::ForEach::') ? loop(entry.key, entry.value, where, 0) : [plain(entry)],
  );

  /** `[Identifier, Collection, { OutputKey: OutputValue }]` */
  function loop(key: string, node: Node, where: Where, depth: number): readonly ExpandedEntry[] {
    const [identifier, collection, body] = node.kind === 'list' ? node.items : [];
    const name = identifier?.kind === 'scalar' ? String(identifier.value) : undefined;
    const list = collection && valueOf(collection, where);
    if (name === undefined || body?.kind !== 'map' || list?.kind !== 'list' || depth > deepestLoop) {
      tell(key, `\`${key}\` cannot be followed, so what it makes is not found.`, node, where.path);
      return [];
    }
    const result: ExpandedEntry[] = [];
    for (const item of list.items) {
      if (left.count < 0) return result;
      const items = item.kind === 'list' ? item.items : [item];
      for (const each of items) {
        if (each.kind !== 'scalar') {
          tell(
            key,
            `What \`${key}\` goes over is decided at deployment, so what it makes is not found.`,
            node,
            where.path,
          );
          continue;
        }
        const names = new Map([...where.names, [name, String(each.value)]]);
        const there = { ...where, names };
        for (const entry of body.entries) {
          if (--left.count < 0) {
            tell(
              'loops',
              `\`${key}\` makes more than any template may have; a part of it was not read.`,
              node,
              where.path,
            );
            return result;
          }
          if (entry.key.startsWith('Fn::ForEach::')) result.push(...loop(entry.key, entry.value, there, depth + 1));
          else
            result.push({
              key: entry.key.replace(/[$&]\{([A-Za-z0-9]+)\}/g, (whole, it: string) =>
                (names.get(it) ?? whole).replace(/[^A-Za-z0-9]/g, whole.startsWith('&') ? '' : '$&'),
              ),
              keyRange: entry.keyRange,
              value: entry.value,
              where: there,
              looped: true,
            });
        }
      }
    }
    return result;
  }
}
