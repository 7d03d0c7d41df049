import type { Known } from './known.ts';
import type { Problem, Span } from './span.ts';

export type Language = 'javascript' | 'typescript' | 'python' | 'java';

/** What the templates of a workspace declare, with everything inherited (SAM `Globals`, parameter defaults) applied. */
export interface Application {
  readonly functions: readonly LambdaFunction[];
  readonly problems: readonly Problem[];
}

/** A property's value and where it is written: at the resource itself, or where it is inherited from. */
export interface Setting<T> {
  readonly value: Known<T>;
  readonly at: Span;
  readonly from: 'resource' | 'globals' | 'parameter' | 'mapping';
}

export interface LambdaFunction {
  /** Unique in the workspace: `<template>#<logical id>`, or `<source>#<symbol>` for one found by its shape. */
  readonly key: string;
  /** The logical id, as the user knows it; the source's name for one found by its shape. */
  readonly id: string;
  /** `shape`: no template names it; it only looks like a handler. */
  readonly declared: 'template' | 'shape';
  /** The logical id in the template; the function's name in the source for one found by its shape. */
  readonly at: Span;
  /** `AWS::Serverless::Function`, `AWS::Lambda::Function`. Undefined for one found by its shape. */
  readonly resourceType?: string;
  readonly language?: Language;
  readonly runtime?: Setting<string>;
  readonly packageType: 'Zip' | 'Image';
  readonly handler?: Setting<string>;
  /** `CodeUri` as a path relative to the workspace; S3 locations and unknowns are not known, with the reason. */
  readonly code?: Setting<string>;
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
  /** Those of them that the project itself makes of directories, in their order. */
  readonly layerCode?: readonly LayerCode[];
  readonly events: readonly FunctionEvent[];
  /** The `ServiceToken` that names it, when it answers a custom resource and nothing else in the template uses it. */
  readonly customResource?: Span;
  /** How the code is built, from SAM's `Metadata`. */
  readonly build?: Build;
  readonly entry: Entry;
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
