/** `aws-lambda.Function` and what is a function in other words. */
import type { Asset } from '../../core/resource.ts';
import type { Value } from '../../core/value.ts';
import type { BuildContext, ConstructClass } from '../library.ts';
import type { Arguments, CdkMap, CdkValue, Construct } from '../value.ts';
import { codeOf } from './code.ts';
import { destinationOf } from './destinations.ts';
import { cdkOf, stackOf } from './core.ts';
import { bindEventSource } from './eventSources.ts';
import { addExtensions, addFileSystem, addLayers, addNetwork, allowTracing, deadLettersOf } from './functionExtras.ts';
import { functionProps } from './functionProps.ts';
import { addStatement, grant, policyStatement } from './policies.ts';
import {
  argumentOf,
  attributeOf,
  booleanIn,
  byDefault,
  cdkList,
  cdkMap,
  cdkScalar,
  declareMain,
  itemsIn,
  optionsOf,
  plain,
  propertiesOf,
  propOf,
  scalar,
  seconds,
  textIn,
  textOf,
  tokenOf,
  undefinedIn,
} from './props.ts';

const functionType = 'AWS::Lambda::Function';

/** Declares the function. `asset` and further properties are those of classes that package code in their own way. */
export function buildFunction(
  context: BuildContext,
  self: Construct,
  props: CdkMap,
  own: { readonly asset?: Asset | undefined; readonly properties?: ReadonlyMap<string, Value> } = {},
): void {
  const role = roleOf(context, self, props);
  if (role) self.state.set('role', role);
  const properties = propertiesOf(context, props, functionProps);
  const code = codeOf(context, propOf(props, 'code'), propOf(props, 'handler'));
  for (const [name, value] of [...(code?.properties ?? []), ...(own.properties ?? [])]) properties.set(name, value);
  if (role) properties.set('Role', attributeOf(context, role, 'Arn', 'roleArn'));
  addNetwork(context, self, props, properties);
  addFileSystem(context, props, properties);
  const asset = own.asset ?? code?.asset;
  const key = declareMain(context, self, functionType, properties, { open: props.open, asset });

  if (properties.has('TracingConfig')) allowTracing(context, self);
  for (const statement of itemsIn(propOf(props, 'initialPolicy'))) {
    const value = policyStatement(context, statement);
    if (value) addStatement(context, self, value);
  }
  const deadLetters = deadLettersOf(context, self, props);
  if (deadLetters) context.change(key, ['DeadLetterConfig', 'TargetArn'], deadLetters);
  addLayers(context, key, propOf(props, 'layers'));
  addExtensions(context, self, key, props);
  for (const source of itemsIn(propOf(props, 'events'))) bindEventSource(context, self, source);
  const asynchronous = ['onFailure', 'onSuccess', 'maxEventAge', 'retryAttempts'];
  if (asynchronous.some((name) => propOf(props, name))) configureAsyncInvoke(context, self, props);
  addLogGroup(context, self, props);
  const versions = propOf(props, 'currentVersionOptions');
  if (versions) self.state.set('currentVersionOptions', versions);
}

/** A group of its own for its logs, which newer apps ask for in `cdk.json`. */
function addLogGroup(context: BuildContext, self: Construct, props: CdkMap): void {
  const isManaged = booleanIn(context.setting('@aws-cdk/aws-lambda:useCdkManagedLogGroup')) === true;
  if (!isManaged || propOf(props, 'logGroup') || propOf(props, 'logRetention')) return;
  const place = byDefault(self);
  const name = cdkOf(textOf(['/aws/lambda/', attributeOf(context, self, undefined, 'functionName')], place));
  self.state.set(
    'logGroup',
    context.create('aws-logs.LogGroup', self, 'LogGroup', cdkMap({ logGroupName: name }, place)),
  );
}

