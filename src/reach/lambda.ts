/** What Lambda hands to a handler. */
import { clean, type Taint } from './parts.ts';
import { builtBy, type Place, type Sources } from './reference.ts';

/** For each of the handler's parameters. */
export const handedByLambda = (place: Place, sources: Sources): readonly Taint[] =>
  place.fn.parameters.map((_, index, all) =>
    isLeftOut(place, index, sources)
      ? clean
      : { why: isContext(place, index, all.length) ? 'the context' : 'the event' },
  );

/** A handler of streams of Java takes the output between them. */
const isContext = ({ module }: Place, index: number, count: number): boolean =>
  module.language === 'java' ? index > 0 && index === count - 1 : index === 1;

/** Lambda hands over two; what a function of Python takes beyond them is there for tests, unless a decorator of a library fills it. */
const isLeftOut = ({ module, fn }: Place, index: number, sources: Sources): boolean =>
  module.language === 'python' && index > 1 && fn.wrappers.every((it) => builtBy(it, module, sources).length > 0);
