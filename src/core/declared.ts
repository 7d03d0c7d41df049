/** What every declared thing has, and how it points at others. */
import type { Known } from './known.ts';
import type { Origin } from './resource.ts';
import type { Span } from './span.ts';
import type { From } from './value.ts';

/** A property's value and where it is written: at the resource itself, or where it is inherited from. */
export interface Setting<T> {
  readonly value: Known<T>;
  readonly at: Span;
  readonly from: From;
}

export interface Declared {
  /** Of its resource; what SAM makes of a part of a resource has the part's path behind it, `<function>/Events/Orders`. */
  readonly key: string;
  /** As the user knows it. */
  readonly id: string;
  /** `AWS::SQS::Queue`, `AWS::Serverless::SimpleTable`… */
  readonly resourceType: string;
  readonly at: Span;
  /** The path of the declarations that it belongs to: a root template, a CDK app. */
  readonly application: string;
  readonly origin: Origin;
  /** Whether its condition holds. What is known to be never deployed is accused of nothing. */
  readonly deployed: Known<boolean>;
}

/** What a property points at. */
export type Target =
  | {
      readonly kind: 'resource';
      /** The key of a resource of the same application; of a function, also when its alias or version is named. */
      readonly key: string;
      /** The alias or version of a function: its key or its name. */
      readonly qualifier?: string;
      readonly at: Span;
    }
  /** Nothing that is declared here: an ARN or a name, as far as it is known. */
  | { readonly kind: 'external'; readonly text: Known<string>; readonly at: Span };
