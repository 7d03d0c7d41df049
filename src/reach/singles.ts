/** Of which classes there is one object, so that asking for one gives that which was made before. */
import type { ClassFact } from '../core/module.ts';
import { classIn } from './names.ts';
import { classAt, classKey, isConstructor, type ClassPlace, type Place, type Sources } from './reference.ts';

export interface Singles {
  readonly isSingle: (place: ClassPlace) => boolean;
  /** Whether a constructor runs for one object only, when an object is asked for of one of the classes, or of those above. */
  readonly isMadeOnce: (constructor: Place, made: () => readonly ClassPlace[]) => boolean;
}

/** Longer than lines of classes are. */
const deepest = 12;

export function singlesIn(sources: Sources): Singles {
  const known = new Map<string, boolean>();

  const isSingle = (place: ClassPlace): boolean =>
    classIn(place.module, place.name)?.single !== undefined || isKeptByMetaclass(place);

  function isKeptByMetaclass(place: ClassPlace): boolean {
    if (place.module.language !== 'python') return false;
    const key = classKey(place);
    const before = known.get(key);
    if (before !== undefined) return before;
    const isKept = firstAbove(place, ({ metaclass }, { module }) => {
      if (!metaclass) return undefined;
      const meta = classAt(sources, module, metaclass);
      // Of a class of a package, its name has to tell.
      const keeps = meta ? firstAbove(meta, ({ keepsObjects }) => keepsObjects) : undefined;
      return keeps ?? /singleton/i.test(metaclass.name);
    });
    known.set(key, isKept ?? false);
    return isKept ?? false;
  }

  /** What the class says, or the first above it that does. */
  function firstAbove<T>(
    place: ClassPlace,
    said: (node: ClassFact, place: ClassPlace) => T | undefined,
    depth = 0,
  ): T | undefined {
    const node = classIn(place.module, place.name);
    if (!node || depth > deepest) return undefined;
    const own = said(node, place);
    if (own !== undefined) return own;
    for (const base of node.bases) {
      const above = classAt(sources, place.module, base);
      const found = above && firstAbove(above, said, depth + 1);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  return {
    isSingle,
    isMadeOnce: ({ module, fn }, made) =>
      isConstructor(fn) &&
      (classIn(module, fn.method?.class ?? '')?.single === 'construction' ||
        (module.language === 'python' && made().some(isKeptByMetaclass))),
  };
}
