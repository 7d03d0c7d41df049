/** The construct library as tables: what each of its classes declares, in CloudFormation's words, as synth writes them. */
import { stepfunctionsValues } from './stepfunctionsChains.ts';
import type { ConstructClass, ValueClass } from '../library.ts';
import { apigateway } from './apigateway.ts';
import { apigatewayv2 } from './apigatewayv2.ts';
import { appsync } from './appsync.ts';
import { autoscaling } from './autoscaling.ts';
import { bundled } from './bundled.ts';
import { cloudfront } from './cloudfront.ts';
import { cognito } from './cognito.ts';
import { core, coreValues } from './core.ts';
import { customResources } from './customResources.ts';
import { dax } from './dax.ts';
import { elasticache } from './elasticache.ts';
import { dynamodb } from './dynamodb.ts';
import { dynamodbV2 } from './dynamodbV2.ts';
import { events } from './events.ts';
import { eventSources } from './eventSources.ts';
import { firehose } from './firehose.ts';
import { iam, iamValues } from './iam.ts';
import { keeping } from './keeping.ts';
import { kinesis } from './kinesis.ts';
import { l1, l1ClassOf } from './l1.ts';
import { lambda } from './lambda.ts';
import { messaging } from './messaging.ts';
import { network } from './network.ts';
import { packageClassOf } from './packages.ts';
import { pipes } from './pipes.ts';
import { rds } from './rds.ts';
import { scheduler } from './scheduler.ts';
import { s3 } from './s3.ts';
import { scalableAttributes } from './scalableAttribute.ts';
import { solutionClassOf } from './solutions.ts';
import { stepfunctions } from './stepfunctions.ts';
import { stepfunctionsTasks } from './stepfunctionsTasks.ts';
import { versions } from './versions.ts';

/** By name, `aws-lambda.Function`. For classes that are not listed, such as L1, see `constructClassOf`. */
export const constructClasses: ReadonlyMap<string, ConstructClass> = byName([
  apigateway,
  apigatewayv2,
  appsync,
  autoscaling,
  bundled,
  cloudfront,
  cognito,
  core,
  customResources,
  dax,
  elasticache,
  dynamodb,
  dynamodbV2,
  events,
  eventSources,
  firehose,
  iam,
  keeping,
  kinesis,
  l1,
  lambda,
  messaging,
  network,
  pipes,
  rds,
  s3,
  scalableAttributes,
  scheduler,
  stepfunctions,
  stepfunctionsTasks,
  versions,
]);

/** What is `Made` and can be asked for more: `core.Duration.seconds(1).toMinutes()`. */
export const valueClasses: ReadonlyMap<string, ValueClass> = byName<ValueClass>([
  coreValues,
  iamValues,
  stepfunctionsValues,
]);

/** A class of the tables, or one that a rule makes: every `Cfn…` of every module. */
export function constructClassOf(name: string): ConstructClass | undefined {
  const known = constructClasses.get(name) ?? made.get(name);
  if (known) return known;
  const found = l1ClassOf(name) ?? solutionClassOf(name) ?? packageClassOf(name);
  if (found) made.set(name, found);
  return found;
}

const made = new Map<string, ConstructClass>();

function byName<T extends { readonly name: string }>(tables: readonly (readonly T[])[]): ReadonlyMap<string, T> {
  return new Map(tables.flat().map((it) => [it.name, it]));
}
