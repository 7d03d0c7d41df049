/** What a template's values are decided with. */
import type { Known } from '../../core/known.ts';
import type { From, Value } from '../../core/value.ts';
import type { Node, Range } from '../node.ts';

/** Of one template: the root, or one that it nests, with what it is given. */
export interface Scope {
  readonly path: string;
  /** The key of a resource that the template declares. */
  readonly keyOf: (logicalId: string) => string | undefined;
  /** Its value, or why it has none; undefined when there is no such parameter. */
  readonly parameter: (name: string) => Value | undefined;
  readonly decide: (condition: string) => Known<boolean>;
  /** A parameter whose default takes part in deciding a condition, so that it may hold when somebody deploys with another value. */
  readonly defaultBehind: (condition: string) => string | undefined;
  /** An entry of a mapping, and where it is read from. */
  readonly mapping: (keys: readonly string[]) => { readonly node: Node; readonly where: Where } | undefined;
  /** An output of a nested template; undefined when the resource nests none that is here. */
  readonly output: (logicalId: string, name: string) => Value | undefined;
  /** A file that `AWS::Include` names; undefined when it is not here. */
  readonly include: (location: string, where: Where) => { readonly node: Node; readonly where: Where } | undefined;
  /** Once for each key. */
  readonly tell: (key: string, message: string, at: Range, path: string) => void;
  /** How many values are still to be decided: aliases, includes and mappings can stand for more than any template needs. */
  readonly budget: { left: number };
}

/** Where a node stands. */
export interface Where {
  readonly path: string;
  readonly from: From;
  /** What `Fn::ForEach` puts in for its identifiers. */
  readonly names: ReadonlyMap<string, string>;
  /** How many mappings, conditions and includes led here. */
  readonly depth: number;
}

export const mostValues = 400_000;
/** Mappings, conditions and includes lead no further than this. */
export const deepestReference = 30;
/** Conditions that are made of one another lead no further than this. */
export const mostConditions = 200;
/** Longer ones are data, and doubling them costs memory without end. */
export const longestText = 200_000;
