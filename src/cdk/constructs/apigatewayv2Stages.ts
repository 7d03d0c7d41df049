/** `aws-apigatewayv2`: stages, domains and links to VPCs. */
import type { Value } from '../../core/value.ts';
import type { BuildContext, ConstructClass } from '../library.ts';
import type { CdkMap, CdkValue, Construct } from '../value.ts';
import { here, nameIn, placeOfStack } from './arns.ts';
import {
  attributeOf,
  byDefault,
  cdkMap,
  cdkScalar,
  declareMain,
  isAbsent,
  listOf,
  listValue,
  mapOf,
  mapValue,
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
} from './props.ts';

export const apiId = (context: BuildContext, api: CdkValue): Value => attributeOf(context, api, undefined, 'apiId');

export const keep = (self: Construct, name: string, value: CdkValue | undefined): void => {
  if (value && !isAbsent(value)) self.state.set(name, value);
};

export const stage = (name: string, owner: 'httpApi' | 'webSocketApi', scheme: 'https' | 'wss'): ConstructClass => ({
  name,
  extends: 'core.Resource',
  build: (context, self, props) => {
    const place = byDefault(self);
    const api = propOf(props, owner);
    if (api) self.state.set('api', api);
    keep(self, 'stageName', propOf(props, 'stageName') ?? cdkScalar('$default', place));
    const properties = propertiesOf(context, props, {
      stageName: 'StageName',
      autoDeploy: 'AutoDeploy',
      description: 'Description',
      throttle: [
        'DefaultRouteSettings',
        struct({ burstLimit: 'ThrottlingBurstLimit', rateLimit: 'ThrottlingRateLimit' }),
      ],
      detailedMetricsEnabled: 'DefaultRouteSettings.DetailedMetricsEnabled',
      stageVariables: ['StageVariables', mapOf(plain)],
    });
    if (!properties.has('StageName')) properties.set('StageName', scalar('$default', place));
    if (api) properties.set('ApiId', apiId(context, api));
    const log = propOf(props, 'accessLogSettings');
    const destination = propOf(log, 'destination');
    const [target] = destination?.kind === 'made' ? destination.arguments.positional : [];
    const format = propOf(log, 'format');
    if (log)
      properties.set(
        'AccessLogSettings',
        mapValue(
          {
            DestinationArn: target && attributeOf(context, target, 'Arn', 'logGroupArn'),
            Format:
              format?.kind === 'made' && nameIn(format.name) === 'custom'
                ? context.toValue(format.arguments.positional[0] ?? format)
                : unknownValue('the library writes the format of access logs', format ?? log),
          },
          log,
        ),
      );
    declareMain(context, self, 'AWS::ApiGatewayV2::Stage', properties, { open: props.open });
    const mapping = propOf(props, 'domainMapping');
    if (mapping && api) mapDomain(context, self, api, mapping);
  },
  methods: { addStageVariable: undefinedIn, grantManagementApiAccess: undefinedIn },
  properties: {
    stageName: (_, self) => self.state.get('stageName'),
    api: (_, self) => self.state.get('api'),
    url: (context, self) => urlOf(context, self, scheme),
    callbackUrl: (context, self) => urlOf(context, self, 'https'),
  },
});

function mapDomain(context: BuildContext, self: Construct, api: CdkValue, mapping: CdkValue): void {
  const [domain, key] = [propOf(mapping, 'domainName'), propOf(mapping, 'mappingKey')];
  context.create(
    'aws-apigatewayv2.ApiMapping',
    self,
    'ApiMapping',
    cdkMap({ api, domainName: domain, stage: self, apiMappingKey: key }, here(context)),
  );
}

/** `https://<api>.execute-api.<region>.<suffix>/<stage>`; the default stage has no name there. */
export function urlOf(context: BuildContext, of: Construct, scheme: 'https' | 'wss'): CdkValue | undefined {
  const place = here(context);
  const api = of.state.get('api');
  const name = of.state.get('stageName');
  if (!api) return undefined;
  const { region } = placeOfStack(context, of, place);
  const value = textOf(
    [
      `${scheme}://`,
      apiId(context, api),
      '.execute-api.',
      region,
      '.',
      context.toValue({ kind: 'library', name: 'core.Aws.URL_SUFFIX', ...place }),
      '/',
      !name || textIn(name) === '$default' ? '' : context.toValue(name),
    ],
    place,
  );
  return value.kind === 'text' ? { kind: 'token', value, ...place } : undefined;
}

export const apiMapping: ConstructClass = {
  name: 'aws-apigatewayv2.ApiMapping',
  extends: 'core.Resource',
  build: (context, self, props) => {
    const of = propOf(props, 'stage');
    const properties = propertiesOf(context, props, {
      api: ['ApiId', apiId],
      apiMappingKey: 'ApiMappingKey',
      domainName: ['DomainName', (inner, value) => attributeOf(inner, value, undefined, 'domainName')],
    });
    const name = of?.kind === 'construct' ? of.state.get('stageName') : undefined;
    properties.set('Stage', name ? context.toValue(name) : scalar('$default', byDefault(self)));
    declareMain(context, self, 'AWS::ApiGatewayV2::ApiMapping', properties, { open: props.open });
  },
};

export const domainName: ConstructClass = {
  name: 'aws-apigatewayv2.DomainName',
  extends: 'core.Resource',
  build: (context, self, props) => {
    const place = byDefault(self);
    const certificate = propOf(props, 'certificate');
    const endpoint = propOf(props, 'endpointType');
    const configuration = mapValue(
      {
        CertificateArn: certificate && attributeOf(context, certificate, undefined, 'certificateArn'),
        CertificateName: namedOf(context, props, 'certificateName'),
        EndpointType: (endpoint && plain(context, endpoint)) ?? scalar('REGIONAL', place),
        SecurityPolicy: namedOf(context, props, 'securityPolicy'),
      },
      certificate ?? place,
    );
    const properties = propertiesOf(context, props, { domainName: 'DomainName' });
    properties.set('DomainNameConfigurations', listValue([configuration], configuration));
    declareMain(context, self, 'AWS::ApiGatewayV2::DomainName', properties, { open: props.open });
  },
  properties: {
    name: (context, self) => tokenOf(context, self, undefined, 'domainName'),
    regionalDomainName: (context, self) => tokenOf(context, self, 'RegionalDomainName'),
    regionalHostedZoneId: (context, self) => tokenOf(context, self, 'RegionalHostedZoneId'),
  },
};

const namedOf = (context: BuildContext, props: CdkMap, name: string): Value | undefined => {
  const given = propOf(props, name);
  return given && plain(context, given);
};

export const vpcLink: ConstructClass = {
  name: 'aws-apigatewayv2.VpcLink',
  extends: 'core.Resource',
  build: (context, self, props) => {
    const place = byDefault(self);
    const properties = propertiesOf(context, props, {
      vpcLinkName: 'Name',
      securityGroups: [
        'SecurityGroupIds',
        listOf((inner, value) => attributeOf(inner, value, 'GroupId', 'securityGroupId')),
      ],
    });
    if (!properties.has('Name')) properties.set('Name', unknownValue('the library makes a name of its path', place));
    properties.set('SubnetIds', unknownValue('the VPC construct chooses its subnets', propOf(props, 'vpc') ?? place));
    declareMain(context, self, 'AWS::ApiGatewayV2::VpcLink', properties, { open: props.open });
  },
  properties: { vpcLinkId: (context, self) => tokenOf(context, self, undefined, 'vpcLinkId') },
};
