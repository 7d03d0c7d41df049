/** Which branches of the functions that were reached may run, by what these are told. */
import { areSame, few } from '../core/memo.ts';
import type { Text, When } from '../core/word.ts';
import type { FunctionId } from '../core/module.ts';
import { innerOf, toldByMakers } from './captured.ts';
import type { Constants } from './constants.ts';
import type { Constructors } from './constructors.ts';
import type { AskedFields, Filled } from './filled.ts';
import type { AskedMembers } from './putBefore.ts';
import type { Flags } from './flags.ts';
import type { Objects, Reached } from './reached.ts';
import { isConstructor, keyOf } from './reference.ts';
import type { Makers } from './site.ts';
import { slotOf } from './demanded.ts';
import { holds, textsBy, unsaid, type Own, type TextsOf, type Told, type ToldIn } from './told.ts';

export interface Branches {
  /** What texts the parameters are given of a function, and of those around it. */
  readonly textsIn: (here: Reached) => TextsOf;
  /** What was told to a function, and to those around it. */
  readonly toldIn: (here: Reached) => ToldIn;
  /** Whether something may run in the function that asks for this. */
  readonly mayRun: (here: Reached, when: When | undefined) => boolean;
  /** The same of a method, where the objects that are made at load do not count. */
  readonly mayRunAnew: (here: Reached, when: When | undefined) => boolean;
}

/** What was found of conditions, and what the function and those around it were told then, and by whom they were made. */
interface Found {
  readonly selves: Reached['selves'];
  readonly told: readonly (Told | Makers)[];
  readonly known: Map<When, boolean>;
}

/** What is asked of objects, and known by now. */
interface Asked {
  readonly fields: AskedFields;
  readonly filled: Filled;
  readonly members: AskedMembers;
}

/** `atLoad` tells which functions run when their modules are loaded. */
export function branchesIn(
  reached: ReadonlyMap<string, Reached>,
  constructors: Constructors,
  { flags, constantIn }: { readonly flags: Flags; readonly constantIn: Constants },
  { fields, filled, members }: Asked,
  atLoad: () => ReadonlySet<string>,
): Branches {
  const found = new Map<Reached, Found>();

  const textsIn = (here: Reached, told: Constructors['told'] = constructors.told): TextsOf => {
    const toldWhenMade = (id: FunctionId) => told(keyOf(here.module, id), here);
    const texts = textsBy((id) => (isOfConstructor(id, here) ? known(toldWhenMade(id)) : toldIn(here)(id)));
    return (word) => {
      if (word.kind === 'constant') return constantIn(here.module)(word);
      if (word.function === here.fn.id) return here.told === unsaid ? nothingYet : here.told.get(slotOf(word));
      const isUndecided = isOfConstructor(word.function, here) && toldWhenMade(word.function) === 'undecided';
      return isUndecided ? nothingYet : texts(word);
    };
  };

  /** What a function around was given when it was loaded, the calls tell that made what stands in it. */
  const toldIn =
    (here: Reached): ToldIn =>
    (id) => {
      if (id === here.fn.id) return here.told;
      if (isOfConstructor(id, here)) return known(constructors.told(keyOf(here.module, id), here));
      const key = keyOf(here.module, id);
      return atLoad().has(key) ? toldByMakers(here, id, reached) : reached.get(key)?.told;
    };

  const ownOf = (here: Reached): Own => ({
    flagOf: (name) => flags.of(here.selves, name),
    isFilled: (name) => fields.ask(here.selves ?? ownClass(here), name, filled),
    isPutOn: ({ function: id, index, member }) => {
      const its = id === here.fn.id ? here : reached.get(keyOf(here.module, id));
      return member !== undefined && its?.taint[index]?.why !== undefined && members.ask(member);
    },
  });

  function mayRunAnew(here: Reached, when: When | undefined): boolean {
    const texts = textsIn(here, constructors.toldAnew);
    const own = ownOf(here);
    for (let at = when; at; at = at.within) if (!holds(at.asked, texts, own)) return false;
    return true;
  }

  function mayRun(here: Reached, when: When | undefined): boolean {
    if (!when) return true;
    const texts = textsIn(here);
    const own = ownOf(here);
    if (isShort(when) || members.all.size > 0) {
      for (let at: When | undefined = when; at; at = at.within) if (!holds(at.asked, texts, own)) return false;
      return true;
    }
    const known = knownIn(here);
    const unknown: When[] = [];
    let at: When | undefined = when;
    for (; at && !known.has(at); at = at.within) unknown.push(at);
    let may = !at || known.get(at) === true;
    for (const it of unknown.reverse()) {
      may &&= holds(it.asked, texts, own);
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

  function toldAround(here: Reached): readonly (Told | Makers)[] {
    const { module, fn, told, makers } = here;
    const all: (Told | Makers)[] = [told, makers];
    for (let id = fn.parent; id !== undefined; id = module.functions[id]?.parent) {
      const around = reached.get(keyOf(module, id));
      all.push(around?.told, around?.makers);
    }
    for (const key of constructors.askedBy(here)) {
      const its = constructors.told(key, here);
      all.push(its === 'undecided' ? undecided : its);
    }
    return all;
  }

  return { textsIn, toldIn, mayRun, mayRunAnew };
}

const known = (told: Told | 'undecided' | undefined): Told | undefined => (told === 'undecided' ? undefined : told);

const nothingYet: ReadonlySet<Text> = new Set();
const undecided: Told = new Map();

/** Whether it is a parameter of what made the object that the function runs on. */
function isOfConstructor(id: FunctionId, { module, fn }: Reached): boolean {
  const its = module.functions[id];
  return its !== undefined && isConstructor(its) && innerOf(its, module, fn) === undefined;
}

/** Where it is not known on which objects a method runs, they are of its class. */
const ownClass = ({ module, fn: { method } }: Reached): Objects =>
  method && new Map([[method.class, { module, name: method.class }]]);

/** Whether going through all of it is quicker than to remember it. */
function isShort(when: When): boolean {
  let length = 0;
  for (let at: When | undefined = when; at && length <= few; at = at.within) length++;
  return length <= few;
}
