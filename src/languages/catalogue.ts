/** Which symbols construct something that is meant to be made once and used for long, and what other symbols mean for that. */
import type { Language } from '../core/application.ts';
import type { Creation } from '../core/module.ts';
import { lastPart } from '../core/symbol.ts';
import type { CatalogueEntry } from './catalogue/entry.ts';
import { java } from './catalogue/java.ts';
import { javascript } from './catalogue/javascript.ts';
import { isKnownMemoiser } from './catalogue/memoising.ts';
import { ownMemoiser, ownResource, ownVarying } from './catalogue/own.ts';
import { firstMatching } from './catalogue/pattern.ts';
import { python, pythonMethods, pythonNames } from './catalogue/python.ts';
import type { Tree } from './tree.ts';

/** Calls that give back their first argument, wrapped: what they are given stays what it is. */
const transparent: ReadonlySet<string> = new Set([
  'aws-xray-sdk#captureAWS',
  'aws-xray-sdk#captureAWSClient',
  'aws-xray-sdk#captureAWSv3Client',
  'aws-xray-sdk-core#captureAWS',
  'aws-xray-sdk-core#captureAWSClient',
  'aws-xray-sdk-core#captureAWSv3Client',
  '@aws-lambda-powertools/tracer#Tracer().captureAWS',
  '@aws-lambda-powertools/tracer#Tracer().captureAWSClient',
  '@aws-lambda-powertools/tracer#Tracer().captureAWSv3Client',
  'java.util.Objects.requireNonNull',
  'fastify-plugin',
  'fastify-plugin#fastifyPlugin',
]);

/** What differs on each run or is handed out for a limited time, as what is searched for in tables and most of what is asked for by HTTP, so that it must not be kept. */
const volatile: readonly string[] = [
  'time.time',
  'time.time_ns',
  'time.monotonic',
  'datetime.datetime.now',
  'datetime.datetime.utcnow',
  'datetime.datetime.today',
  'datetime.date.today',
  'uuid.uuid1',
  'uuid.uuid4',
  'random.*',
  'secrets.*',
  'boto3.client().assume_role',
  'boto3.client().assume_role_with_web_identity',
  'boto3.client().get_session_token',
  'boto3.client().generate_db_auth_token',
  'boto3.client().get_credentials_for_identity',
  'boto3.client().get_token',
  'boto3.client().list_objects',
  'boto3.client().list_objects_v2',
  'boto3.client().get_paginator(*).paginate',
  'boto3.client().receive_message',
  'boto3.client().scan',
  'boto3.client().query',
  'boto3.resource().Bucket().objects.*',
  'boto3.resource().Table().scan',
  'boto3.resource().Table().query',
  'boto3.Session().client().assume_role',
  'boto3.Session().client().generate_db_auth_token',
  'requests.post',
  'requests.request',
  'httpx.post',
  'httpx.request',
  'fetch',
  'node-fetch',
  'undici#fetch',
  'axios',
  'axios#post',
  'axios#request',
  'got',
  'got#post',
  'Date',
  'Date.now',
  'Math.random',
  'async_hooks#AsyncLocalStorage().getStore',
  'sst/node/*#use*',
  'sst/context/*#Context.create().use',
  'sst/context/*.js#Context.create().use',
  '@serverless-stack/node/*#use*',
  'hono/context-storage#getContext',
  'hono/context-storage#tryGetContext',
  'express-http-context#get',
  '@fastify/request-context#requestContext.get',
  'next/headers#cookies',
  'next/headers#headers',
  'crypto.randomUUID',
  'crypto#randomUUID',
  'crypto#randomBytes',
  'uuid#v4',
  'uuid#v1',
  'aws-sdk#STS().assumeRole',
  'aws-sdk/clients/sts().assumeRole',
  'aws-sdk#RDS.Signer',
  'aws-sdk#S3().listObjects',
  'aws-sdk#S3().listObjectsV2',
  'aws-sdk#DynamoDB().scan',
  'aws-sdk#DynamoDB().query',
  'aws-sdk#DynamoDB.DocumentClient().scan',
  'aws-sdk#DynamoDB.DocumentClient().query',
  '@aws-sdk/client-dynamodb#ScanCommand',
  '@aws-sdk/client-dynamodb#QueryCommand',
  '@aws-sdk/client-dynamodb#paginateScan',
  '@aws-sdk/client-dynamodb#paginateQuery',
  '@aws-sdk/lib-dynamodb#ScanCommand',
  '@aws-sdk/lib-dynamodb#QueryCommand',
  '@aws-sdk/lib-dynamodb#paginateScan',
  '@aws-sdk/lib-dynamodb#paginateQuery',
  '@aws-sdk/client-s3#ListObjectsCommand',
  '@aws-sdk/client-s3#ListObjectsV2Command',
  '@aws-sdk/client-s3#paginateListObjectsV2',
  '@aws-sdk/client-sqs#ReceiveMessageCommand',
  '@aws-sdk/client-sts#AssumeRoleCommand',
  '@aws-sdk/client-sts#STS().assumeRole',
  '@aws-sdk/rds-signer#Signer',
  '@octokit/auth-app#createAppAuth()',
  'performance.now',
  'java.lang.System.currentTimeMillis',
  'java.lang.System.nanoTime',
  'java.lang.Math.random',
  'java.util.UUID.randomUUID',
  'java.util.Date',
  'java.util.Random',
  'java.util.Calendar.getInstance',
  'java.time.*.now',
  'software.amazon.awssdk.services.sts.StsClient().assumeRole',
  'software.amazon.awssdk.services.sts.StsClient().assumeRoleWithWebIdentity',
  'software.amazon.awssdk.services.sts.StsClient().getSessionToken',
  'software.amazon.awssdk.services.rds.RdsUtilities().generateAuthenticationToken',
  'com.amazonaws.services.securitytoken.AWSSecurityTokenService().assumeRole',
  'com.amazonaws.services.rds.auth.RdsIamAuthTokenGenerator().getAuthToken',
  'software.amazon.awssdk.services.s3.S3*Client().listObject*',
  'com.amazonaws.services.s3.AmazonS3*().listObject*',
  'software.amazon.awssdk.services.sqs.Sqs*Client().receiveMessage',
  'com.amazonaws.services.sqs.AmazonSQS*().receiveMessage',
];

