/** Names of the construct library and of the languages' own modules, brought to one form. */
import type { Library } from './machine.ts';

/** `memory_size` → `memorySize`, `from_` → `from`; what is no such name stays. */
export function camelCase(name: string): string {
  if (!name.includes('_') || /^[A-Z0-9_]+$/.test(name) || name.startsWith('_')) return name;
  return name.replace(/_+$/, '').replace(/_+([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

/** The module of the library that JavaScript imports by this name; undefined for another package. */
export function javascriptModule(specifier: string, library: Library): string | undefined {
  if (specifier === 'aws-cdk-lib' || specifier === '@aws-cdk/core' || specifier === 'monocdk') return 'core';
  if (specifier === 'constructs' || specifier === '@aws-cdk/constructs') return 'constructs';
  const own = /^(?:aws-cdk-lib|monocdk|@aws-cdk)\/(?:lib\/)?([^/]+)/.exec(specifier)?.[1];
  if (own === 'core') return 'core';
  return own === undefined ? undefined : variantOf(own, library);
}

/** The same of Python's `aws_cdk.aws_lambda`, with what follows the module's name. */
export function pythonModule(
  specifier: string,
  library: Library,
): { readonly module: string; readonly rest: readonly string[] } | undefined {
  const [root, first, ...rest] = specifier.split('.');
  if (root === 'constructs') return { module: 'constructs', rest: first === undefined ? [] : [first, ...rest] };
  if (root === 'aws_solutions_constructs' && first !== undefined)
    return { module: `@aws-solutions-constructs/${first.replaceAll('_', '-')}`, rest };
  if (root !== 'aws_cdk') return undefined;
  if (first === undefined) return { module: 'core', rest: [] };
  if (first === 'core') return { module: 'core', rest };
  if (isModuleName(first)) return { module: variantOf(first.replaceAll('_', '-'), library), rest };
  return { module: 'core', rest: [first, ...rest] };
}

/** A member of the library's root that is one of its modules: `aws_lambda`. */
export const moduleIn = (name: string, library: Library): string | undefined =>
  isModuleName(name) ? variantOf(name.replaceAll('_', '-'), library) : undefined;

const isModuleName = (name: string): boolean =>
  /^aws_[a-z0-9_]+$/.test(name) ||
  /^(alexa_ask|assets|assertions|cloud_assembly_schema|cloudformation_include|custom_resources|cx_api|integ_tests_alpha|interfaces|lambda_layer_\w+|pipelines|region_info|triggers)$/.test(
    name,
  );

/** Modules that became part of the library, or have not yet, are known by one name. */
function variantOf(module: string, library: Library): string {
  if (library.knows(module)) return module;
  const other = module.endsWith('-alpha') ? module.slice(0, -'-alpha'.length) : `${module}-alpha`;
  return library.knows(other) ? other : module;
}

/** Structs of Python are called like classes; of what is called with keywords alone, these are classes. */
const keywordClasses: ReadonlySet<string> = new Set(
  `aws-apigateway.AwsIntegration aws-apigateway.Integration aws-apigateway.MockIntegration aws-appsync.SchemaFile
  aws-cloudfront-origins.OriginGroup aws-cloudwatch.MathExpression aws-cloudwatch.Metric aws-codebuild.Artifacts
  aws-codebuild.Source aws-codedeploy.TimeBasedCanaryTrafficRouting aws-codedeploy.TimeBasedLinearTrafficRouting
  aws-codepipeline-actions.LambdaInvokeAction aws-ec2.AmazonLinuxImage aws-ec2.MultipartUserData aws-ec2.Port
  aws-ecs.AwsLogDriver aws-eks.EksOptimizedImage aws-events-targets.AwsApi aws-events-targets.EcsTask
  aws-iam.PolicyDocument aws-iam.PolicyStatement aws-lambda.FileSystem aws-lambda-event-sources.ConfluentSchemaRegistry
  aws-lambda-event-sources.GlueSchemaRegistry aws-lambda-event-sources.ManagedKafkaEventSource
  aws-lambda-event-sources.SelfManagedKafkaEventSource aws-s3.BlockPublicAccess aws-scheduler-targets.Universal
  aws-ses-actions.Lambda aws-ses-actions.S3 aws-ses-actions.Sns aws-stepfunctions.ItemBatcher
  aws-stepfunctions.ResultWriter aws-stepfunctions.ResultWriterV2 aws-stepfunctions.S3CsvItemReader
  aws-stepfunctions.S3JsonItemReader aws-stepfunctions.S3ObjectsItemReader aws-stepfunctions.WriterConfig
  aws-stepfunctions-tasks.ContainerDefinition aws-stepfunctions-tasks.EcsFargateLaunchTarget
  aws-stepfunctions-tasks.EventBridgeSchedulerTarget core.DefaultStackSynthesizer core.BootstraplessSynthesizer`.split(
    /\s+/,
  ),
);

/** Whether Python's call of this name, with keywords alone, gives a struct and not an object of a class. */
export function isStruct(name: string): boolean {
  const last = lastOf(name);
  if (bridges.test(name)) return /(Props|Options|Override|Input|Config|Variable|Tag)$/.test(last);
  return /^[A-Z]/.test(last) && !/^[A-Z0-9_]+$/.test(last) && !keywordClasses.has(name);
}

/** Modules of classes that bring two others together, `targets.LambdaFunction(handler=fn)`, and whoever may do something. */
const bridges =
  /^(aws-(events-targets|lambda-event-sources|lambda-destinations|sns-subscriptions|s3-notifications|scheduler-targets|apigatewayv2-integrations)\.|aws-iam\.\w*Principal$|aws-apigateway\.\w*Integration$)/;

export const lastOf = (name: string): string => name.slice(name.lastIndexOf('.') + 1);

/** Whether the name is one of the construct library, as opposed to modules of a language or of others. */
export const isOfLibrary = (name: string): boolean =>
  /^(core|constructs|aws-[^/]*|alexa-ask|triggers|custom-resources|pipelines|lambda-layer-[^/]*|cloudformation-include|assertions|region-info|cx-api)(\.|$)/.test(
    name,
  );

/** A name of what languages bring along: `js:JSON`, `node:path.join`, `py:os`. */
export const isOfLanguage = (name: string): boolean => /^(js|node|py):/.test(name);

/** A module, or a directory of modules, of the project. */
export const filePrefix = 'file:';
export const directoryPrefix = 'dir:';

/** A class is written with a capital: `aws-lambda.Function`, but not `aws-lambda.Code.fromAsset`. */
export const isClassName = (name: string): boolean => /^[A-Z]/.test(lastOf(name));

export const nodeModules: ReadonlySet<string> = new Set(
  'path fs fs/promises os url child_process crypto util process assert'.split(' '),
);

export const pythonModules: ReadonlySet<string> = new Set(
  'os sys json pathlib subprocess typing enum re datetime dataclasses abc collections functools itertools logging uuid shutil hashlib random string time'.split(
    ' ',
  ),
);
