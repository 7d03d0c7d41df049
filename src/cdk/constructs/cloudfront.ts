/** `aws-cloudfront`: distributions with their behaviours, and the functions that run at the edge. */
import type { Value } from '../../core/value.ts';
import type { BuildContext, ConstructClass } from '../library.ts';
import type { CdkMap, CdkValue, Construct, Made } from '../value.ts';
import { nameIn } from './arns.ts';
import { mentionedIn } from './mentions.ts';
import {
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
  tokenOf,
  undefinedIn,
  unknownValue,
  type Convert,
  type PropTable,
} from './props.ts';

const distribution: ConstructClass = {
  name: 'aws-cloudfront.Distribution',
  extends: 'core.Resource',
  build: (context, self, props) => {
    const place = byDefault(self);
    const origins: Value[] = [];
    const config = propertiesOf(context, props, {
      domainNames: 'Aliases',
      comment: 'Comment',
      defaultRootObject: 'DefaultRootObject',
      enabled: 'Enabled',
      httpVersion: 'HttpVersion',
      enableIpv6: 'IPV6Enabled',
      priceClass: 'PriceClass',
      webAclId: 'WebACLId',
    });
    for (const [name, value] of [
      ['Enabled', true],
      ['HttpVersion', 'http2'],
      ['IPV6Enabled', true],
    ] as const)
      if (!config.has(name)) config.set(name, scalar(value, place));
    const first = propOf(props, 'defaultBehavior');
    if (first) config.set('DefaultCacheBehavior', behaviorOf(context, self, first, origins));
    const more = propOf(props, 'additionalBehaviors');
    if (more?.kind === 'map' && more.entries.size > 0)
      config.set(
        'CacheBehaviors',
        listValue(
          [...more.entries].map(([pattern, entry]) =>
            behaviorOf(context, self, entry.value, origins, scalar(pattern, { at: entry.key, from: more.from })),
          ),
          more,
        ),
      );
    config.set('Origins', listValue(origins, first ?? place));
    const certificate = propOf(props, 'certificate');
    if (certificate)
      config.set(
        'ViewerCertificate',
        unknownValue('the library puts it together', certificate, mentionedIn(certificate)),
      );
    const properties = new Map<string, Value>([['DistributionConfig', mapValue(config, place, props.open)]]);
    declareMain(context, self, 'AWS::CloudFront::Distribution', properties, { open: props.open });
  },
  methods: {
    addBehavior: (context, self, args) => {
      const [pattern, origin, options] = args.positional;
      if (self.main === undefined || !origin) return undefinedIn(context);
      const props: CdkMap = {
        ...(options?.kind === 'map' ? options : { kind: 'map', entries: new Map(), at: origin.at, from: origin.from }),
      };
      const entries = new Map(props.entries);
      entries.set('origin', { key: origin.at, value: origin });
      const origins: Value[] = [];
      const path = textIn(pattern);
      const behavior = behaviorOf(
        context,
        self,
        { ...props, entries },
        origins,
        pattern && path !== undefined ? scalar(path, pattern) : undefined,
      );
      for (const one of origins) context.append(self.main, ['DistributionConfig', 'Origins'], one);
      context.append(self.main, ['DistributionConfig', 'CacheBehaviors'], behavior);
      return undefinedIn(context);
    },
  },
  properties: {
    distributionId: (context, self) => tokenOf(context, self, undefined, 'distributionId'),
    distributionDomainName: (context, self) => tokenOf(context, self, 'DomainName', 'distributionDomainName'),
    domainName: (context, self) => tokenOf(context, self, 'DomainName', 'distributionDomainName'),
  },
};

const behaviorTable: PropTable = {
  allowedMethods: ['AllowedMethods', methodsOf],
  cachedMethods: ['CachedMethods', methodsOf],
  cachePolicy: ['CachePolicyId', policyId],
  compress: 'Compress',
  originRequestPolicy: ['OriginRequestPolicyId', policyId],
  responseHeadersPolicy: ['ResponseHeadersPolicyId', policyId],
  smoothStreaming: 'SmoothStreaming',
  viewerProtocolPolicy: 'ViewerProtocolPolicy',
  functionAssociations: [
    'FunctionAssociations',
    listOf(
      struct({
        eventType: 'EventType',
        function: ['FunctionARN', (context, value) => attributeOf(context, value, 'FunctionARN', 'functionArn')],
      }),
    ),
  ],
  edgeLambdas: [
    'LambdaFunctionAssociations',
    listOf(
      struct({
        eventType: 'EventType',
        includeBody: 'IncludeBody',
        functionVersion: [
          'LambdaFunctionARN',
          (context, value) => attributeOf(context, value, undefined, 'edgeArn', 'functionArn'),
        ],
      }),
    ),
  ],
};

