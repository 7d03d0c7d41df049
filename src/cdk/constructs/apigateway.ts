/** `aws-apigateway`: REST APIs. */
import { restApiId } from './apigatewayModels.ts';
import { apiKeyFor } from './apigatewayPlans.ts';
import type { Value } from '../../core/value.ts';
import type { BuildContext, ConstructClass } from '../library.ts';
import type { CdkMap, CdkValue, Construct } from '../value.ts';
import { apigatewayMethods, rootOf } from './apigatewayMethods.ts';
import { apigatewayStages, urlOf } from './apigatewayStages.ts';
import { here, made, serviceRole, withProps } from './arns.ts';
import { policyDocument } from './policies.ts';
import {
  argumentOf,
  attributeOf,
  booleanIn,
  byDefault,
  bytes,
  cdkList,
  cdkMap,
  cdkScalar,
  declareMain,
  listOf,
  mapValue,
  mapOf,
  optionsOf,
  plain,
  propertiesOf,
  propOf,
  scalar,
  struct,
  textIn,
  textOf,
  tokenOf,
  undefinedIn,
  unknownValue,
  type PropTable,
} from './props.ts';
import { imported } from './versions.ts';
import { environmentOf, stackOf } from './core.ts';

const shared: PropTable = {
  binaryMediaTypes: 'BinaryMediaTypes',
  disableExecuteApiEndpoint: 'DisableExecuteApiEndpoint',
  endpointConfiguration: [
    'EndpointConfiguration',
    struct({
      ipAddressType: 'IpAddressType',
      types: ['Types', listOf(plain)],
      vpcEndpoints: [
        'VpcEndpointIds',
        listOf((context, value) => attributeOf(context, value, undefined, 'vpcEndpointId')),
      ],
    }),
  ],
  endpointTypes: ['EndpointConfiguration.Types', listOf(plain)],
  failOnWarnings: 'FailOnWarnings',
  minCompressionSize: ['MinimumCompressionSize', bytes],
  minimumCompressionSize: 'MinimumCompressionSize',
  parameters: ['Parameters', mapOf(plain)],
  policy: ['Policy', (context, value) => policyDocument(context, value) ?? context.toValue(value)],
};

function buildApi(
  context: BuildContext,
  self: Construct,
  props: CdkMap,
  more: ReadonlyMap<string, Value> = new Map(),
): void {
  const properties = propertiesOf(context, props, {
    ...shared,
    restApiName: 'Name',
    description: 'Description',
    apiKeySourceType: 'ApiKeySourceType',
    cloneFrom: ['CloneFrom', restApiId],
  });
  for (const [name, value] of more) properties.set(name, value);
  if (!properties.has('Name')) properties.set('Name', scalar(self.id, byDefault(self)));
  declareMain(context, self, 'AWS::ApiGateway::RestApi', properties, { open: props.open });
  self.state.set('api', self);
  allowLogs(context, self, props);
  deploy(context, self, props);
  const domain = propOf(props, 'domainName');
  if (domain?.kind === 'map')
    context.create('aws-apigateway.DomainName', self, 'CustomDomain', withProps(domain, { mapping: self }));
  self.state.set('root', rootOf(context, self, props));
}

/** The account's role for logs, which the library makes unless it is told not to. */
function allowLogs(context: BuildContext, self: Construct, props: CdkMap): void {
  const wanted = propOf(props, 'cloudWatchRole') ?? context.setting('@aws-cdk/aws-apigateway:disableCloudWatchRole');
  const isWanted = propOf(props, 'cloudWatchRole') ? booleanIn(wanted) === true : booleanIn(wanted) !== true;
  if (!isWanted) return;
  const place = byDefault(self);
  const policy = made(
    context,
    'aws-iam.ManagedPolicy.fromAwsManagedPolicyName',
    [cdkScalar('service-role/AmazonAPIGatewayPushToCloudWatchLogs', place)],
    place,
  );
  const role = serviceRole(context, self, 'CloudWatchRole', 'apigateway.amazonaws.com', {
    managedPolicies: cdkList([policy], place),
  });
  context.declare(self, {
    suffix: 'Account',
    type: 'AWS::ApiGateway::Account',
    properties: new Map([['CloudWatchRoleArn', attributeOf(context, role, 'Arn')]]),
  });
}

