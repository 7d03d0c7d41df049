/** `aws-appsync`: resolvers of fields, and the functions that they are made of. */
import type { Value } from '../../core/value.ts';
import type { BuildContext, ConstructClass } from '../library.ts';
import type { CdkMap } from '../value.ts';
import { nameIn } from './arns.ts';
import {
  attributeOf,
  byDefault,
  type Convert,
  declareMain,
  listOf,
  mapValue,
  plain,
  propertiesOf,
  propOf,
  type PropTable,
  scalar,
  seconds,
  struct,
  tokenOf,
  unknownValue,
} from './props.ts';

export const apiId: Convert = (context, value) => attributeOf(context, value, 'ApiId', 'apiId');

const sourceName: Convert = (context, value) => {
  const kept = value.kind === 'construct' ? value.state.get('sourceName') : undefined;
  return kept ? context.toValue(kept) : attributeOf(context, value, 'Name');
};

/** `MappingTemplate.lambdaRequest()` is text of the library's; what the program writes itself is known. */
const template: Convert = (context, value) => {
  const [given] = value.kind === 'made' ? value.arguments.positional : [];
  if (value.kind === 'made' && nameIn(value.name) === 'fromString' && given) return plain(context, given);
  return unknownValue('the library writes the template', value);
};

const code: Convert = (context, value) => {
  const [given] = value.kind === 'made' ? value.arguments.positional : [];
  if (value.kind === 'made' && nameIn(value.name) === 'fromInline' && given) return plain(context, given);
  return unknownValue('it is uploaded from a file', value);
};

const runtime: Convert = (_, value) =>
  value.kind === 'library' && nameIn(value.name) === 'JS_1_0_0'
    ? mapValue({ Name: scalar('APPSYNC_JS', value), RuntimeVersion: scalar('1.0.0', value) }, value)
    : unknownValue('its runtime is not decided in the source', value);

const templates: PropTable = {
  api: ['ApiId', apiId],
  dataSource: ['DataSourceName', sourceName],
  maxBatchSize: 'MaxBatchSize',
  requestMappingTemplate: ['RequestMappingTemplate', template],
  responseMappingTemplate: ['ResponseMappingTemplate', template],
  runtime: ['Runtime', runtime],
};

function setCode(context: BuildContext, props: CdkMap, properties: Map<string, Value>): void {
  const given = propOf(props, 'code');
  const value = given && code(context, given);
  if (!given || !value) return;
  const isInline = given.kind === 'made' && nameIn(given.name) === 'fromInline';
  properties.set(isInline ? 'Code' : 'CodeS3Location', value);
}

export const resolver: ConstructClass = {
  name: 'aws-appsync.Resolver',
  extends: 'constructs.Construct',
  build: (context, self, props) => {
    const properties = propertiesOf(context, props, {
      ...templates,
      typeName: 'TypeName',
      fieldName: 'FieldName',
      metricsConfig: 'MetricsConfig',
      cachingConfig: ['CachingConfig', struct({ cachingKeys: ['CachingKeys', listOf(plain)], ttl: ['Ttl', seconds] })],
      pipelineConfig: [
        'PipelineConfig.Functions',
        listOf((inner, value) => attributeOf(inner, value, 'FunctionId', 'functionId')),
      ],
    });
    const pipeline = propOf(props, 'pipelineConfig');
    const isPipeline = pipeline !== undefined && (pipeline.kind !== 'list' || pipeline.items.length > 0);
    if (!isPipeline) properties.delete('PipelineConfig');
    properties.set('Kind', scalar(isPipeline ? 'PIPELINE' : 'UNIT', pipeline ?? byDefault(self)));
    setCode(context, props, properties);
    declareMain(context, self, 'AWS::AppSync::Resolver', properties, { open: props.open });
  },
  properties: { arn: (context, self) => tokenOf(context, self, 'ResolverArn') },
};

export const appsyncFunction: ConstructClass = {
  name: 'aws-appsync.AppsyncFunction',
  extends: 'core.Resource',
  build: (context, self, props) => {
    const properties = propertiesOf(context, props, { ...templates, name: 'Name', description: 'Description' });
    properties.set('FunctionVersion', scalar('2018-05-29', byDefault(self)));
    setCode(context, props, properties);
    declareMain(context, self, 'AWS::AppSync::FunctionConfiguration', properties, { open: props.open });
  },
  properties: {
    functionId: (context, self) => tokenOf(context, self, 'FunctionId', 'functionId'),
    functionArn: (context, self) => tokenOf(context, self, 'FunctionArn'),
    functionName: (context, self) => tokenOf(context, self, 'Name'),
  },
};
