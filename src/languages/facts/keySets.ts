/** Whether a call asks by HTTP for the public keys that tokens are verified with: its address says so. */
import { asksByHttp } from '../../core/keySets.ts';
import type { Analysis } from '../analysis/analysis.ts';
import type { CallExpression, Expression } from '../tree.ts';
import { expressionsWithin } from '../walk.ts';

const ofKeys = /jwks|\.well-known\/openid-configuration/i;

const deepest = 3;

export function asksForKeys({ tree, symbols }: Analysis, { callee, arguments: [address] }: CallExpression): boolean {
  return address !== undefined && asksByHttp.test(symbols.of(callee).symbol) && isOfKeys(address.value, 0);

  function isOfKeys(value: Expression, depth: number): boolean {
    if (ofKeys.test(tree.text.slice(value.start, value.end))) return true;
    if (depth === deepest) return false;
    return [...expressionsWithin(value)].some(
      (part) =>
        part.kind === 'name' &&
        part.binding?.kind === 'variable' &&
        part.binding.writes.some((write) => write.value !== undefined && isOfKeys(write.value, depth + 1)),
    );
  }
}