function deploy(context: BuildContext, self: Construct, props: CdkMap): void {
  if (booleanIn(propOf(props, 'deploy')) === false) return;
  const place = byDefault(self);
  const options = propOf(props, 'deployOptions');
  const description =
    propOf(options, 'description') ??
    propOf(props, 'description') ??
    cdkScalar('Automatically created by the RestApi construct', place);
  const deployment = context.create(
    'aws-apigateway.Deployment',
    self,
    'Deployment',
    cdkMap({ api: self, description }, place),
  );
  const name = textIn(propOf(options, 'stageName')) ?? (propOf(options, 'stageName') ? '…' : 'prod');
  const given: CdkMap =
    options?.kind === 'map'
      ? options
      : options
        ? { ...cdkMap({}, options), open: 'its options are not decided in the source' }
        : cdkMap({}, place);
  const stage = context.create(
    'aws-apigateway.Stage',
    self,
    `DeploymentStage.${name}`,
    withProps(given, { deployment }),
  );
  self.state.set('latestDeployment', deployment);
  self.state.set('deploymentStage', stage);
}

const base: ConstructClass = {
  name: 'aws-apigateway.RestApiBase',
  extends: 'core.Resource',
  methods: {
    addApiKey: (context, self, args) =>
      apiKeyFor(
        context,
        self,
        self.state.get('deploymentStage'),
        args.positional[0],
        optionsOf(args, 1, here(context)),
      ),
    addUsagePlan: (context, self, args) => {
      const options = optionsOf(args, 1, here(context));
      return context.create('aws-apigateway.UsagePlan', self, textIn(argumentOf(args, 0, 'id')) ?? '…', options);
    },
    addModel: (context, self, args) => under(context, self, 'aws-apigateway.Model', args),
    addRequestValidator: (context, self, args) => under(context, self, 'aws-apigateway.RequestValidator', args),
    addGatewayResponse: (context, self, args) => under(context, self, 'aws-apigateway.GatewayResponse', args),
    addDomainName: (context, self, args) => {
      const options = withProps(optionsOf(args, 1, here(context)), { mapping: self });
      return context.create('aws-apigateway.DomainName', self, textIn(argumentOf(args, 0, 'id')) ?? '…', options);
    },
    arnForExecuteApi: (context, self, args) => executeArn(context, self, args.positional),
    urlForPath: (context, self, args) => {
      const stage = self.state.get('deploymentStage');
      return stage?.kind === 'construct' ? urlOf(context, stage, textIn(args.positional[0]) ?? '/') : undefined;
    },
    addToResourcePolicy: undefinedIn,
    grantInvokeFromVpcEndpointsOnly: undefinedIn,
  },
  properties: {
    restApiId: (context, self) => tokenOf(context, self, undefined, 'restApiId'),
    restApiName: (context, self) => self.state.get('restApiName') ?? cdkScalar(self.id, here(context)),
    restApiRootResourceId: (context, self) => tokenOf(context, self, 'RootResourceId', 'restApiRootResourceId'),
    root: (_, self) => self.state.get('root'),
    deploymentStage: (_, self) => self.state.get('deploymentStage'),
    latestDeployment: (_, self) => self.state.get('latestDeployment'),
    url: (context, self) => {
      const stage = self.state.get('deploymentStage');
      return stage?.kind === 'construct' ? urlOf(context, stage, '/') : undefined;
    },
  },
};

