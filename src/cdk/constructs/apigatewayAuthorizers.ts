/** `aws-apigateway`: who lets calls of REST APIs pass. */
import type { Value } from '../../core/value.ts';
import type { ConstructClass } from '../library.ts';
import type { Construct } from '../value.ts';
import { invocationUri, nameIn } from './arns.ts';
import {
  attributeOf,
  byDefault,
  type Convert,
  declareMain,
  listOf,
  plain,
  propertiesOf,
  scalar,
  seconds,
  textOf,
  tokenOf,
  unknownValue,
} from './props.ts';

const authorizerMembers: Pick<ConstructClass, 'properties'> = {
  properties: {
    authorizerId: (context, self) => tokenOf(context, self, undefined, 'authorizerId'),
    authorizationType: (_, self) => self.state.get('authorizationType'),
  },
};

const identitySource: Convert = (context, value) => {
  if (value.kind === 'made' && value.name.startsWith('aws-apigateway.IdentitySource.')) {
    const [name] = value.arguments.positional;
    const prefix = {
      header: 'method.request.header.',
      queryString: 'method.request.querystring.',
      stageVariable: 'stageVariables.',
      context: 'context.',
    }[nameIn(value.name)];
    return textOf([prefix ?? '', (name && plain(context, name)) ?? ''], value);
  }
  return plain(context, value);
};

export const lambdaAuthorizer = (name: string, type: 'TOKEN' | 'REQUEST'): ConstructClass => ({
  name,
  extends: 'core.Resource',
  build: (context, self, props) => {
    const place = byDefault(self);
    self.state.set('authorizationType', { kind: 'library', name: 'aws-apigateway.AuthorizationType.CUSTOM', ...place });
    // The library takes both out of the function's ARN.
    const part = unknownValue('it is decided at deployment (`Select`)', place);
    const properties = propertiesOf(context, props, {
      authorizerName: 'Name',
      handler: [
        'AuthorizerUri',
        (inner, value) => invocationUri(inner, value, value, { region: part, partition: part }),
      ],
      assumeRole: ['AuthorizerCredentials', (inner, value) => attributeOf(inner, value, 'Arn', 'roleArn')],
      resultsCacheTtl: ['AuthorizerResultTtlInSeconds', seconds],
      identitySource: ['IdentitySource', identitySource],
      identitySources: ['IdentitySource', joinedSources],
      validationRegex: 'IdentityValidationExpression',
    });
    properties.set('Type', scalar(type, place));
    if (!properties.has('Name')) properties.set('Name', nameOf(self));
    if (!properties.has('AuthorizerResultTtlInSeconds'))
      properties.set('AuthorizerResultTtlInSeconds', scalar(300, place));
    if (type === 'TOKEN' && !properties.has('IdentitySource'))
      properties.set('IdentitySource', scalar('method.request.header.Authorization', place));
    declareMain(context, self, 'AWS::ApiGateway::Authorizer', properties, { open: props.open });
  },
  ...authorizerMembers,
});

const nameOf = (self: Construct): Value => unknownValue('the library makes a name of its path', byDefault(self));

const joinedSources: Convert = (context, value) => {
  if (value.kind !== 'list' || value.open !== undefined) return context.toValue(value);
  const parts = value.items.map((item) => identitySource(context, item) ?? '');
  return textOf(
    parts.flatMap((part, index) => (index > 0 ? [',', part] : [part])),
    value,
  );
};

export const cognitoAuthorizer: ConstructClass = {
  name: 'aws-apigateway.CognitoUserPoolsAuthorizer',
  extends: 'core.Resource',
  build: (context, self, props) => {
    const place = byDefault(self);
    self.state.set('authorizationType', {
      kind: 'library',
      name: 'aws-apigateway.AuthorizationType.COGNITO',
      ...place,
    });
    const properties = propertiesOf(context, props, {
      authorizerName: 'Name',
      cognitoUserPools: ['ProviderARNs', listOf((inner, value) => attributeOf(inner, value, 'Arn', 'userPoolArn'))],
      resultsCacheTtl: ['AuthorizerResultTtlInSeconds', seconds],
      identitySource: ['IdentitySource', identitySource],
    });
    properties.set('Type', scalar('COGNITO_USER_POOLS', place));
    if (!properties.has('Name')) properties.set('Name', nameOf(self));
    if (!properties.has('IdentitySource'))
      properties.set('IdentitySource', scalar('method.request.header.Authorization', place));
    declareMain(context, self, 'AWS::ApiGateway::Authorizer', properties, { open: props.open });
  },
  ...authorizerMembers,
};
