/** Tasks of state machines that read and write items of DynamoDB. */
import type { Task } from './stepfunctionsDefinition.ts';
import type { Value } from '../../core/value.ts';
import type { BuildContext } from '../library.ts';
import type { CdkValue } from '../value.ts';
import { here, nameIn, placeOfStack } from './arns.ts';
import { statementOf } from './policies.ts';
import { attributeOf, byDefault, cdkMap, cdkScalar, plain, propOf, scalar, textOf, unknownValue } from './props.ts';
import { type Asl, aslOf, put } from './stepfunctionsJson.ts';
import { integration, parametersOf } from './stepfunctionsParameters.ts';

/** In the order in which the library writes the parameters. */
const itemOrders: Readonly<Record<string, string>> = {
  put: 'item table conditionExpression expressionAttributeNames expressionAttributeValues returnConsumedCapacity returnItemCollectionMetrics returnValues',
  get: 'key table consistentRead expressionAttributeNames projectionExpression returnConsumedCapacity',
  update:
    'key table conditionExpression expressionAttributeNames expressionAttributeValues returnConsumedCapacity returnItemCollectionMetrics returnValues updateExpression',
  delete:
    'key table conditionExpression expressionAttributeNames expressionAttributeValues returnConsumedCapacity returnItemCollectionMetrics returnValues',
};

export const item =
  (method: 'put' | 'get' | 'update' | 'delete'): Task =>
  (context, self, props) => {
    const table = propOf(props, 'table');
    const name = table && attributeOf(context, table, undefined, 'tableName');
    const entries: Record<string, CdkValue | Value | Asl | undefined> = {};
    for (const prop of (itemOrders[method] ?? '').split(' ')) {
      const given = propOf(props, prop);
      const key = prop.slice(0, 1).toUpperCase() + prop.slice(1);
      if (prop === 'table') entries['TableName'] = name;
      else if (prop === 'consistentRead') entries[key] = given ?? cdkScalar(false, byDefault(self));
      else if (/^(item|key|expressionAttributeValues)$/.test(prop))
        entries[key] = given && attributesOf(context, given);
      else if (prop === 'projectionExpression')
        entries[key] = given && unknownValue('the library writes the expression', given);
      else entries[key] = given;
    }
    const { partition, region, account } = placeOfStack(context, self, here(context));
    const arn = textOf(['arn:', partition, ':dynamodb:', region, ':', account, ':table/', name ?? ''], here(context));
    const title = `${method.slice(0, 1).toUpperCase()}${method.slice(1)}Item`;
    return {
      resource: integration(`dynamodb:${method}Item`, cdkMap({}, self), self),
      parameters: parametersOf(context, entries),
      statements: [statementOf([`dynamodb:${title}`], [arn], here(context))],
    };
  };

/** `DynamoAttributeValue.fromString('x')` → `{ S: 'x' }` */
function attributesOf(context: BuildContext, value: CdkValue): Asl {
  if (value.kind !== 'map') return aslOf(context, value);
  const map = new Map<string, Asl>();
  for (const [name, entry] of value.entries) map.set(name, attributeValue(context, entry.value));
  return map;
}

const attributeTypes: Readonly<Record<string, string>> = {
  fromString: 'S',
  fromNumber: 'N',
  numberFromString: 'N',
  fromBinary: 'B',
  fromStringSet: 'SS',
  fromMap: 'M',
  mapFromJsonPath: 'M',
  fromList: 'L',
  listFromJsonPath: 'L',
  fromNull: 'NULL',
  fromBoolean: 'BOOL',
  booleanFromJsonPath: 'BOOL',
};

function attributeValue(context: BuildContext, value: CdkValue): Asl {
  if (value.kind !== 'made') return aslOf(context, value);
  const [given] = value.arguments.positional;
  const name = nameIn(value.name);
  const type = attributeTypes[name];
  if (type === undefined) return aslOf(context, value);
  const map = new Map<string, Asl>();
  if (type === 'NULL') map.set(type, scalar(true, value));
  else if (type === 'L' && given?.kind === 'list')
    map.set(
      type,
      given.items.map((it) => attributeValue(context, it)),
    );
  else if (type === 'M' && given?.kind === 'map') map.set(type, attributesOf(context, given));
  else if (name.endsWith('FromJsonPath') && given)
    map.set(`${type}.$`, plain(context, given) ?? unknownValue('it is not given', given));
  else if (type === 'N' && given?.kind === 'scalar') map.set(type, scalar(String(given.value), given));
  else put(context, map, type, given);
  return map;
}
