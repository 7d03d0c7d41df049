/** The contract between the interpreter of CDK sources and its knowledge of `aws-cdk-lib`. */
import type { Asset } from '../core/resource.ts';
import type { Span } from '../core/span.ts';
import type { Value } from '../core/value.ts';
import type { Arguments, CdkMap, CdkValue, Construct, Made, Token } from './value.ts';

/** One class of the construct library. Its constructor takes scope, id and props, unless `imports` makes it. */
export interface ConstructClass {
  /** `aws-lambda.Function` */
  readonly name: string;
  /** What it inherits members from, `aws-lambda.FunctionBase` need not exist in the table. */
  readonly extends?: string;
  /** Declares what the constructor makes. `props` is empty when there are none, `open` when they are unknown. */
  readonly build?: (context: BuildContext, self: Construct, props: CdkMap) => void;
  /** Methods by the library's name. What is not listed gives something unknown, without an effect. */
  readonly methods?: Readonly<
    Record<string, (context: BuildContext, self: Construct, args: Arguments) => CdkValue | undefined>
  >;
  /** Properties that can be read: `functionArn`, `currentVersion`, `root`. */
  readonly properties?: Readonly<Record<string, (context: BuildContext, self: Construct) => CdkValue | undefined>>;
  /** For properties that are not listed one by one: attributes of L1 classes. */
  readonly property?: (context: BuildContext, self: Construct, name: string) => CdkValue | undefined;
  /** Static functions that give a construct or another value: `Table.fromTableName(scope, id, name)`. What is not listed gives `Made`. */
  readonly statics?: Readonly<Record<string, (context: BuildContext, args: Arguments) => CdkValue | undefined>>;
  /** After the program assigned to a property of it: `cfnFunction.memorySize = 512`. */
  readonly assigned?: (context: BuildContext, self: Construct, name: string, value: CdkValue) => void;
}

/** What can be asked of something that is `Made`, by its class: `core.Duration` of `core.Duration.seconds`, `aws-iam.PolicyStatement`. */
export interface ValueClass {
  readonly name: string;
  readonly methods?: Readonly<
    Record<string, (context: BuildContext, self: Made, args: Arguments) => CdkValue | undefined>
  >;
  readonly properties?: Readonly<Record<string, (context: BuildContext, self: Made) => CdkValue | undefined>>;
}

export interface NewResource {
  /** Below the construct: `Resource` as a rule, '' for an L1 construct itself. */
  readonly suffix: string;
  readonly type: string;
  readonly properties: ReadonlyMap<string, Value>;
  /** Why properties may be missing. */
  readonly open?: string;
  readonly asset?: Asset;
}

export interface BuildContext {
  /** The call that is being followed, and the file that it stands in. */
  readonly call: Span;
  readonly path: string;
  /** The directory of `cdk.json`, which relative asset paths start from; relative to the workspace. */
  readonly appDirectory: string;
  /** Adds a resource to the app and gives its key. The first one of a construct becomes its `main`. */
  readonly declare: (self: Construct, resource: NewResource) => string;
  /** Sets a property of a declared resource, by path: `['Environment', 'Variables', 'TABLE']`. */
  readonly change: (key: string, path: readonly string[], value: Value) => void;
  /** Adds an item to a list of a declared resource. */
  readonly append: (key: string, path: readonly string[], value: Value) => void;
  /** A construct below `scope`, as if the program had written `new <name>(scope, id, props)`. */
  readonly create: (name: string, scope: Construct, id: string, props: CdkMap) => Construct;
  /** A construct that stands for something which is not declared here. */
  readonly imported: (name: string, scope: Construct | undefined, id: string) => Construct;
  readonly reference: (key: string, attribute: string | undefined, at: Span) => Token;
  readonly unknown: (why: string, at: Span) => CdkValue;
  /** Whether a file or directory of the workspace is there. */
  readonly exists: (path: string) => boolean;
  /** The text of a file of the workspace. */
  readonly read: (path: string) => string | undefined;
  /** A CloudFormation value of what the program computed; library names are unknown to it, unless they are tokens. */
  readonly toValue: (value: CdkValue) => Value;
  /** Calls a function of the program, for callbacks. */
  readonly apply: (callee: CdkValue, args: readonly CdkValue[]) => CdkValue;
  /** What `cdk.json` or the app sets in the context: `@aws-cdk/aws-apigateway:disableCloudWatchRole`. */
  readonly setting: (name: string) => CdkValue | undefined;
  /** Something that cannot be followed, to be told: a sentence. */
  readonly gap: (at: Span, message: string) => void;
}
