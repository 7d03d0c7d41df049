/** Why a piece of code does not run on each call: lazy singletons, and paths that are rarely taken. */
import type { Guard } from '../core/module.ts';
import type { Circumstances } from './circumstances.ts';
import type { Place } from './places.ts';

export function guardOf(circumstances: Circumstances): Guard {
  const place = circumstances.receivers.find(({ key }) => circumstances.tested.has(key)) ?? circumstances.filling;
  if (place) return lazily(place);
  // `except NameError: client = boto3.client(…)` keeps it as well, and so does what is made anew when it is too old.
  const [kept] = circumstances.receivers;
  if ((circumstances.rare !== undefined || circumstances.renewing) && kept) return lazily(kept);
  return circumstances.rare ? { kind: 'rare', because: circumstances.rare } : { kind: 'none' };
}

/** What a call runs may make what a package was asked about. */
export function guardOfCall(circumstances: Circumstances): Guard {
  const guard = guardOf(circumstances);
  const asked = [...circumstances.libraries].at(-1);
  return guard.kind === 'none' && asked !== undefined ? { kind: 'library', package: asked } : guard;
}

const lazily = ({ name, field, of }: Place): Guard => ({
  kind: 'lazy',
  variable: name,
  ...(field ? { class: field.name } : {}),
  ...(of ? { of: of.id } : {}),
});
