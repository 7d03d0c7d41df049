/** Versions, aliases, URLs and layers of functions. */
import type { Value } from '../../core/value.ts';
import type { BuildContext, ConstructClass } from '../library.ts';
import type { Arguments, CdkMap, CdkValue, Construct } from '../value.ts';
import { codeOf } from './code.ts';
import { configureAsyncInvoke } from './lambda.ts';
import { grant } from './policies.ts';
import { scalableAttribute } from './scalableAttribute.ts';
import {
  argumentOf,
  attributeOf,
  byDefault,
  declareMain,
  itemsIn,
  listOf,
  listValue,
  mapValue,
  optionsOf,
  plain,
  propertiesOf,
  propOf,
  scalar,
  seconds,
  struct,
  textIn,
  textOf,
  tokenOf,
  type Convert,
} from './props.ts';

const functionRef: Convert = (context, value) => attributeOf(context, value, undefined, 'functionName', 'functionArn');

const asynchronous = ['onFailure', 'onSuccess', 'maxEventAge', 'retryAttempts'];

function invokeOptions(context: BuildContext, self: Construct, props: CdkMap): void {
  if (asynchronous.some((name) => propOf(props, name))) configureAsyncInvoke(context, self, props);
}

const version: ConstructClass = {
  name: 'aws-lambda.Version',
  extends: 'aws-lambda.QualifiedFunctionBase',
  build: (context, self, props) => {
    const lambda = propOf(props, 'lambda');
    if (lambda) self.state.set('lambda', lambda);
    const properties = propertiesOf(context, props, {
      codeSha256: 'CodeSha256',
      description: 'Description',
      lambda: ['FunctionName', functionRef],
      provisionedConcurrentExecutions: 'ProvisionedConcurrencyConfig.ProvisionedConcurrentExecutions',
      minExecutionEnvironments: 'FunctionScalingConfig.MinExecutionEnvironments',
      maxExecutionEnvironments: 'FunctionScalingConfig.MaxExecutionEnvironments',
    });
    declareMain(context, self, 'AWS::Lambda::Version', properties, { open: props.open });
    invokeOptions(context, self, props);
  },
  methods: {
    addAlias: (context, self, args) => newAlias(context, self, self, args),
  },
  properties: {
    version: (context, self) => tokenOf(context, self, 'Version', 'version'),
    functionArn: (context, self) => tokenOf(context, self, undefined, 'functionArn'),
    lambda: (_, self) => self.state.get('lambda'),
  },
  statics: {
    fromVersionArn: (context, args) =>
      imported(context, 'aws-lambda.Version', args, { functionArn: args.positional[2] }),
    fromVersionAttributes: (context, args) => {
      const lambda = propOf(optionsOf(args, 2, here(context)), 'lambda');
      return imported(context, 'aws-lambda.Version', args, { lambda });
    },
  },
};

const here = (context: BuildContext) => ({ at: context.call, from: 'resource' }) as const;

/** `fn.addAlias('live', { … })`, also of a version. */
function newAlias(context: BuildContext, scope: Construct, of: CdkValue, args: Arguments): Construct {
  const name = argumentOf(args, 0, 'aliasName');
  const options = optionsOf(args, 1, here(context));
  const props: CdkMap = { ...options, entries: new Map(options.entries) };
  if (name) props.entries.set('aliasName', { key: name.at, value: name });
  props.entries.set('version', { key: context.call, value: of });
  return context.create('aws-lambda.Alias', scope, `Alias${textIn(name) ?? ''}`, props);
}

const alias: ConstructClass = {
  name: 'aws-lambda.Alias',
  extends: 'aws-lambda.QualifiedFunctionBase',
  build: (context, self, props) => {
    const of = propOf(props, 'version');
    // `latestVersion` of a function is the function itself.
    const lambda = of?.kind === 'construct' ? (of.state.get('lambda') ?? of) : undefined;
    if (lambda) self.state.set('lambda', lambda);
    const name = propOf(props, 'aliasName');
    if (name) self.state.set('aliasName', name);
    if (of) self.state.set('version', of);
    const properties = propertiesOf(context, props, {
      aliasName: 'Name',
      description: 'Description',
      provisionedConcurrentExecutions: 'ProvisionedConcurrencyConfig.ProvisionedConcurrentExecutions',
    });
    if (lambda) properties.set('FunctionName', functionRef(context, lambda) ?? context.toValue(lambda));
    if (of) properties.set('FunctionVersion', versionOf(context, of));
    const weights = itemsIn(propOf(props, 'additionalVersions')).map((item) => weightOf(context, item));
    if (weights.length > 0) {
      const place = propOf(props, 'additionalVersions') ?? byDefault(self);
      properties.set('RoutingConfig', mapValue({ AdditionalVersionWeights: listValue(weights, place) }, place));
    }
    declareMain(context, self, 'AWS::Lambda::Alias', properties, { open: props.open });
    invokeOptions(context, self, props);
  },
  methods: {
    addAutoScaling: (context, self, args) => {
      return scalableAttribute(context, self, 'AliasScaling', optionsOf(args, 0, here(context)), {
        namespace: 'lambda',
        dimension: 'lambda:function:ProvisionedConcurrency',
        role: 'LambdaConcurrency',
        resource: resourceId(context, self),
        metric: 'LambdaProvisionedConcurrencyUtilization',
      });
    },
  },
  properties: {
    aliasName: (_, self) => self.state.get('aliasName'),
    functionArn: (context, self) => tokenOf(context, self, undefined, 'functionArn'),
    functionName: (context, self) => tokenOf(context, self, undefined, 'functionName'),
    lambda: (_, self) => self.state.get('lambda'),
    version: (_, self) => self.state.get('version'),
  },
  statics: {
    fromAliasAttributes: (context, args) => {
      const options = optionsOf(args, 2, here(context));
      const of = propOf(options, 'aliasVersion');
      return imported(context, 'aws-lambda.Alias', args, {
        aliasName: propOf(options, 'aliasName'),
        lambda: of?.kind === 'construct' ? of.state.get('lambda') : undefined,
      });
    },
  },
};

