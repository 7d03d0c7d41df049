/** How a trace calls functions. */
import type { Place } from './reference.ts';

/** What a file gives as a whole, `module.exports = …`, is called by the file, or by its folder. */
export const nameOf = ({ module, fn }: Place): string =>
  fn.name === 'exports' ? (/([^/]+?)(\/index)?\.\w+$/.exec(module.path)?.[1] ?? fn.name) : shortName(fn.name);

/** A class without a name is called by what it extends. */
export const shortName = (name: string): string =>
  name.replace(/\.(__init__|__post_init__|constructor)$/, '').replace(/(\w*)\$\d+(\.|$)/, '$1$2');
