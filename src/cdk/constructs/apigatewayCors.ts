/** `aws-apigateway`: what answers the preflight requests of browsers. */
import type { BuildContext } from '../library.ts';
import type { Arguments, CdkMap, CdkValue } from '../value.ts';
import { made, nameIn } from './arns.ts';
import { amountOf, booleanIn, cdkList, cdkMap, cdkScalar, propOf, textIn, type Place } from './props.ts';

const allMethods = ['OPTIONS', 'GET', 'PUT', 'POST', 'DELETE', 'PATCH', 'HEAD'];

const allHeaders = [
  'Content-Type',
  'X-Amz-Date',
  'Authorization',
  'X-Api-Key',
  'X-Amz-Security-Token',
  'X-Amz-User-Agent',
];

/** The arguments of `addMethod` for an `OPTIONS` method that the API answers by itself. */
export function preflight(context: BuildContext, options: CdkMap, place: Place): Arguments {
  const text = (value: string): CdkValue => cdkScalar(value, place);
  const words = (name: string, fallback: readonly string[]): readonly string[] | undefined => {
    const given = propOf(options, name);
    if (!given) return fallback;
    if (given.kind === 'library') return nameIn(given.name).includes('ALL_METHODS') ? allMethods : fallback;
    if (given.kind !== 'list' || given.open !== undefined) return undefined;
    const found = given.items.map((item) => textIn(item));
    return found.every((it) => it !== undefined) ? found : undefined;
  };
  const listed = (name: string, fallback: readonly string[], separator = ','): CdkValue => {
    const found = words(name, fallback);
    return found
      ? text(`'${found.join(separator)}'`)
      : context.unknown('it is computed from values that the source does not decide', place.at);
  };
  const [origin = '*', ...otherOrigins] = words('allowOrigins', ['*']) ?? [];
  const header = (name: string): string => `method.response.header.${name}`;
  const headers: Record<string, CdkValue> = {
    [header('Access-Control-Allow-Headers')]: listed('allowHeaders', allHeaders),
    [header('Access-Control-Allow-Origin')]: words('allowOrigins', ['*'])
      ? text(`'${origin}'`)
      : listed('allowOrigins', []),
  };
  if (origin !== '*') headers[header('Vary')] = text("'Origin'");
  const methods = words('allowMethods', allMethods);
  headers[header('Access-Control-Allow-Methods')] =
    methods?.length === 1 && methods[0] === 'ANY'
      ? text(`'${allMethods.join(',')}'`)
      : listed('allowMethods', allMethods);
  if (booleanIn(propOf(options, 'allowCredentials')) === true)
    headers[header('Access-Control-Allow-Credentials')] = text("'true'");
  const age = propOf(options, 'maxAge');
  const seconds = age?.kind === 'made' ? amountOf(age) : undefined;
  if (seconds !== undefined) headers[header('Access-Control-Max-Age')] = text(`'${seconds}'`);
  if (booleanIn(propOf(options, 'disableCache')) === true) headers[header('Access-Control-Max-Age')] = text("'-1'");
  if (propOf(options, 'exposeHeaders')) headers[header('Access-Control-Expose-Headers')] = listed('exposeHeaders', []);
  const code = propOf(options, 'statusCode');
  const status = code ?? cdkScalar(204, place);
  const statusText = text(status.kind === 'scalar' ? String(status.value) : '204');
  const templates =
    otherOrigins.length > 0 ? { 'application/json': context.unknown('the library computes it', place.at) } : undefined;
  const mock = made(
    context,
    'aws-apigateway.MockIntegration',
    [
      cdkMap(
        {
          requestTemplates: cdkMap({ 'application/json': text('{ statusCode: 200 }') }, place),
          integrationResponses: cdkList(
            [
              cdkMap(
                {
                  statusCode: statusText,
                  responseParameters: cdkMap(headers, place),
                  responseTemplates: templates && cdkMap(templates, place),
                },
                place,
              ),
            ],
            place,
          ),
        },
        place,
      ),
    ],
    place,
  );
  const declared = Object.fromEntries(Object.keys(headers).map((name) => [name, cdkScalar(true, place)]));
  const response = cdkMap({ statusCode: statusText, responseParameters: cdkMap(declared, place) }, place);
  const methodOptions = cdkMap(
    {
      methodResponses: cdkList([response], place),
      authorizationType: { kind: 'library', name: 'aws-apigateway.AuthorizationType.NONE', ...place },
      apiKeyRequired: cdkScalar(false, place),
    },
    place,
  );
  return { positional: [text('OPTIONS'), mock, methodOptions], named: undefined };
}
