/** Which objects of libraries run what they are handed: applications and bots do, clients do not. */
import type { Creation } from '../core/module.ts';
import { contains } from '../core/span.ts';
import type { Made } from './thing.ts';

/** Clients tell whom they are handed of connections and errors alone; what is compiled, applications and bots run what they are made of. */
export const isClient = (made: Made): boolean =>
  creationsOf(made).some(
    ({ resource, onlyOf }) =>
      !(onlyOf && 'by' in onlyOf) && !resource.answers && !/^(compiled|container)$/.test(resource.kind),
  );

/** Whether it is an application or a bot. */
export const isAnswering = (made: Made): boolean => creationsOf(made).some(({ resource }) => resource.answers === true);

const creationsOf = ({ module, call }: Made): readonly Creation[] =>
  module.creations.filter(({ at, in: within }) => within === call.in && contains(at, call.at));