function roleOf(context: BuildContext, self: Construct, props: CdkMap): CdkValue | undefined {
  const given = propOf(props, 'role');
  if (given) return given;
  const place = byDefault(self);
  const policy = (name: string): CdkValue => ({
    kind: 'made',
    name: 'aws-iam.ManagedPolicy.fromAwsManagedPolicyName',
    arguments: { positional: [cdkScalar(`service-role/${name}`, place)], named: undefined },
    call: self.at,
    path: context.path,
    ...place,
  });
  const durable = propOf(props, 'durableConfig') !== undefined;
  const policies = [policy(durable ? 'AWSLambdaBasicDurableExecutionRolePolicy' : 'AWSLambdaBasicExecutionRole')];
  if (propOf(props, 'vpc')) policies.push(policy('AWSLambdaVPCAccessExecutionRole'));
  const service: CdkValue = {
    kind: 'made',
    name: 'aws-iam.ServicePrincipal',
    arguments: { positional: [cdkScalar('lambda.amazonaws.com', place)], named: undefined },
    call: self.at,
    path: context.path,
    ...place,
  };
  const roleProps = cdkMap({ assumedBy: service, managedPolicies: cdkList(policies, place) }, place);
  return context.create('aws-iam.Role', self, 'ServiceRole', roleProps);
}

/** Also of versions and aliases, which then are the qualifier. */
export function configureAsyncInvoke(context: BuildContext, self: Construct, options: CdkMap): void {
  const props: CdkMap = { ...options, entries: new Map(options.entries) };
  props.entries.set('function', { key: self.at, value: self });
  context.create('aws-lambda.EventInvokeConfig', self, 'EventInvokeConfig', props);
}

const invokeConfig: ConstructClass = {
  name: 'aws-lambda.EventInvokeConfig',
  extends: 'core.Resource',
  build: (context, self, props) => {
    const target = propOf(props, 'function');
    const owner = target && ownerOf(target);
    const properties = propertiesOf(context, props, {
      maxEventAge: ['MaximumEventAgeInSeconds', seconds],
      retryAttempts: 'MaximumRetryAttempts',
      onFailure: ['DestinationConfig.OnFailure.Destination', (inner, value) => destinationOf(inner, target, value)],
      onSuccess: ['DestinationConfig.OnSuccess.Destination', (inner, value) => destinationOf(inner, target, value)],
    });
    if (owner) properties.set('FunctionName', attributeOf(context, owner, undefined, 'functionName'));
    const qualifier = propOf(props, 'qualifier');
    properties.set(
      'Qualifier',
      qualifier ? (plain(context, qualifier) ?? context.toValue(qualifier)) : qualifierOf(context, target, self),
    );
    declareMain(context, self, 'AWS::Lambda::EventInvokeConfig', properties, { open: props.open });
  },
};

/** The function of a version or an alias; others are their own. */
function ownerOf(value: CdkValue): CdkValue {
  const owner = value.kind === 'construct' ? value.state.get('lambda') : undefined;
  return owner ?? value;
}

function qualifierOf(context: BuildContext, target: CdkValue | undefined, self: Construct): Value {
  if (target?.kind === 'construct' && target.library === 'aws-lambda.Version')
    return attributeOf(context, target, 'Version', 'version');
  const name = target?.kind === 'construct' ? target.state.get('aliasName') : undefined;
  return name ? context.toValue(name) : scalar('$LATEST', byDefault(self));
}