function behaviorOf(context: BuildContext, self: Construct, value: CdkValue, origins: Value[], pattern?: Value): Value {
  if (value.kind !== 'map')
    return unknownValue('its behaviour is not decided in the source', value, mentionedIn(value));
  const place = byDefault(self);
  const properties = propertiesOf(context, value, behaviorTable);
  if (pattern) properties.set('PathPattern', pattern);
  if (!properties.has('CachePolicyId'))
    properties.set('CachePolicyId', scalar(managed['CACHING_OPTIMIZED'] ?? '', place));
  if (!properties.has('Compress')) properties.set('Compress', scalar(true, place));
  if (!properties.has('ViewerProtocolPolicy')) properties.set('ViewerProtocolPolicy', scalar('allow-all', place));
  for (const edge of itemsIn(propOf(value, 'edgeLambdas'))) trustEdge(context, propOf(edge, 'functionVersion'));
  const origin = propOf(value, 'origin');
  if (origin) {
    properties.set(
      'TargetOriginId',
      unknownValue('the library names origins after a path', { ...place, at: origin.at }),
    );
    addOrigin(context, self, origin, origins);
  }
  return mapValue(properties, value, value.open);
}

/** The role of a function that runs at the edge trusts the edge, too. */
function trustEdge(context: BuildContext, version: CdkValue | undefined): void {
  const owner = version?.kind === 'construct' ? (version.state.get('lambda') ?? version) : undefined;
  const role = owner?.kind === 'construct' ? owner.state.get('role') : undefined;
  if (role?.kind !== 'construct' || role.main === undefined || role.state.has('trusts the edge')) return;
  const place = { at: context.call, from: 'default' } as const;
  role.state.set('trusts the edge', role);
  context.append(
    role.main,
    ['AssumeRolePolicyDocument', 'Statement'],
    mapValue(
      {
        Action: scalar('sts:AssumeRole', place),
        Effect: scalar('Allow', place),
        Principal: mapValue({ Service: scalar('edgelambda.amazonaws.com', place) }, place),
      },
      place,
    ),
  );
}

/** An origin that is given twice is one. */
function addOrigin(context: BuildContext, self: Construct, origin: CdkValue, origins: Value[]): void {
  const known = itemsIn(self.state.get('origins'));
  if (known.includes(origin)) return;
  self.state.set('origins', { kind: 'list', items: [...known, origin], at: origin.at, from: origin.from });
  origins.push(originOf(context, origin));
}

function originOf(context: BuildContext, origin: CdkValue): Value {
  const [target] = origin.kind === 'made' ? origin.arguments.positional : [];
  const id = unknownValue('the library names origins after a path', origin);
  if (origin.kind !== 'made' || !target)
    return unknownValue('its origin is not decided in the source', origin, mentionedIn(origin));
  const mentioned = mentionedIn(target);
  const domain = domainOf(context, origin, target) ?? unknownValue('the library puts it together', origin, mentioned);
  const options = optionsOf(origin.arguments, 1, origin);
  const place = { at: origin.at, from: 'default' } as const;
  const isHttp = nameIn(origin.name) === 'HttpOrigin';
  const own = propertiesOf(context, options, {
    originPath: 'OriginPath',
    connectionAttempts: 'ConnectionAttempts',
    connectionTimeout: ['ConnectionTimeout', seconds],
    keepaliveTimeout: ['CustomOriginConfig.OriginKeepaliveTimeout', seconds],
    readTimeout: ['CustomOriginConfig.OriginReadTimeout', seconds],
    protocolPolicy: 'CustomOriginConfig.OriginProtocolPolicy',
  });
  if (isHttp) {
    const custom = own.get('CustomOriginConfig');
    const entries = new Map(custom?.kind === 'map' ? custom.entries : []);
    const protocols = listValue([scalar('TLSv1.2', place)], place);
    entries.set('OriginSSLProtocols', { key: place.at, value: protocols });
    if (!entries.has('OriginProtocolPolicy'))
      entries.set('OriginProtocolPolicy', { key: place.at, value: scalar('https-only', place) });
    own.set('CustomOriginConfig', { kind: 'map', entries, ...place });
  }
  const open = isHttp ? options.open : 'the library adds what this kind of origin needs';
  return mapValue({ Id: id, DomainName: domain, ...Object.fromEntries(own) }, origin, open);
}

function domainOf(context: BuildContext, { name }: Made, target: CdkValue): Value | undefined {
  if (nameIn(name) === 'HttpOrigin') return plain(context, target);
  if (/^(S3Origin|withOrigin\w*|withBucketDefaults)$/.test(nameIn(name)))
    return attributeOf(context, target, 'RegionalDomainName', 'bucketRegionalDomainName');
  return undefined;
}

function methodsOf(context: BuildContext, value: CdkValue): Value {
  const words = value.kind === 'library' ? methodWords[nameIn(value.name)] : undefined;
  return words
    ? listValue(
        words.split(' ').map((word) => scalar(word, value)),
        value,
      )
    : context.toValue(value);
}

