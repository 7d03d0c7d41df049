/** A name for a value, by what it is or where it goes. */
import type { ResourceKind } from '../../../core/module.ts';
import { lastPart } from '../../../core/symbol.ts';
import type { Analysis } from '../../analysis/analysis.ts';
import { methodOf } from '../../analysis/builtins.ts';
import { isOfEnvironment, symbolOf } from '../../analysis/sharing.ts';
import { creationsOf } from '../../facts/creations.ts';
import type { Expression } from '../../tree.ts';
import { plainWords, wordsFor } from '../naming.ts';

export interface ValueName {
  readonly words: readonly string[];
  /** What tells it apart where the words alone are taken. */
  readonly suffix: string;
  readonly kind: ResourceKind | undefined;
}

export function wordsForValue(analysis: Analysis, expression: Expression): ValueName {
  const located = creationsOf(analysis).find(({ whole, call }) => whole === expression || call === expression);
  if (located) return { words: wordsFor(analysis, located), suffix: 'client', kind: located.fact.resource.kind };
  return { words: wordsOf(analysis, expression), suffix: 'value', kind: undefined };
}

function wordsOf(analysis: Analysis, expression: Expression): readonly string[] {
  const parent = analysis.parents.get(expression);
  if (parent?.kind === 'object') {
    const key = parent.entries.find(({ value }) => value === expression)?.key;
    if (key !== undefined && /[a-z]/i.test(key)) return plainWords(key);
  }
  if (parent?.kind === 'call') {
    const name = parent.arguments.find(({ value }) => value === expression)?.name;
    if (name !== undefined) return plainWords(name);
  }
  if (expression.kind === 'member' && !expression.computed) return plainWords(expression.property);
  if (isOfEnvironment(analysis, expression) && expression.kind === 'member') return plainWords(expression.property);
  if (expression.kind === 'literal') return ['pattern'];
  if (expression.kind !== 'call')
    return expression.kind === 'list' || expression.kind === 'object' ? ['values'] : ['value'];
  const [first] = expression.arguments;
  if (/(?:getenv|environ\.get)$/.test(symbolOf(analysis, expression.callee)) && first?.value.kind === 'literal')
    return plainWords(String(first.value.value));
  const { callee } = expression;
  // What is done to a text says less than where it comes from.
  if (
    callee.kind === 'member' &&
    (isOfEnvironment(analysis, callee.object) || callee.object.kind === 'call') &&
    methodOf(callee.property, analysis.tree.language)
  )
    return wordsOf(analysis, callee.object);
  const last =
    lastPart(symbolOf(analysis, expression.callee)) ||
    (expression.callee.kind === 'member' ? expression.callee.property : '');
  return usual.get(last) ?? plainWords(last);
}

const usual: ReadonlyMap<string, readonly string[]> = new Map([
  ['compile', ['pattern']],
  ['RegExp', ['pattern']],
  ['join', ['path']],
  ['resolve', ['path']],
  ['split', ['parts']],
  ['getLogger', ['logger']],
  ['parse', ['value']],
  ['valueOf', ['value']],
  ['toString', ['value']],
  ['get', ['value']],
  ['find', ['value']],
  ['loads', ['value']],
  ['of', ['values']],
]);