/** What is asked of the file in which a symbol stands: its language, and what the team says of symbols. */
type File = Pick<Tree, 'language' | 'path' | 'own'>;

/** The entry for a constructing symbol. `construct` tells whether JS wrote `new`. */
export function resourceOf(symbol: string, construct: boolean, file: File): CatalogueEntry | undefined {
  return symbol === '' ? undefined : (ownResource(symbol, file) ?? builtIn(symbol, construct, file.language));
}

/** What a call of the method constructs when the object that it is called on was made by one of these. */
export const madeByMethod = (method: string, { language }: File) =>
  language === 'python' ? pythonMethods.get(method) : undefined;

/** Python: the symbols that a name of a file may stand for which imports them itself: `boto3.client`, `PoolManager`. */
export const namedInPackages = (member: string, { language }: File): readonly string[] =>
  language === 'python' ? (pythonNames.get(member) ?? []) : [];

function builtIn(symbol: string, construct: boolean, language: Language): CatalogueEntry | undefined {
  if (language === 'python') return inPython(symbol, isAmong(symbol));
  if (language === 'java') return javaEntry(symbol, construct);
  const entry = inJavaScript(symbol, isAmong(symbol)) ?? aggregatedClient(symbol);
  return entry?.construct && !construct ? undefined : entry;
}

/** Whether uses at the same time disturb each other; clients of AWS are made for them, and what was compiled is only read. */
export function sharingOf({ kind, exclusive, remembers }: CatalogueEntry): Creation['resource']['sharing'] {
  if (exclusive || (remembers && kind === 'http-client')) return 'unsafe';
  return !remembers && /^(sdk-client|compiled|key-set|rpc-channel)$/.test(kind) ? 'safe' : 'unknown';
}

export const isTransparent = (symbol: string): boolean => transparent.has(symbol);
export const isVolatile = (symbol: string, file: File): boolean =>
  symbol !== '' && (varying(symbol) !== undefined || ownVarying(symbol, file));
export const isMemoising = (symbol: string, file: File): boolean =>
  symbol !== '' && (isKnownMemoiser(symbol) || ownMemoiser(symbol, file));

/** `new S3()` of `@aws-sdk/client-s3`: the client that has all commands as methods is named as its package. */
function aggregatedClient(symbol: string): CatalogueEntry | undefined {
  const match = /^@aws-sdk\/client-([a-z0-9-]+)#([A-Za-z0-9]+)$/.exec(symbol);
  const [, suffix, name] = match ?? [];
  if (!suffix || !name || suffix.replaceAll('-', '') !== name.toLowerCase()) return undefined;
  return { symbol, kind: 'sdk-client', name: 'last', construct: true };
}

/** A class may be listed for `new` and for its methods, so that each is looked for by itself. */
function javaEntry(symbol: string, construct: boolean): CatalogueEntry | undefined {
  return inJava(symbol, (entry) => (entry.construct ?? false) === construct);
}

/** Whether the catalogue of Java knows the class by its full name. */
export const isKnownClass = (name: string): boolean => knownClass(name) !== undefined;

const javaClasses = new Set(java.map(({ symbol }) => /^(?:[a-z0-9_*]+\.)+\*?[A-Z*]\w*/.exec(symbol)?.[0] ?? symbol));

const symbolOf = ({ symbol }: CatalogueEntry): string => symbol;
const inPython = firstMatching(python, symbolOf);
const inJavaScript = firstMatching(javascript, symbolOf);
const inJava = firstMatching(java, symbolOf);
const itself = (pattern: string): string => pattern;
const knownClass = firstMatching([...javaClasses], itself);
const varying = firstMatching(volatile, itself);

const isAmong =
  (symbol: string) =>
  ({ among }: CatalogueEntry): boolean =>
    among?.has(lastPart(symbol)) ?? true;