const methodWords: Readonly<Record<string, string>> = {
  ALLOW_GET_HEAD: 'GET HEAD',
  ALLOW_GET_HEAD_OPTIONS: 'GET HEAD OPTIONS',
  ALLOW_ALL: 'GET HEAD OPTIONS PUT PATCH POST DELETE',
  CACHE_GET_HEAD: 'GET HEAD',
  CACHE_GET_HEAD_OPTIONS: 'GET HEAD OPTIONS',
};

/** Policies that AWS itself keeps have fixed ids. */
function policyId(context: BuildContext, value: CdkValue): ReturnType<Convert> {
  if (value.kind !== 'library') return attributeOf(context, value, 'Id', 'cachePolicyId', 'originRequestPolicyId');
  const id = managed[nameIn(value.name)];
  return id === undefined ? unknownValue('it is a policy of AWS', value) : scalar(id, value);
}

const managed: Readonly<Record<string, string>> = {
  CACHING_OPTIMIZED: '658327ea-f89d-4fab-a63d-7e88639e58f6',
  CACHING_DISABLED: '4135ea2d-6df8-44a3-9df3-4b5a84be39ad',
  CACHING_OPTIMIZED_FOR_UNCOMPRESSED_OBJECTS: 'b2884449-e4de-46a7-ac36-70bc7f1ddd6d',
  ALL_VIEWER: '216adef6-5c7f-47e4-b989-5492eafa07d3',
  ALL_VIEWER_EXCEPT_HOST_HEADER: 'b689b0a8-53d0-40ab-baf2-68738e2966ac',
  CORS_S3_ORIGIN: '88a5eaf4-2fd4-4709-b370-b4c650ea3fcf',
};

const edgeFunction: ConstructClass = {
  name: 'aws-cloudfront.Function',
  extends: 'core.Resource',
  build: (context, self, props) => {
    const place = byDefault(self);
    const properties = propertiesOf(context, props, {
      functionName: 'Name',
      code: [
        'FunctionCode',
        (inner, value) => {
          const [given] = value.kind === 'made' ? value.arguments.positional : [];
          return given && value.kind === 'made' && nameIn(value.name) === 'fromInline'
            ? plain(inner, given)
            : unknownValue('it is the text of a file', value);
        },
      ],
    });
    if (!properties.has('Name')) properties.set('Name', unknownValue('the library makes a name of its path', place));
    const publishes = propOf(props, 'autoPublish');
    properties.set('AutoPublish', publishes ? (plain(context, publishes) ?? scalar(true, place)) : scalar(true, place));
    const runtime = propOf(props, 'runtime');
    const comment = propOf(props, 'comment');
    properties.set(
      'FunctionConfig',
      mapValue(
        {
          Comment: (comment && plain(context, comment)) ?? properties.get('Name'),
          Runtime: (runtime && plain(context, runtime)) ?? scalar('cloudfront-js-1.0', place),
        },
        place,
      ),
    );
    declareMain(context, self, 'AWS::CloudFront::Function', properties, { open: props.open });
  },
  properties: {
    functionArn: (context, self) => tokenOf(context, self, 'FunctionARN'),
    functionName: (context, self) => tokenOf(context, self, undefined),
  },
};

const cachePolicy: ConstructClass = {
  name: 'aws-cloudfront.CachePolicy',
  extends: 'core.Resource',
  build: (context, self, props) => {
    const config = propertiesOf(context, props, {
      cachePolicyName: 'Name',
      comment: 'Comment',
      defaultTtl: ['DefaultTTL', seconds],
      maxTtl: ['MaxTTL', seconds],
      minTtl: ['MinTTL', seconds],
    });
    const why = 'the library adds what it keys the cache with';
    const properties = new Map<string, Value>([['CachePolicyConfig', mapValue(config, byDefault(self), why)]]);
    declareMain(context, self, 'AWS::CloudFront::CachePolicy', properties, { open: props.open });
  },
  properties: { cachePolicyId: (context, self) => tokenOf(context, self, 'Id', 'cachePolicyId') },
};

/** The older class: it is read which functions it runs at the edge, and no more. */
const webDistribution: ConstructClass = {
  name: 'aws-cloudfront.CloudFrontWebDistribution',
  extends: distribution.name,
  build: (context, self, props) => {
    const why = 'the library puts it together';
    const config = unknownValue(why, byDefault(self), mentionedIn(props));
    const type = 'AWS::CloudFront::Distribution';
    context.declare(self, { suffix: 'CFDistribution', type, properties: new Map([['DistributionConfig', config]]) });
  },
};

export const cloudfront: readonly ConstructClass[] = [distribution, webDistribution, edgeFunction, cachePolicy];
