/** Whether fields of objects are set that only the bodies of their classes decide on: `publishes = False` in a class below. */
import { once } from '../core/memo.ts';
import type { CallFact, ModuleFacts } from '../core/module.ts';
import { classIn, methodsIn } from './names.ts';
import type { Objects } from './reached.ts';
import { classAt, classKey, indexOf, type ClassPlace, type Sources } from './reference.ts';
import type { Things } from './things.ts';

export interface Flags {
  /** What the field is of all of the objects; undefined when it may be something else of one of them. */
  readonly of: (objects: Objects, name: string) => boolean | undefined;
}

/** Classes outside of the project that give a value to no field which nobody names. */
const plain = /^(BaseModel|ABC|object|Generic|Protocol)$/;

/** Methods of a class that make an object of data. */
const ofData = /^(model_validate\w*|model_construct|construct|parse_\w+|from_(dict|json|orm))$/;

const mostObjects = 20;

export function flagsIn(modules: readonly ModuleFacts[], sources: Sources, things: Things): Flags {
  const known = new Map<string, boolean | undefined>();

  /** The names by which something gives a value to a field of whichever object. */
  const assigned = once(
    () =>
      new Set(
        modules.flatMap(({ assigned: own = [], calls }) => [
          ...own,
          ...calls.flatMap((call) => call.arguments.flatMap(({ name }) => name ?? [])),
        ]),
      ),
  );

  function of(objects: Objects, name: string): boolean | undefined {
    if (!objects || objects.size === 0 || objects.size > mostObjects || assigned().has(name)) return undefined;
    const [first, ...others] = new Set([...objects.values()].map((it) => flagOn(it, name)));
    return others.length === 0 ? first : undefined;
  }

  function flagOn(place: ClassPlace, name: string): boolean | undefined {
    const key = `${classKey(place)} ${name}`;
    if (!known.has(key)) known.set(key, computed(place, name));
    return known.get(key);
  }

  function computed(place: ClassPlace, name: string): boolean | undefined {
    const above = things.withAbove([place]);
    const flags = above.map((it) => ownFlag(it, name)).filter((it) => it !== undefined);
    const [flag] = flags;
    if (typeof flag !== 'boolean' || flags.includes(null) || !above.every(isPlain)) return undefined;
    // An object that a method of the class makes may be one of a class below.
    const below = classesBelow(place);
    const isOther = below.some((it) => {
      const its = ownFlag(it, name);
      return (its !== undefined && its !== flag) || !isPlain(it);
    });
    const all = new Set([...above, ...below].map(classKey));
    return isOther || modules.some((module) => module.calls.some((it) => isFilledBy(it, module, all)))
      ? undefined
      : flag;
  }

  /** What the class itself says; null for what it leaves open. */
  function ownFlag({ module, name: of }: ClassPlace, name: string): boolean | null | undefined {
    if (methodsIn(module, of).some(({ method }) => method?.name === name)) return null;
    const { flags = {} } = classIn(module, of) ?? {};
    return Object.hasOwn(flags, name) ? flags[name] : undefined;
  }

  /** Whether nothing gives values to fields of its objects but what is seen. */
  function isPlain({ module, name }: ClassPlace): boolean {
    const node = classIn(module, name);
    if (!node || node.decorators || indexOf(module).variable(`${name}.*`)) return false;
    return node.bases.every((base) => classAt(sources, module, base) !== undefined || plain.test(base.name));
  }

  const classesBelow = (above: ClassPlace): readonly ClassPlace[] =>
    modules.flatMap((module) =>
      module.classes
        .filter(({ bases }) => bases.length > 0)
        .map(({ name }): ClassPlace => ({ module, name }))
        .filter((it) => {
          const [, ...its] = things.withAbove([it]).map(classKey);
          return its.includes(classKey(above));
        }),
    );

  /** Whether the call makes an object of one of the classes with fields that nobody names. */
  function isFilledBy(
    { callee, method = '', arguments: given }: CallFact,
    module: ModuleFacts,
    all: ReadonlySet<string>,
  ) {
    const isOfData = ofData.test(method);
    if (!isOfData && !given.some(({ spread }) => spread)) return false;
    const made = isOfData ? callee.flatMap((it) => (it.kind === 'member' ? it.of : [])) : callee;
    return things.of(made, module).some((it) => it.kind === 'class' && all.has(classKey(it.of)));
  }

  return { of };
}