/** What functions, versions and aliases have in common. */
const functionBase: ConstructClass = {
  name: 'aws-lambda.FunctionBase',
  extends: 'core.Resource',
  methods: {
    addEventSource: (context, self, args) => {
      const source = argumentOf(args, 0, 'source');
      if (source) bindEventSource(context, self, source);
      return undefinedIn(context);
    },
    addEventSourceMapping: (context, self, args) => {
      const id = textIn(argumentOf(args, 0, 'id'));
      const options = optionsOf(args, 1, { at: context.call, from: 'resource' });
      if (id === undefined) return undefined;
      const props: CdkMap = { ...options, entries: new Map(options.entries) };
      props.entries.set('target', { key: context.call, value: self });
      return context.create('aws-lambda.EventSourceMapping', self, id, props);
    },
    addToRolePolicy: (context, self, args) => {
      const statement = argumentOf(args, 0, 'statement');
      const value = statement && policyStatement(context, statement);
      if (value) addStatement(context, self, value);
      return undefinedIn(context);
    },
    addPermission: undefinedIn,
    grantInvoke: (context, self, args) => grantInvoke(context, self, args),
    grantInvokeUrl: (context, self, args) =>
      grant(
        context,
        argumentOf(args, 0, 'grantee'),
        ['lambda:InvokeFunctionUrl'],
        [attributeOf(context, self, 'Arn', 'functionArn')],
      ),
    configureAsyncInvoke: (context, self, args) => {
      configureAsyncInvoke(context, self, optionsOf(args, 0, { at: context.call, from: 'resource' }));
      return undefinedIn(context);
    },
    addFunctionUrl: (context, self, args) => {
      const options = optionsOf(args, 0, { at: context.call, from: 'resource' });
      const props: CdkMap = { ...options, entries: new Map(options.entries) };
      props.entries.set('function', { key: context.call, value: self });
      return context.create('aws-lambda.FunctionUrl', self, 'FunctionUrl', props);
    },
  },
  properties: {
    role: (_, self) => self.state.get('role'),
    grantPrincipal: (_, self) => self,
    connections: (context) => context.unknown('it is how a VPC is set up', context.call),
  },
};

function grantInvoke(context: BuildContext, self: Construct, args: Arguments): CdkValue {
  const arn = attributeOf(context, self, self.library.endsWith('.Function') ? 'Arn' : undefined, 'functionArn');
  return grant(context, argumentOf(args, 0, 'grantee'), ['lambda:InvokeFunction'], [arn, textOf([arn, ':*'], arn)]);
}

const lambdaFunction: ConstructClass = {
  name: 'aws-lambda.Function',
  extends: functionBase.name,
  build: (context, self, props) => buildFunction(context, self, props),
  methods: {
    addEnvironment: (context, self, args) => {
      const [key, value] = [textIn(argumentOf(args, 0, 'key')), argumentOf(args, 1, 'value')];
      if (self.main !== undefined && key !== undefined && value)
        context.change(self.main, ['Environment', 'Variables', key], plain(context, value) ?? context.toValue(value));
      return self;
    },
    addLayers: (context, self, args) => {
      const place = { at: context.call, from: 'resource' } as const;
      if (self.main !== undefined) addLayers(context, self.main, cdkList(args.positional, place));
      return undefinedIn(context);
    },
    addAlias: (context, self, args) => {
      const name = argumentOf(args, 0, 'aliasName');
      const options = optionsOf(args, 1, { at: context.call, from: 'resource' });
      const props: CdkMap = { ...options, entries: new Map(options.entries) };
      if (name) props.entries.set('aliasName', { key: name.at, value: name });
      const version = currentVersion(context, self);
      if (version) props.entries.set('version', { key: context.call, value: version });
      return context.create('aws-lambda.Alias', self, `Alias${textIn(name) ?? ''}`, props);
    },
    addVersion: (context, self, args) => {
      const [name, , description] = args.positional;
      const provisioned = args.positional[3];
      const place = { at: context.call, from: 'resource' } as const;
      const props = cdkMap({ lambda: self, description, provisionedConcurrentExecutions: provisioned }, place);
      return context.create('aws-lambda.Version', self, `Version${textIn(name) ?? ''}`, props);
    },
    invalidateVersionBasedOn: undefinedIn,
  },
  properties: {
    functionArn: (context, self) => tokenOf(context, self, 'Arn', 'functionArn'),
    functionName: (context, self) => tokenOf(context, self, undefined, 'functionName'),
    currentVersion: (context, self) => currentVersion(context, self),
    latestVersion: (_, self) => self,
    deadLetterQueue: (_, self) => self.state.get('deadLetterQueue'),
    architecture: (_, self) => self.state.get('architecture'),
    runtime: (_, self) => self.state.get('runtime'),
    timeout: (_, self) => self.state.get('timeout'),
    logGroup: (context, self) => self.state.get('logGroup') ?? context.imported('aws-logs.LogGroup', self, 'LogGroup'),
  },
  statics: {
    fromFunctionArn: (context, args) =>
      importedFunction(context, args, {
        functionArn: args.positional[2] ?? args.named?.entries.get('functionArn')?.value,
      }),
    fromFunctionName: (context, args) =>
      importedFunction(context, args, {
        functionName: args.positional[2] ?? args.named?.entries.get('functionName')?.value,
      }),
    fromFunctionAttributes: (context, args) => {
      const attributes = optionsOf(args, 2, { at: context.call, from: 'resource' });
      return importedFunction(context, args, {
        functionArn: propOf(attributes, 'functionArn'),
        role: propOf(attributes, 'role'),
      });
    },
  },
};

