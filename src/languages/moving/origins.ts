/** Where a value comes from, in words: "`tenantId` comes from the event". */
import type { Source } from '../../core/module.ts';
import type { Span } from '../../core/span.ts';
import type { Analysis } from '../analysis/analysis.ts';
import { looksLikeHandler } from '../facts/handlers.ts';
import type { Binding, FunctionNode } from '../tree.ts';

/** `handlers` are the places of the file's functions that Lambda calls. */
export const isHandler = ({ tree }: Analysis, fn: FunctionNode, handlers: readonly Span[]): boolean =>
  looksLikeHandler(tree, fn) || handlers.some(({ start, end }) => start === fn.at.start && end === fn.at.end);

/** Why a variable is not the same each time, as far as its flow tells. */
export function originOf(analysis: Analysis, binding: Binding, handlers: readonly Span[]): string | undefined {
  const name = `\`${binding.name}\``;
  const sources = analysis.flow.ofBinding(binding);
  const parameter = sources.find((it): it is Extract<Source, { kind: 'parameter' }> => it.kind === 'parameter');
  const fn = parameter && analysis.tree.functions[parameter.function];
  if (fn) {
    const what = whatIs(analysis, fn, parameter.index, handlers);
    if (binding.kind === 'parameter')
      return what.startsWith('the') ? `it depends on ${what}` : `it depends on the parameter ${what}`;
    return what.startsWith('the') ? `${name} comes from ${what}` : `${name} comes from the parameter ${what}`;
  }
  const volatile = sources.find((it): it is Extract<Source, { kind: 'volatile' }> => it.kind === 'volatile');
  return volatile && `${name} comes from \`${volatile.symbol}\`, which gives something else each time`;
}

function whatIs(analysis: Analysis, fn: FunctionNode, index: number, handlers: readonly Span[]): string {
  if (isHandler(analysis, fn, handlers)) {
    if (index === 0) return 'the event';
    if (index === 1) return 'the context';
  }
  return `\`${fn.parameters[index]?.name ?? ''}\``;
}
