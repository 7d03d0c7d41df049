/**
 * What the interpreter of CDK sources computes with.
 * Names are those of TypeScript's construct library, whatever the language: `aws-lambda.Function`, `memorySize`, `addEventSource`;
 * `core` is `aws-cdk-lib` itself: `core.Stack`, `core.Duration.seconds`.
 */
import type { Span } from '../core/span.ts';
import type { ReferenceValue, TextValue, From } from '../core/value.ts';
import type { ClassNode, FunctionNode, Tree } from '../languages/tree.ts';

export type CdkValue =
  | CdkScalar
  | CdkList
  | CdkMap
  | CdkFunction
  | CdkClass
  | CdkObject
  | Construct
  | Token
  | LibraryName
  | Made
  | CdkUnknown;

interface Written {
  /** Where the value itself is written. */
  readonly at: Span;
  readonly from: From;
}

export interface CdkScalar extends Written {
  readonly kind: 'scalar';
  /** `undefined` and `None` are `null`. */
  readonly value: string | number | boolean | null;
}

export interface CdkList extends Written {
  readonly kind: 'list';
  /** Changes while the program is followed (`push`, `append`). */
  readonly items: CdkValue[];
  open?: string;
}

/** An object literal, a dict, or a struct of Python (`CorsOptions(allow_origins=[…])`) with its keywords. */
export interface CdkMap extends Written {
  readonly kind: 'map';
  readonly entries: Map<string, { readonly key: Span; readonly value: CdkValue }>;
  /** Why there may be other entries: a spread of something unknown. */
  open?: string;
}

export interface CdkFunction extends Written {
  readonly kind: 'function';
  readonly tree: Tree;
  readonly node: FunctionNode;
  readonly scope: Scope;
  readonly self?: CdkValue;
}

/** A class of the project. */
export interface CdkClass extends Written {
  readonly kind: 'class';
  readonly tree: Tree;
  readonly node: ClassNode;
  readonly scope: Scope;
  /** What it extends: another class of the project, or one of the library. */
  readonly base: CdkClass | LibraryName | undefined;
  /** Its static members, and all that Python's class body sets. */
  readonly statics: Map<string, CdkValue>;
}

/** An instance of a class of the project that is no construct. */
export interface CdkObject extends Written {
  readonly kind: 'object';
  readonly class: CdkClass;
  readonly fields: Map<string, CdkValue>;
}

/** A node of the construct tree: of a class of the library, or of one of the project that extends it. */
export interface Construct extends Written {
  readonly kind: 'construct';
  /** The class of the library: `core.Stack`, `constructs.Construct`, `aws-lambda.Function`. */
  readonly library: string;
  readonly class: CdkClass | undefined;
  readonly id: string;
  readonly scope: Construct | undefined;
  /** Without the app: `OrdersStack/Create`. */
  readonly path: string;
  /** Fields that the project's class sets. */
  readonly fields: Map<string, CdkValue>;
  /** What the library's class keeps for its own methods, by names of its own. */
  readonly state: Map<string, CdkValue>;
  /** The key of the resource that it stands for (`node.defaultChild`), when it makes one. */
  main?: string;
  /** Imported from elsewhere (`Table.fromTableName`): it stands for something that the app does not declare. */
  readonly imported?: boolean;
}

/** What is decided at deployment: `orders.tableArn`, `` `${bucket.bucketArn}/*` ``. */
export interface Token extends Written {
  readonly kind: 'token';
  readonly value: ReferenceValue | TextValue;
}

/** Something of the library that is not called: `aws-lambda.Runtime.NODEJS_20_X`, a class, a namespace (`aws-lambda`). */
export interface LibraryName extends Written {
  readonly kind: 'library';
  readonly name: string;
}

/** What a call of the library gives that is no construct: `core.Duration.seconds(30)`, `new aws-apigateway.LambdaIntegration(fn)`. */
export interface Made extends Written {
  readonly kind: 'made';
  /** `core.Duration.seconds`; of `new` and of Python's call the class alone, `aws-apigateway.LambdaIntegration`. */
  readonly name: string;
  readonly arguments: Arguments;
  /** The whole call. */
  readonly call: Span;
  /** The file that it stands in, which relative paths and `entry` defaults depend on. */
  readonly path: string;
}

export interface CdkUnknown extends Written {
  readonly kind: 'unknown';
  /** Completes "It is not known, because …". */
  readonly why: string;
}

/** Of a call, after Python's keywords are brought into the library's words (`memory_size` → `memorySize`). */
export interface Arguments {
  readonly positional: readonly CdkValue[];
  /** Python's keywords; in TypeScript they stand in the last positional map. */
  readonly named: CdkMap | undefined;
}

/** Where names are looked up; the interpreter's affair. */
export interface Scope {
  readonly parent: Scope | undefined;
  readonly values: Map<object, CdkValue>;
}
