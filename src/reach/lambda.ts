/** What Lambda hands to a handler. */
import type { ModuleFacts } from '../core/module.ts';
import { boundArguments } from './binding.ts';
import { clean, type Taint } from './parts.ts';
import { builtBy, type Place, type Sources } from './reference.ts';

/** For each of the handler's parameters; `modules` are all that the entry loads. */
export function handedByLambda(place: Place, modules: readonly ModuleFacts[], sources: Sources): readonly Taint[] {
  const bound = place.module.language === 'java' ? 0 : boundArguments(place.fn, modules, sources);
  return place.fn.parameters.map((_, index, all) =>
    index < bound || isLeftOut(place, index, sources)
      ? clean
      : { why: isContext(place, index - bound, all.length - bound) ? 'the context' : 'the event' },
  );
}

/** A handler of streams of Java takes the output between them. */
const isContext = ({ module }: Place, index: number, count: number): boolean =>
  module.language === 'java' ? index > 0 && index === count - 1 : index === 1;

/** Lambda hands over two; what a function of Python takes beyond them is there for tests, unless a decorator of a library fills it. */
const isLeftOut = ({ module, fn }: Place, index: number, sources: Sources): boolean =>
  module.language === 'python' && index > 1 && fn.wrappers.every((it) => builtBy(it, module, sources).length > 0);