function under(
  context: BuildContext,
  self: Construct,
  name: string,
  args: { readonly positional: readonly CdkValue[]; readonly named: CdkMap | undefined },
): Construct {
  const options = withProps(optionsOf(args, 1, here(context)), { restApi: self });
  return context.create(name, self, textIn(argumentOf(args, 0, 'id')) ?? '…', options);
}

/** `arn:aws:execute-api:<region>:<account>:<api>/<stage>/<method>/<path>` */
function executeArn(context: BuildContext, self: Construct, positional: readonly CdkValue[]): CdkValue {
  const place = here(context);
  const [method, path, stage] = positional;
  const owner = stackOf(self) ?? self;
  const part = (value: CdkValue | undefined, fallback: string): string | Value =>
    value ? (plain(context, value) ?? fallback) : fallback;
  const name = part(method, '*');
  const value = textOf(
    [
      'arn:',
      context.toValue({ kind: 'library', name: 'core.Aws.PARTITION', ...place }),
      ':execute-api:',
      context.toValue(environmentOf(context, owner, 'region')),
      ':',
      context.toValue(environmentOf(context, owner, 'account')),
      ':',
      restApiId(context, self),
      '/',
      part(stage, '*'),
      '/',
      typeof name !== 'string' && name.kind === 'scalar' && name.value === 'ANY' ? '*' : name,
      part(path, '/*'),
    ],
    place,
  );
  return value.kind === 'text'
    ? { kind: 'token', value, ...place }
    : context.unknown('it is decided at deployment', place.at);
}

const importedApi = (name: string): NonNullable<ConstructClass['statics']> => ({
  fromRestApiId: (context, args) => imported(context, name, args, { restApiId: argumentOf(args, 2, 'restApiId') }),
  fromRestApiAttributes: (context, args) => {
    const options = optionsOf(args, 2, here(context));
    const api = imported(context, name, args, {
      restApiId: propOf(options, 'restApiId'),
      restApiRootResourceId: propOf(options, 'rootResourceId'),
    });
    api.state.set('api', api);
    api.state.set('root', rootOf(context, api, cdkMap({}, here(context))));
    return api;
  },
});

const restApi: ConstructClass = {
  name: 'aws-apigateway.RestApi',
  extends: base.name,
  build: (context, self, props) => buildApi(context, self, props),
  statics: importedApi('aws-apigateway.RestApi'),
};

const lambdaRestApi: ConstructClass = {
  name: 'aws-apigateway.LambdaRestApi',
  extends: restApi.name,
  build: (context, self, props) => {
    const place = byDefault(self);
    const handler = propOf(props, 'handler');
    const options = propOf(props, 'integrationOptions');
    const integration =
      handler &&
      made(context, 'aws-apigateway.LambdaIntegration', options ? [handler, options] : [handler], {
        at: handler.at,
        from: handler.from,
      });
    const older = propOf(props, 'options');
    const all: CdkMap =
      older?.kind === 'map' ? { ...props, entries: new Map([...older.entries, ...props.entries]) } : props;
    buildApi(context, self, withProps(all, { defaultIntegration: integration }));
    const root = self.state.get('root');
    if (booleanIn(propOf(props, 'proxy')) === false || root?.kind !== 'construct') return;
    context.create('aws-apigateway.ProxyResource', root, '{proxy+}', cdkMap({ parent: root }, place));
  },
};

const stepFunctionsRestApi: ConstructClass = {
  name: 'aws-apigateway.StepFunctionsRestApi',
  extends: restApi.name,
  build: (context, self, props) => {
    buildApi(context, self, props);
    const root = self.state.get('root');
    const machine = propOf(props, 'stateMachine');
    if (root?.kind !== 'construct' || !machine) return;
    const place = { at: machine.at, from: machine.from };
    const options = cdkMap({ credentialsRole: propOf(props, 'role') }, place);
    const integration = made(
      context,
      'aws-apigateway.StepFunctionsIntegration.startExecution',
      [machine, options],
      place,
    );
    context.create(
      'aws-apigateway.Method',
      root,
      'ANY',
      cdkMap({ resource: root, httpMethod: cdkScalar('ANY', place), integration }, place),
    );
  },
};

