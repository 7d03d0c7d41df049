/** Whether a call asks by HTTP for the public keys that tokens are verified with: its address says so, or its name does. */
import { asksByHttp } from '../../core/keySets.ts';
import type { Analysis } from '../analysis/analysis.ts';
import type { CallExpression, Expression } from '../tree.ts';
import { expressionsWithin } from '../walk.ts';

const ofKeys = /jwks|\.well-known\/openid-configuration/i;

/** The same call reads them from a file or a stream. */
const loadsKeys = /\bJWKSet\.load$/;
const address = /^java\.net\.UR[LI]\b/;

const deepest = 3;

export function asksForKeys({ tree, symbols }: Analysis, { callee, arguments: [from] }: CallExpression): boolean {
  const { symbol } = symbols.of(callee);
  return from !== undefined && asksByHttp.test(symbol) && isOfKeys(from.value, 0);

  function isOfKeys(value: Expression, depth: number): boolean {
    if (loadsKeys.test(symbol) ? isAddress(value) : ofKeys.test(tree.text.slice(value.start, value.end))) return true;
    if (depth === deepest) return false;
    return [...expressionsWithin(value)].some(
      (part) =>
        part.kind === 'name' &&
        part.binding?.kind === 'variable' &&
        part.binding.writes.some((write) => write.value !== undefined && isOfKeys(write.value, depth + 1)),
    );
  }

  function isAddress(value: Expression): boolean {
    return [...expressionsWithin(value)].some(
      (part) => part.kind === 'call' && address.test(symbols.of(part.callee).symbol),
    );
  }
}
