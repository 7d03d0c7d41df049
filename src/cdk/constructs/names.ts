/** Names that the library makes of construct paths. */
import type { Construct } from '../value.ts';

/**
 * The readable part of `Names.nodeUniqueId`, which ids of event sources have in them: `OrdersStackQueue`.
 * The library writes a hash of the path behind it; what compares paths does without.
 */
export function uniqueId(construct: Construct): string {
  const parts = construct.path.split('/').filter((part) => part !== 'Default');
  return parts
    .filter((part, index) => part !== 'Resource' && !(parts[index - 1] ?? '').endsWith(part))
    .map((part) => part.replace(/[^A-Za-z0-9]/g, ''))
    .join('')
    .slice(0, 240);
}
