/** How rules speak of a call that an invocation reaches. */
import type { ReachedCall } from '../core/rule.ts';

/** `get_parameter`, `GetParameterCommand`. */
export const nameOf = ({ call: { symbol, method = '' } }: ReachedCall): string =>
  symbol.slice(Math.max(symbol.lastIndexOf('.'), symbol.lastIndexOf('#')) + 1) || method;

export const wayOf = ({ trace }: ReachedCall): string => trace.map(({ label }) => label).join(' → ');

/** Why it is not accused. `gives` is what it does for who calls it: `gives`, `fetches`. */
export function evidenceOf(it: ReachedCall, gives: string): string {
  const call = `\`${nameOf(it)}\``;
  switch (it.verdict.kind) {
    case 'kept':
      return `What ${call} ${gives} is kept: ${it.verdict.because}.`;
    case 'of-the-event':
      return `${call} is rightly called on each invocation: ${it.verdict.because}.`;
    default:
      return `A condition decides whether ${call} is called.`;
  }
}
