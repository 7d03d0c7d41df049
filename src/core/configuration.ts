import type { Severity } from './finding.ts';
import type { ResourceKind } from './module.ts';
import type { Symbol } from './symbol.ts';

/** What `.serverless-lens/config.yaml` says. */
export interface Configuration {
  /** Globs, relative to the workspace, of what is not reviewed. */
  readonly exclude: readonly string[];
  /** By rule id. */
  readonly rules: ReadonlyMap<string, Severity | 'off'>;
  readonly symbols: OwnSymbols;
}

/**
 * What a team knows of symbols that the catalogue does not know, or knows otherwise.
 * Each is written as in findings, or `./src/db#connect` for what a file of the workspace offers; `*` stands for one name or a part of it.
 */
export interface OwnSymbols {
  readonly reusable: readonly OwnResource[];
  /** They keep the first result of the functions that they are given. */
  readonly memoising: readonly Symbol[];
  /** They, and what they run, belong to the invocation. */
  readonly perInvocation: readonly Symbol[];
  /** What they give differs from one invocation to the next. */
  readonly varying: readonly Symbol[];
}

/** Constructs something that is meant to be made once and used for long. */
export interface OwnResource {
  readonly symbol: Symbol;
  readonly kind: ResourceKind;
  /** The class of what it makes, where the symbol does not tell; Java needs it for a field. */
  readonly type?: string;
  readonly traits: readonly Trait[];
}

export const traits = [
  /** It opens a connection at once, which may break while the environment is frozen. */
  'connects',
  /** Its construction gives a promise. */
  'resolves',
  /** It reads a file, which must be there before. */
  'reads',
  /** It remembers something from one use to the next, such as cookies. */
  'remembers',
  /** It serves one use at a time, so invocations that run at once may not share it. */
  'exclusive',
  /** It must be made where an event loop runs. */
  'event-loop',
  /** It is a handle that costs next to nothing by itself. */
  'light',
] as const;

export type Trait = (typeof traits)[number];

export const noSymbols: OwnSymbols = { reusable: [], memoising: [], perInvocation: [], varying: [] };

export const defaultConfiguration: Configuration = {
  exclude: [],
  rules: new Map(),
  symbols: noSymbols,
};
