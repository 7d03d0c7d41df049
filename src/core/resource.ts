/** A resource as it is declared, in CloudFormation's words, whoever declared it: a template, the source of a CDK app, `cdk.out`. */
import type { Known } from './known.ts';
import type { Language } from './language.ts';
import type { Problem, Span } from './span.ts';
import type { MapValue, Value } from './value.ts';

export interface Resource {
  /** Unique in the workspace: `<template>#<logical id>`, `<file of the app>#<construct path>`. */
  readonly key: string;
  /** As the user knows it: the logical id, or the construct path, `OrdersStack/Create`. */
  readonly id: string;
  /** `AWS::Lambda::Function`, `AWS::Serverless::Function`, `AWS::DynamoDB::Table`… */
  readonly type: string;
  /** Where it is declared: the logical id, or the construct's class and id in `new Function(this, 'Create'`. */
  readonly at: Span;
  /** SAM's `Globals` are merged into it by SAM's rules; what is `AWS::NoValue` is left out. */
  readonly properties: MapValue;
  readonly metadata?: MapValue;
  /** Whether its condition holds; known to be false: it is not deployed. */
  readonly included: Known<boolean>;
  readonly origin: Origin;
  /** What CDK or SAM packages as its code. */
  readonly asset?: Asset;
}

/** Who declared it: what an edit needs to write a property back. */
export type Origin =
  | {
      readonly kind: 'template';
      readonly path: string;
      readonly logicalId: string;
      /** Why its properties cannot be written back, for one that `Fn::ForEach` makes; a sentence's part. */
      readonly fixed?: string;
    }
  | {
      readonly kind: 'cdk';
      readonly language: Language;
      /** The class, as `aws-lambda.Function`, `aws-lambda-nodejs.NodejsFunction`, `aws-lambda.CfnFunction`. */
      readonly construct: string;
      /** The whole expression `new Function(…)`. */
      readonly call: Span;
      readonly constructPath: string;
    }
  | {
      readonly kind: 'assembly';
      /** The template in `cdk.out`. */
      readonly path: string;
      readonly logicalId: string;
      readonly constructPath: string;
    };

/** Paths are relative to the workspace. */
export type Asset =
  /** A directory or an archive that is packaged as it is. */
  | { readonly kind: 'path'; readonly path: Known<string>; readonly at: Span }
  /** A source file that a bundler starts at, and the function that it exports. */
  | { readonly kind: 'entry'; readonly path: Known<string>; readonly symbol: Known<string>; readonly at: Span }
  /** `index` relative to the directory. */
  | {
      readonly kind: 'python';
      readonly directory: Known<string>;
      readonly index: Known<string>;
      readonly symbol: Known<string>;
      readonly at: Span;
    }
  | { readonly kind: 'inline'; readonly at: Span }
  | { readonly kind: 'image'; readonly directory: Known<string>; readonly file?: string; readonly at: Span };

/** What one root template with its nested ones, or one CDK app, declares. */
export interface Declarations {
  /** The root template, or the `cdk.json` (else the source file) of the app; names the application. */
  readonly path: string;
  readonly kind: 'sam' | 'cloudformation' | 'cdk';
  readonly resources: readonly Resource[];
  readonly outputs: ReadonlyMap<string, Value>;
  readonly problems: readonly Problem[];
  /** Every path that was read or looked for: what it depends on. */
  readonly reads: ReadonlySet<string>;
}
