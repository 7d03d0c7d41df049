import type { Span } from './span.ts';
import type { Symbol } from './symbol.ts';

/** Where a value may come from. Constants, and what is computed only from constants, have none. */
export type Source =
  | {
      readonly kind: 'parameter';
      /** Index in `ModuleFacts.functions`. */
      readonly function: number;
      readonly index: number;
      /** When only that member of it is taken. */
      readonly member?: string;
    }
  | { readonly kind: 'call'; /** Index in `ModuleFacts.calls`. */ readonly call: number }
  | { readonly kind: 'variable'; readonly name: string }
  /** What another file may have, or a part of it; as in a target. */
  | { readonly kind: 'import'; readonly specifier: string; readonly member: string }
  /** A field of the object that the method runs on, or of a class that is named. */
  | { readonly kind: 'field'; readonly class: string; readonly name: string }
  /** Different on each run, or handed out for a limited time: the clock, random numbers, assumed-role credentials. */
  | { readonly kind: 'volatile'; readonly symbol: Symbol };

/** The specifier of what all files of JavaScript have in common: `globalThis.region`. */
export const globals = 'globalThis';

/** A member of what a function is given, or of what it hands on of that, is given something. */
export interface PutFact {
  /** Of the member; `ctx.s3` of one that is put there within another. */
  readonly name: string;
  /** Index in `ModuleFacts.functions`. */
  readonly in: number;
  readonly sources: readonly Source[];
  /** Whenever the function runs, the member has something behind that place. */
  readonly from?: number;
  /** It is emptied. */
  readonly empties?: true;
}

export interface OutsideWrite {
  readonly specifier: string;
  /** As in a target. */
  readonly member: string;
  /** Index in `ModuleFacts.functions`. */
  readonly in: number;
  readonly sources: readonly Source[];
}

/** Code that decides what constructions after it become, wherever they stand: `os.environ['X'] = …`, `AWS.config.update(…)`. */
export interface SettingFact {
  /** `environment` concerns everything, the others what their package makes. */
  readonly of: 'environment' | 'aws-sdk' | 'boto3';
  /** The variable of the environment, where it is written, and nothing else in the file names it. */
  readonly variable?: string;
  /** The same whatever else names it. */
  readonly named?: string;
  /** What is set. */
  readonly sources: readonly Source[];
  /** Index in `ModuleFacts.functions`. */
  readonly in: number;
  /** Whenever its function comes to what stands behind it, it was set. */
  readonly always?: true;
  readonly at: Span;
  /** How to speak of it: `os.environ['X']`, `AWS.config.update`. */
  readonly code: string;
}