function importedFunction(
  context: BuildContext,
  args: Arguments,
  kept: Readonly<Record<string, CdkValue | undefined>>,
): Construct {
  const [scope, id] = args.positional;
  const construct = context.imported(
    'aws-lambda.Function',
    scope?.kind === 'construct' ? scope : undefined,
    textIn(id) ?? '',
  );
  for (const [name, value] of Object.entries(kept)) if (value) construct.state.set(name, value);
  return construct;
}

function currentVersion(context: BuildContext, self: Construct): CdkValue | undefined {
  const kept = self.state.get('currentVersion');
  if (kept) return kept;
  const options = self.state.get('currentVersionOptions');
  const place = { at: context.call, from: 'default' } as const;
  const props = cdkMap({ lambda: self }, place);
  if (options?.kind === 'map') for (const [name, entry] of options.entries) props.entries.set(name, entry);
  const version = context.create('aws-lambda.Version', self, 'CurrentVersion', props);
  self.state.set('currentVersion', version);
  return version;
}

const dockerFunction: ConstructClass = {
  name: 'aws-lambda.DockerImageFunction',
  extends: lambdaFunction.name,
  build: (context, self, props) =>
    buildFunction(context, self, props, { properties: new Map([['PackageType', scalar('Image', byDefault(self))]]) }),
};

/** One function for each `uuid` in a stack, which the library calls by it. */
const singleton: ConstructClass = {
  name: 'aws-lambda.SingletonFunction',
  extends: lambdaFunction.name,
  build: (context, self, props) => {
    const stack = stackOf(self) ?? self;
    const purpose = textIn(propOf(props, 'lambdaPurpose')) ?? 'SingletonLambda';
    const id = `${purpose}${(textIn(propOf(props, 'uuid')) ?? '').replace(/[^A-Za-z0-9]/g, '')}`;
    const kept = stack.state.get(`singleton ${id}`);
    const inner = kept?.kind === 'construct' ? kept : context.create(lambdaFunction.name, stack, id, props);
    stack.state.set(`singleton ${id}`, inner);
    if (inner.main !== undefined) self.main = inner.main;
    for (const [name, value] of inner.state) self.state.set(name, value);
  },
};

/** Runs at the edge of CloudFront; of a stack in another region the library makes one in `us-east-1`. */
const edgeFunction: ConstructClass = {
  name: 'aws-cloudfront.experimental.EdgeFunction',
  extends: lambdaFunction.name,
  build: (context, self, props) => {
    const inner = context.create(lambdaFunction.name, self, 'Fn', props);
    if (inner.main !== undefined) self.main = inner.main;
    for (const [name, value] of inner.state) self.state.set(name, value);
    self.state.set('function', inner);
  },
  properties: {
    currentVersion: (context, self) => {
      const inner = self.state.get('function');
      return currentVersion(context, inner?.kind === 'construct' ? inner : self);
    },
  },
};

/** Runs when the app is deployed. */
const triggerFunction: ConstructClass = { name: 'triggers.TriggerFunction', extends: lambdaFunction.name };

export const lambda: readonly ConstructClass[] = [
  edgeFunction,
  triggerFunction,

  functionBase,
  lambdaFunction,
  dockerFunction,
  singleton,
  invokeConfig,
];
