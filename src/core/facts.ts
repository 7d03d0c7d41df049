/** What is declared besides functions, and how all of it hangs together. */
import type { Declared, Setting, Target } from './declared.ts';
import type { Span } from './span.ts';

export type SettingValue = string | number | boolean | readonly string[];

/** By the property's path in CloudFormation's words: `ProvisionedThroughput.ReadCapacityUnits`; units are CloudFormation's. */
export type Settings = ReadonlyMap<string, Setting<SettingValue>>;

/** A table, a queue, an API, a state machine…, or what SAM makes of an event of a function. */
export interface ResourceFact extends Declared {
  readonly settings: Settings;
  readonly parts: readonly Part[];
}

/** One of several things that a resource has: an index of a table, a route of an API, a behaviour of a distribution. */
export interface Part {
  readonly kind:
    'index' | 'behaviour' | 'method-setting' | 'notification' | 'target' | 'state' | 'association' | 'route';
  /** Its name, or its number. */
  readonly id: string;
  readonly at: Span;
  readonly settings: Settings;
}

/**
 * - `invokes`: an event source, an API, a rule, a state machine runs it.
 * - `serves`: a function answers a route; `how` is the route.
 * - `reads`: takes messages or records from it.
 * - `sends`: puts messages, events or results there.
 * - `uses`: works with it in another way, such as a resolver with its data source.
 * - `names`: an environment variable has its name; `how` is the variable.
 * - `may`: a policy allows actions on it; `how` has them, or the policy's name.
 * - `scales`: changes its capacity.
 */
export type RelationKind = 'invokes' | 'serves' | 'reads' | 'sends' | 'uses' | 'names' | 'may' | 'scales';

export interface Relation {
  readonly kind: RelationKind;
  /** The key of a resource or a function. */
  readonly from: string;
  readonly to: Target;
  readonly how?: string;
  /** Where it is written. */
  readonly at: Span;
}