const specRestApi: ConstructClass = {
  name: 'aws-apigateway.SpecRestApi',
  extends: base.name,
  build: (context, self, props) => {
    const definition = propOf(props, 'apiDefinition');
    const more = propertiesOf(context, props, { mode: 'Mode' });
    if (definition) more.set(...bodyOf(context, definition));
    buildApi(context, self, props, more);
  },
  statics: importedApi('aws-apigateway.SpecRestApi'),
};

/** `ApiDefinition.fromInline({ openapi: … })`, `fromAsset('api.yaml')`, `fromBucket(bucket, key)` */
function bodyOf(context: BuildContext, definition: CdkValue): [string, Value] {
  const name = definition.kind === 'made' ? definition.name : '';
  const [first, second] = definition.kind === 'made' ? definition.arguments.positional : [];
  if (first && name.endsWith('fromInline')) return ['Body', plain(context, first) ?? context.toValue(first)];
  if (first && name.endsWith('fromBucket'))
    return [
      'BodyS3Location',
      mapValue(
        { Bucket: attributeOf(context, first, undefined, 'bucketName'), Key: second && plain(context, second) },
        definition,
      ),
    ];
  const file = textIn(first);
  const why = file === undefined ? 'the definition is not decided in the source' : `it is uploaded from \`${file}\``;
  return ['BodyS3Location', unknownValue(why, definition)];
}

const gatewayResponse: ConstructClass = {
  name: 'aws-apigateway.GatewayResponse',
  extends: 'core.Resource',
  build: (context, self, props) => {
    const properties = propertiesOf(context, props, {
      restApi: ['RestApiId', restApiId],
      statusCode: 'StatusCode',
      templates: ['ResponseTemplates', mapOf(plain)],
      type: ['ResponseType', (inner, value) => responseType(inner, value)],
    });
    const headers = propOf(props, 'responseHeaders');
    if (headers?.kind === 'map') {
      const entries = new Map<string, Value>();
      for (const [name, entry] of headers.entries)
        entries.set(`gatewayresponse.header.${name}`, plain(context, entry.value) ?? context.toValue(entry.value));
      properties.set('ResponseParameters', mapValue(entries, headers, headers.open));
    }
    declareMain(context, self, 'AWS::ApiGateway::GatewayResponse', properties, { open: props.open });
  },
};

const responseType = (context: BuildContext, value: CdkValue): Value =>
  value.kind === 'library'
    ? scalar(value.name.slice(value.name.lastIndexOf('.') + 1), value)
    : context.toValue(value.kind === 'made' ? (value.arguments.positional[0] ?? value) : value);

const vpcLink: ConstructClass = {
  name: 'aws-apigateway.VpcLink',
  extends: 'core.Resource',
  build: (context, self, props) => {
    const properties = propertiesOf(context, props, {
      vpcLinkName: 'Name',
      description: 'Description',
      targets: ['TargetArns', listOf((inner, value) => attributeOf(inner, value, undefined, 'loadBalancerArn'))],
    });
    if (!properties.has('Name'))
      properties.set('Name', unknownValue('the library makes a name of its path', byDefault(self)));
    declareMain(context, self, 'AWS::ApiGateway::VpcLink', properties, { open: props.open });
  },
  properties: { vpcLinkId: (context, self) => tokenOf(context, self, undefined, 'vpcLinkId') },
};

export const apigateway: readonly ConstructClass[] = [
  base,
  restApi,
  lambdaRestApi,
  stepFunctionsRestApi,
  specRestApi,
  gatewayResponse,
  vpcLink,
  ...apigatewayMethods,
  ...apigatewayStages,
];
