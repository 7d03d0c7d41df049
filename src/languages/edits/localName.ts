import type { Tree } from '../tree.ts';

/**
 * What a file may call that which the SDK of AWS has under a name: the same, or a name that says whose it is where the file
 * means something else by it, `const S3 = new AWS.S3()`; undefined where it means something else by both.
 */
export function localName(tree: Tree, name: string, reserved: ReadonlySet<string> = new Set()): string | undefined {
  const isFree = (it: string): boolean =>
    !tree.unresolved.has(it) && !reserved.has(it) && !tree.bindings.some((binding) => binding.name === it);
  const prefix = /^[A-Z]/.test(name) ? 'Aws' : 'aws';
  return [name, `${prefix}${name.charAt(0).toUpperCase()}${name.slice(1)}`].find(isFree);
}
