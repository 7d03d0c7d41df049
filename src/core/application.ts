import type { Setting, Target } from './declared.ts';
import type { Relation, ResourceFact } from './facts.ts';
import type { Known } from './known.ts';
import type { Language } from './language.ts';
import type { Asset, Origin } from './resource.ts';
import type { Problem, Span } from './span.ts';

export type { Setting } from './declared.ts';
export type { Language } from './language.ts';

/** What the templates of a workspace declare, with everything inherited (SAM `Globals`, parameter defaults) applied. */
export interface Application {
  readonly functions: readonly LambdaFunction[];
  /** What else is declared: tables, queues, APIs, what SAM makes of functions' events. */
  readonly resources: readonly ResourceFact[];
  readonly relations: readonly Relation[];
  readonly problems: readonly Problem[];
}

export interface LambdaFunction {
  /** Unique in the workspace: that of its resource, or `<source>#<symbol>` for one found by its shape. */
  readonly key: string;
  /** The logical id or the construct path, as the user knows it; the source's name for one found by its shape. */
  readonly id: string;
  /** `shape`: nothing declares it; it only looks like a handler. */
  readonly declared: 'template' | 'cdk' | 'shape';
  /** The path of the declarations that it belongs to; undefined for one found by its shape. */
  readonly application?: string;
  /** Who declared it: what an edit needs. Undefined for one found by its shape. */
  readonly origin?: Origin;
  /** The logical id or the construct's call; the function's name in the source for one found by its shape. */
  readonly at: Span;
  /** Whether its condition holds; known to be false: it is never deployed, and accused of nothing. Undefined for one found by its shape. */
  readonly deployed?: Known<boolean>;
  /** `AWS::Serverless::Function`, `AWS::Lambda::Function`. Undefined for one found by its shape. */
  readonly resourceType?: string;
  readonly language?: Language;
  readonly runtime?: Setting<string>;
  readonly packageType: 'Zip' | 'Image';
  readonly handler?: Setting<string>;
  /** `CodeUri` as a path relative to the workspace; S3 locations and unknowns are not known, with the reason. */
  readonly code?: Setting<string>;
  /** What CDK packages as its code; `code` is then its directory or archive, when it is one. */
  readonly asset?: Asset;
  /** True when the code stands in the template itself (`InlineCode`, `ZipFile`). */
  readonly inlineCode: boolean;
  /** Where that code is written, in the template or in the source of a CDK app. */
  readonly inline?: Span;
  /** MB. */
  readonly memory?: Setting<number>;
  /** Seconds. */
  readonly timeout?: Setting<number>;
  readonly architectures?: Setting<readonly string[]>;
  /** By name. Not known as a whole when it comes from an intrinsic that cannot be decided. */
  readonly environment: Known<ReadonlyMap<string, Setting<string>>>;
  /** `Active` or `PassThrough`. */
  readonly tracing?: Setting<string>;
  readonly layers: readonly Setting<string>[];
  /** Those of them that the project itself makes of directories, in their order; absent when it is not known which those are. */
  readonly layerCode?: readonly LayerCode[];
  readonly events: readonly FunctionEvent[];
  /** The `ServiceToken` that names it, when it answers a custom resource and nothing else that is declared uses it. */
  readonly customResource?: Span;
  /** Where it is said that CloudFront runs it at the edge: at a distribution, its role or its code. */
  readonly edge?: Span;
  /** What its container image is built from. */
  readonly image?: Image;
  /** How the code is built, from SAM's `Metadata`. */
  readonly build?: Build;
  readonly capacity?: Capacity;
  readonly entry: Entry;
}

/** A function as it is declared; which source file its handler means is found by the workspace. */
export type DeclaredFunction = Omit<LambdaFunction, 'entry'>;

/** How a function is run, called and deployed, as far as somebody has declared it. */
export interface Capacity {
  /** MB. */
  readonly ephemeralStorage?: Setting<number>;
  /** Whether it runs within a VPC: it names subnets or security groups. */
  readonly vpc?: Setting<boolean>;
  readonly fileSystem?: Setting<boolean>;
  /** `PublishedVersions` or `None`. */
  readonly snapStart?: Setting<string>;
  readonly reservedConcurrency?: Setting<number>;
  readonly provisionedConcurrency: readonly ProvisionedConcurrency[];
  /** The alias that SAM publishes a version for on each deployment. */
  readonly autoPublishAlias?: Setting<string>;
  /** `Canary10Percent5Minutes`, `AllAtOnce`… */
  readonly deploymentPreference?: Setting<string>;
  readonly asynchronous: readonly AsynchronousInvocation[];
  readonly deadLetters?: Target;
  readonly logging?: Logging;
  /** Lambda Managed Instances: one environment serves many invocations at a time. */
  readonly managedInstances?: ManagedInstances;
  readonly durable?: Durable;
  readonly urls: readonly FunctionUrl[];
  readonly role?: Target;
}

export interface ProvisionedConcurrency {
  /** The name of the alias or version that it stands on. */
  readonly qualifier: Known<string>;
  readonly amount: Setting<number>;
}

/** What becomes of events that are only queued. */
export interface AsynchronousInvocation {
  /** The name of an alias or version; undefined for the function without one. */
  readonly qualifier?: Setting<string>;
  /** Seconds. */
  readonly maximumAge?: Setting<number>;
  readonly retries?: Setting<number>;
  readonly onSuccess?: Target;
  readonly onFailure?: Target;
  readonly at: Span;
}

export interface Logging {
  /** `JSON` or `Text`. */
  readonly format?: Setting<string>;
  readonly applicationLevel?: Setting<string>;
  readonly systemLevel?: Setting<string>;
}

export interface ManagedInstances {
  readonly provider: Target;
  /** Invocations that one environment may serve at the same time. */
  readonly concurrencyPerEnvironment?: Setting<number>;
  /** GiB. */
  readonly memoryPerCpu?: Setting<number>;
}

export interface Durable {
  /** Seconds. */
  readonly executionTimeout?: Setting<number>;
  /** Days. */
  readonly retention?: Setting<number>;
}

export interface FunctionUrl {
  /** `NONE` or `AWS_IAM`. */
  readonly authorization?: Setting<string>;
  /** `BUFFERED` or `RESPONSE_STREAM`. */
  readonly invokeMode?: Setting<string>;
  readonly at: Span;
}

export interface LayerCode {
  /** What becomes the layer, relative to the workspace. */
  readonly directory: string;
  /** It is built first, which puts what it holds into the layer's `python/` or `nodejs/`; otherwise these are in it. */
  readonly built: boolean;
}

export interface FunctionEvent {
  readonly id: string;
  /** SAM's event type: `Api`, `HttpApi`, `SQS`, `Schedule`… */
  readonly type: string;
  readonly at: Span;
}

export interface Image {
  /** As a path relative to the workspace. */
  readonly directory: Known<string>;
  /** The Dockerfile, relative to the directory. */
  readonly file: string;
  /** What is run instead of the Dockerfile's command. */
  readonly command?: Setting<string>;
}

export interface Build {
  /** `esbuild`, `makefile`, `go1.x`, `dotnet7`, `rust-cargolambda`, `python-uv`… */
  readonly method: string;
  /** Relative to the code location. */
  readonly entryPoints: readonly string[];
}

/** The source file and the function in it that a handler string names; else why it could not be found. */
export type Entry =
  | { readonly found: true; readonly path: string; readonly symbol: string }
  | {
      readonly found: false;
      /** A sentence. */
      readonly why: string;
      /** The files that were looked for, relative to the workspace. */
      readonly lookedFor: readonly string[];
    };
