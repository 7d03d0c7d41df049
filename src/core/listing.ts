/** What a list of functions says of each one: the values that hold, whoever set them, by application. */
import type { LambdaFunction, Setting } from './application.ts';
import { known, unknown, type Known } from './known.ts';
import type { Span } from './span.ts';

export interface Listing {
  readonly runtime: Listed<string>;
  /** `x86_64` or `arm64`. */
  readonly architecture: Listed<string>;
  /** MB. */
  readonly memory: Listed<number>;
  /** Seconds. */
  readonly timeout: Listed<number>;
}

export interface Listed<T> {
  readonly value: Known<T>;
  /** Where it is written; undefined for what nobody wrote. */
  readonly at?: Span;
}

export function listingOf(fn: LambdaFunction): Listing {
  const { runtime, architectures, memory, timeout } = fn;
  return {
    runtime: listed(
      runtime,
      unknown(fn.packageType === 'Image' ? 'its container image decides it' : 'it is not set'),
      fn,
    ),
    architecture: listed(
      architectures && { ...architectures, value: onlyOne(architectures.value) },
      known('x86_64'),
      fn,
    ),
    memory: listed(memory, known(128), fn),
    timeout: listed(timeout, known(3), fn),
  };
}

/** `unset`: what Lambda takes when nothing is said. */
function listed<T>(setting: Setting<T> | undefined, unset: Known<T>, { declared }: LambdaFunction): Listed<T> {
  if (setting) return { value: setting.value, at: setting.at };
  return { value: declared === 'shape' ? unknown('nothing declares the function') : unset };
}

function onlyOne(list: Known<readonly string[]>): Known<string> {
  if (!list.known) return list;
  const [first] = list.value;
  if (first !== undefined && list.value.length === 1) return known(first);
  return unknown(`${String(list.value.length)} architectures are listed, and Lambda takes one`);
}

export interface ApplicationGroup {
  /** The path of the root template, or of what names the app: its `cdk.json`, or the file of stacks that no app of the workspace makes. */
  readonly application: string | undefined;
  readonly functions: readonly LambdaFunction[];
}

/** By path, what is in no application last; the functions of each by name. */
export function byApplication(functions: readonly LambdaFunction[]): readonly ApplicationGroup[] {
  const groups = new Map<string | undefined, LambdaFunction[]>();
  for (const fn of functions) {
    const group = groups.get(fn.application);
    if (group) group.push(fn);
    else groups.set(fn.application, [fn]);
  }
  return [...groups]
    .map(([application, its]) => ({ application, functions: its.sort(byName) }))
    .sort((a, b) => {
      if (a.application === undefined || b.application === undefined) return a.application === undefined ? 1 : -1;
      return a.application < b.application ? -1 : 1;
    });
}

const byName = (a: LambdaFunction, b: LambdaFunction): number =>
  a.id.localeCompare(b.id, 'en', { numeric: true }) || (a.key < b.key ? -1 : 1);
