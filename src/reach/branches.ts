/** Which branches of the functions that were reached may run, by what these are told. */
import { areSame, few } from '../core/memo.ts';
import type { When } from '../core/word.ts';
import { textsByMakers } from './captured.ts';
import type { Flags } from './flags.ts';
import type { Reached } from './reached.ts';
import { keyOf } from './reference.ts';
import type { Makers } from './site.ts';
import { holds, slotOf, type TextsOf, type Told } from './told.ts';

export interface Branches {
  /** What texts the parameters are given of a function, and of those around it. */
  readonly textsIn: (here: Reached) => TextsOf;
  /** Whether something may run in the function that asks for this. */
  readonly mayRun: (here: Reached, when: When | undefined) => boolean;
}

/** What was found of conditions, and what the function and those around it were told then, and by whom they were made. */
interface Found {
  readonly selves: Reached['selves'];
  readonly told: readonly (Told | Makers)[];
  readonly known: Map<When, boolean>;
}

/** `atLoad` tells which functions run when their modules are loaded. */
export function branchesIn(
  reached: ReadonlyMap<string, Reached>,
  flags: Flags,
  atLoad: () => ReadonlySet<string>,
): Branches {
  const found = new Map<Reached, Found>();

  /** What a function around was given when it was loaded, the calls tell that made what stands in it. */
  const textsIn =
    (here: Reached): TextsOf =>
    (parameter) => {
      if (parameter.function === here.fn.id) return here.told.get(slotOf(parameter));
      const key = keyOf(here.module, parameter.function);
      if (atLoad().has(key)) return textsByMakers(here, reached)(parameter);
      return reached.get(key)?.told.get(slotOf(parameter));
    };

  function mayRun(here: Reached, when: When | undefined): boolean {
    if (!when) return true;
    const texts = textsIn(here);
    const flagOf = (name: string): boolean | undefined => flags.of(here.selves, name);
    if (isShort(when)) {
      for (let at: When | undefined = when; at; at = at.within) if (!holds(at.asked, texts, flagOf)) return false;
      return true;
    }
    const known = knownIn(here);
    const unknown: When[] = [];
    let at: When | undefined = when;
    for (; at && !known.has(at); at = at.within) unknown.push(at);
    let may = !at || known.get(at) === true;
    for (const it of unknown.reverse()) {
      may &&= holds(it.asked, texts, flagOf);
      known.set(it, may);
    }
    return may;
  }

  function knownIn(here: Reached): Map<When, boolean> {
    const before = found.get(here);
    const told = toldAround(here);
    if (before && before.selves === here.selves && areSame(before.told, told)) return before.known;
    const known = new Map<When, boolean>();
    found.set(here, { selves: here.selves, told, known });
    return known;
  }

  function toldAround({ module, fn, told, makers }: Reached): readonly (Told | Makers)[] {
    const all: (Told | Makers)[] = [told, makers];
    for (let id = fn.parent; id !== undefined; id = module.functions[id]?.parent) {
      const around = reached.get(keyOf(module, id));
      all.push(around?.told, around?.makers);
    }
    return all;
  }

  return { textsIn, mayRun };
}

/** Whether going through all of it is quicker than to remember it. */
function isShort(when: When): boolean {
  let length = 0;
  for (let at: When | undefined = when; at && length <= few; at = at.within) length++;
  return length <= few;
}
