/** `aws-apigateway`: what requests of REST APIs are checked against. */
import type { Value } from '../../core/value.ts';
import type { BuildContext, ConstructClass } from '../library.ts';
import type { CdkValue } from '../value.ts';
import { nameIn } from './arns.ts';
import {
  attributeOf,
  byDefault,
  type Convert,
  declareMain,
  isAbsent,
  itemsIn,
  mapValue,
  plain,
  propertiesOf,
  scalar,
  tokenOf,
  unknownValue,
} from './props.ts';

export const restApiId = (context: BuildContext, api: CdkValue): Value =>
  attributeOf(context, api, undefined, 'restApiId');

export const modelId: Convert = (context, value) =>
  value.kind === 'library' && value.name.startsWith('aws-apigateway.Model.')
    ? scalar(nameIn(value.name) === 'ERROR_MODEL' ? 'Error' : 'Empty', value)
    : attributeOf(context, value, undefined, 'modelId');

export const requestValidator: ConstructClass = {
  name: 'aws-apigateway.RequestValidator',
  extends: 'core.Resource',
  build: (context, self, props) => {
    const properties = propertiesOf(context, props, {
      requestValidatorName: 'Name',
      restApi: ['RestApiId', restApiId],
      validateRequestBody: 'ValidateRequestBody',
      validateRequestParameters: 'ValidateRequestParameters',
    });
    declareMain(context, self, 'AWS::ApiGateway::RequestValidator', properties, { open: props.open });
  },
  properties: { requestValidatorId: (context, self) => tokenOf(context, self, undefined) },
};

export const model: ConstructClass = {
  name: 'aws-apigateway.Model',
  extends: 'core.Resource',
  build: (context, self, props) => {
    const place = byDefault(self);
    const properties = propertiesOf(context, props, {
      contentType: 'ContentType',
      description: 'Description',
      modelName: 'Name',
      restApi: ['RestApiId', restApiId],
      schema: ['Schema', (inner, value) => unknownSchema(inner, value)],
    });
    if (!properties.has('ContentType')) properties.set('ContentType', scalar('application/json', place));
    declareMain(context, self, 'AWS::ApiGateway::Model', properties, { open: props.open });
  },
  properties: { modelId: (context, self) => tokenOf(context, self, undefined, 'modelId') },
};

const schemaNames: Readonly<Record<string, string>> = { schema: '$schema', ref: '$ref' };

function unknownSchema(context: BuildContext, value: CdkValue): Value {
  const schema = schemaOf(context, value, false);
  if (schema.kind !== 'map' || schema.entries.has('$schema')) return schema;
  const word = scalar('http://json-schema.org/draft-04/schema#', { at: value.at, from: 'default' });
  return { ...schema, entries: new Map([...schema.entries, ['$schema', { key: word.at, value: word }]]) };
}

/** Names of the library's own are written as JSON schema has them; those of the user's properties stay. */
function schemaOf(context: BuildContext, value: CdkValue, areNames: boolean): Value {
  if (value.kind === 'list')
    return {
      kind: 'list',
      items: itemsIn(value).map((item) => schemaOf(context, item, false)),
      ...(value.open === undefined ? {} : { open: value.open }),
      at: value.at,
      from: value.from,
    };
  if (value.kind !== 'map') return plain(context, value) ?? unknownValue('it is not given', value);
  const entries = new Map<string, Value>();
  for (const [name, entry] of value.entries)
    if (!isAbsent(entry.value))
      entries.set(
        areNames ? name : (schemaNames[name] ?? name),
        schemaOf(
          context,
          entry.value,
          !areNames && /^(definitions|properties|patternProperties|dependencies)$/.test(name),
        ),
      );
  return mapValue(entries, value, value.open);
}