function versionOf(context: BuildContext, of: CdkValue): Value {
  if (of.kind === 'construct' && of.library === 'aws-lambda.Version')
    return attributeOf(context, of, 'Version', 'version');
  return of.kind === 'construct' ? scalar('$LATEST', of) : context.toValue(of);
}

function weightOf(context: BuildContext, item: CdkValue): Value {
  const [of, weight] = [propOf(item, 'version'), propOf(item, 'weight')];
  return mapValue(
    { FunctionVersion: of && versionOf(context, of), FunctionWeight: weight && plain(context, weight) },
    item,
  );
}

export function imported(
  context: BuildContext,
  name: string,
  args: Arguments,
  kept: Readonly<Record<string, CdkValue | undefined>>,
): Construct {
  const [scope, id] = args.positional;
  const construct = context.imported(name, scope?.kind === 'construct' ? scope : undefined, textIn(id) ?? '');
  for (const [key, value] of Object.entries(kept)) if (value) construct.state.set(key, value);
  return construct;
}

const url: ConstructClass = {
  name: 'aws-lambda.FunctionUrl',
  extends: 'core.Resource',
  build: (context, self, props) => {
    const target = propOf(props, 'function');
    const properties = propertiesOf(context, props, {
      authType: 'AuthType',
      cors: [
        'Cors',
        struct({
          allowCredentials: 'AllowCredentials',
          allowedOrigins: 'AllowOrigins',
          allowedMethods: 'AllowMethods',
          allowedHeaders: 'AllowHeaders',
          exposedHeaders: 'ExposeHeaders',
          maxAge: ['MaxAge', seconds],
        }),
      ],
      invokeMode: 'InvokeMode',
    });
    if (!properties.has('AuthType')) properties.set('AuthType', scalar('AWS_IAM', byDefault(self)));
    const name = target?.kind === 'construct' ? target.state.get('aliasName') : undefined;
    const owner = target?.kind === 'construct' ? (target.state.get('lambda') ?? target) : target;
    if (owner) properties.set('TargetFunctionArn', attributeOf(context, owner, 'Arn', 'functionArn'));
    if (name) properties.set('Qualifier', context.toValue(name));
    declareMain(context, self, 'AWS::Lambda::Url', properties, { open: props.open });
  },
  methods: {
    grantInvokeUrl: (context, self, args) =>
      grant(
        context,
        argumentOf(args, 0, 'grantee'),
        ['lambda:InvokeFunctionUrl'],
        [attributeOf(context, self, 'FunctionArn')],
      ),
  },
  properties: {
    url: (context, self) => tokenOf(context, self, 'FunctionUrl'),
    functionArn: (context, self) => tokenOf(context, self, 'FunctionArn'),
  },
};

const layer: ConstructClass = {
  name: 'aws-lambda.LayerVersion',
  extends: 'core.Resource',
  build: (context, self, props) => buildLayer(context, self, props, codeOf(context, propOf(props, 'code'))),
  properties: { layerVersionArn: (context, self) => tokenOf(context, self, undefined, 'layerVersionArn') },
  statics: {
    fromLayerVersionArn: (context, args) =>
      imported(context, 'aws-lambda.LayerVersion', args, { layerVersionArn: argumentOf(args, 2, 'layerVersionArn') }),
    fromLayerVersionAttributes: (context, args) =>
      imported(context, 'aws-lambda.LayerVersion', args, {
        layerVersionArn: propOf(optionsOf(args, 2, here(context)), 'layerVersionArn'),
      }),
  },
};

export function buildLayer(
  context: BuildContext,
  self: Construct,
  props: CdkMap,
  code: ReturnType<typeof codeOf>,
): void {
  const properties = propertiesOf(context, props, {
    layerVersionName: 'LayerName',
    description: 'Description',
    license: 'LicenseInfo',
    compatibleRuntimes: ['CompatibleRuntimes', listOf(plain)],
    compatibleArchitectures: ['CompatibleArchitectures', listOf(plain)],
  });
  const place = code?.properties.get('Code');
  if (place) properties.set('Content', place);
  declareMain(context, self, 'AWS::Lambda::LayerVersion', properties, { open: props.open, asset: code?.asset });
}

/** `function:<name>:<alias>` */
function resourceId(context: BuildContext, target: CdkValue): Value {
  const name = target.kind === 'construct' ? target.state.get('aliasName') : undefined;
  const owner = target.kind === 'construct' ? target.state.get('lambda') : undefined;
  const place = here(context);
  const parts = [
    'function:',
    owner ? attributeOf(context, owner, undefined, 'functionName') : context.toValue(target),
    ':',
    name ? context.toValue(name) : '',
  ];
  return textOf(parts, place);
}

export const versions: readonly ConstructClass[] = [
  {
    name: 'aws-lambda.QualifiedFunctionBase',
    extends: 'aws-lambda.FunctionBase',
    properties: { role: (_, self) => roleOf(self) },
  },
  version,
  alias,
  url,
  layer,
];

function roleOf(self: Construct): CdkValue | undefined {
  const owner = self.state.get('lambda');
  return owner?.kind === 'construct' ? owner.state.get('role') : undefined;
}
