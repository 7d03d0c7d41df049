/** `aws-logs`, `aws-kms`, `aws-secretsmanager` and `aws-ssm`: what functions log to, and where keys, secrets and parameters are kept. */
import type { Value } from '../../core/value.ts';
import type { BuildContext, ConstructClass } from '../library.ts';
import { pseudoParameter } from '../words.ts';
import type { CdkValue, Construct } from '../value.ts';
import { cdkOf } from './core.ts';
import { grantMethods } from './grants.ts';
import { keepKey, keyArn } from './messaging.ts';
import { accountRoot, documentOf, grant, policyDocument } from './policies.ts';
import {
  argumentOf,
  byDefault,
  days,
  declareMain,
  mapValue,
  optionsOf,
  plain,
  propertiesOf,
  propOf,
  scalar,
  textIn,
  textOf,
  tokenOf,
  undefinedIn,
  type Convert,
  type Place,
} from './props.ts';
import { imported } from './versions.ts';

const here = (context: BuildContext): Place => ({ at: context.call, from: 'resource' });

const logGroup: ConstructClass = {
  name: 'aws-logs.LogGroup',
  extends: 'core.Resource',
  build: (context, self, props) => {
    const properties = propertiesOf(context, props, {
      logGroupName: 'LogGroupName',
      retention: ['RetentionInDays', retention],
      logGroupClass: 'LogGroupClass',
      encryptionKey: ['KmsKeyId', keyArn],
    });
    if (!propOf(props, 'retention')) properties.set('RetentionInDays', scalar(731, byDefault(self)));
    declareMain(context, self, 'AWS::Logs::LogGroup', properties, { open: props.open });
  },
  methods: grantMethods('aws-logs.LogGroup'),
  properties: {
    logGroupArn: (context, self) => tokenOf(context, self, 'Arn', 'logGroupArn'),
    logGroupName: (context, self) => tokenOf(context, self, undefined, 'logGroupName'),
  },
  statics: {
    fromLogGroupArn: (context, args) =>
      imported(context, 'aws-logs.LogGroup', args, { logGroupArn: argumentOf(args, 2, 'logGroupArn') }),
    fromLogGroupName: (context, args) =>
      imported(context, 'aws-logs.LogGroup', args, { logGroupName: argumentOf(args, 2, 'logGroupName') }),
  },
};

/** Kept for ever means that no number is written. */
const retention: Convert = (context, value) =>
  value.kind === 'library' && value.name.endsWith('.INFINITE') ? undefined : plain(context, value);

const key: ConstructClass = {
  name: 'aws-kms.Key',
  extends: 'core.Resource',
  build: (context, self, props) => {
    const properties = propertiesOf(context, props, {
      description: 'Description',
      enableKeyRotation: 'EnableKeyRotation',
      rotationPeriod: ['RotationPeriodInDays', days],
      enabled: 'Enabled',
      keySpec: 'KeySpec',
      keyUsage: 'KeyUsage',
      pendingWindow: ['PendingWindowInDays', days],
      multiRegion: 'MultiRegion',
    });
    const policy = propOf(props, 'policy');
    properties.set('KeyPolicy', (policy && policyDocument(context, policy)) ?? ownKeyPolicy(byDefault(self)));
    declareMain(context, self, 'AWS::KMS::Key', properties, { open: props.open });
  },
  methods: { ...grantMethods('aws-kms.Key'), addToResourcePolicy: undefinedIn, addAlias: undefinedIn },
  properties: {
    keyArn: (context, self) => tokenOf(context, self, 'Arn', 'keyArn'),
    keyId: (context, self) => tokenOf(context, self, undefined, 'keyId'),
  },
  statics: {
    fromKeyArn: (context, args) => imported(context, 'aws-kms.Key', args, { keyArn: argumentOf(args, 2, 'keyArn') }),
    fromLookup: (context, args) => imported(context, 'aws-kms.Key', args, {}),
  },
};

/** The account may do everything with it. */
const ownKeyPolicy = (place: Place): Value =>
  documentOf(
    [
      mapValue(
        {
          Action: scalar('kms:*', place),
          Effect: scalar('Allow', place),
          Principal: mapValue({ AWS: accountRoot(place) }, place),
          Resource: scalar('*', place),
        },
        place,
      ),
    ],
    place,
  );

const secret: ConstructClass = {
  name: 'aws-secretsmanager.Secret',
  extends: 'core.Resource',
  build: (context, self, props) => {
    const properties = propertiesOf(context, props, {
      description: 'Description',
      encryptionKey: ['KmsKeyId', keyArn],
      secretName: 'Name',
      generateSecretString: ['GenerateSecretString', generated],
      secretStringValue: 'SecretString',
    });
    const own = ['generateSecretString', 'secretStringValue', 'secretObjectValue', 'secretStringBeta1'];
    if (!own.some((name) => propOf(props, name))) properties.set('GenerateSecretString', mapValue({}, byDefault(self)));
    keepKey(self, propOf(props, 'encryptionKey'));
    declareMain(context, self, 'AWS::SecretsManager::Secret', properties, { open: props.open });
  },
  methods: {
    ...grantMethods('aws-secretsmanager.Secret'),
    secretValueFromJson: (context) => context.unknown('it is a secret', context.call),
    addRotationSchedule: (context, self, args) => {
      const id = textIn(args.positional[0]) ?? '';
      return context.create('constructs.Construct', self, id, optionsOf(args, 1, here(context)));
    },
  },
  properties: {
    secretArn: (context, self) => tokenOf(context, self, undefined, 'secretArn', 'secretCompleteArn'),
    secretFullArn: (context, self) => tokenOf(context, self, undefined, 'secretArn', 'secretCompleteArn'),
    secretName: (context, self) =>
      self.imported === true
        ? tokenOf(context, self, undefined, 'secretName')
        : cdkOf(textOf([context.toValue(tokenOf(context, self, undefined))], here(context))),
    secretValue: (context) => context.unknown('it is a secret', context.call),
  },
  statics: {
    fromSecretNameV2: (context, args) =>
      imported(context, 'aws-secretsmanager.Secret', args, { secretName: argumentOf(args, 2, 'secretName') }),
    fromSecretName: (context, args) =>
      imported(context, 'aws-secretsmanager.Secret', args, { secretName: argumentOf(args, 2, 'secretName') }),
    fromSecretCompleteArn: (context, args) =>
      imported(context, 'aws-secretsmanager.Secret', args, { secretArn: args.positional[2] }),
    fromSecretPartialArn: (context, args) =>
      imported(context, 'aws-secretsmanager.Secret', args, { secretArn: args.positional[2] }),
    fromSecretArn: (context, args) =>
      imported(context, 'aws-secretsmanager.Secret', args, { secretArn: args.positional[2] }),
    fromSecretAttributes: (context, args) => {
      const attributes = optionsOf(args, 2, here(context));
      const arn =
        propOf(attributes, 'secretArn') ??
        propOf(attributes, 'secretCompleteArn') ??
        propOf(attributes, 'secretPartialArn');
      return imported(context, 'aws-secretsmanager.Secret', args, { secretArn: arn });
    },
  },
};

const generated: Convert = (context, value) =>
  value.kind === 'map'
    ? mapValue(
        propertiesOf(context, value, {
          excludeCharacters: 'ExcludeCharacters',
          excludeLowercase: 'ExcludeLowercase',
          excludeNumbers: 'ExcludeNumbers',
          excludePunctuation: 'ExcludePunctuation',
          excludeUppercase: 'ExcludeUppercase',
          generateStringKey: 'GenerateStringKey',
          includeSpace: 'IncludeSpace',
          passwordLength: 'PasswordLength',
          requireEachIncludedType: 'RequireEachIncludedType',
          secretStringTemplate: 'SecretStringTemplate',
        }),
        value,
        value.open,
      )
    : context.toValue(value);

const parameterArn = (context: BuildContext, self: Construct): Value => {
  const place = here(context);
  const pseudo = (name: string) => pseudoParameter(name, place);
  const name = context.toValue(tokenOf(context, self, undefined, 'parameterName'));
  const written = name.kind === 'scalar' ? String(name.value) : textIn(self.state.get('written name'));
  const slash = written?.startsWith('/') === true ? '' : '/';
  return textOf(
    [
      'arn:',
      pseudo('AWS::Partition'),
      ':ssm:',
      pseudo('AWS::Region'),
      ':',
      pseudo('AWS::AccountId'),
      `:parameter${slash}`,
      name,
    ],
    place,
  );
};

const parameter = (kind: 'String' | 'StringList'): ConstructClass => ({
  name: `aws-ssm.${kind}Parameter`,
  extends: 'core.Resource',
  build: (context, self, props) => {
    const properties = propertiesOf(context, props, {
      allowedPattern: 'AllowedPattern',
      description: 'Description',
      parameterName: 'Name',
      tier: 'Tier',
      dataType: 'DataType',
      stringValue: 'Value',
      stringListValue: ['Value', commaSeparated],
    });
    const name = propOf(props, 'parameterName');
    if (name) self.state.set('written name', name);
    properties.set('Type', scalar(kind, byDefault(self)));
    declareMain(context, self, 'AWS::SSM::Parameter', properties, { open: props.open });
  },
  methods: {
    grantRead: (context, self, args) =>
      grantParameter(context, self, argumentOf(args, 0, 'grantee'), [
        'ssm:DescribeParameters',
        'ssm:GetParameters',
        'ssm:GetParameter',
        'ssm:GetParameterHistory',
      ]),
    grantWrite: (context, self, args) =>
      grantParameter(context, self, argumentOf(args, 0, 'grantee'), ['ssm:PutParameter']),
  },
  properties: {
    parameterArn: (context, self) => cdkOf(parameterArn(context, self)),
    parameterName: (context, self) => tokenOf(context, self, undefined, 'parameterName'),
    stringValue: (context, self) =>
      self.imported === true
        ? context.unknown('it is a parameter of Systems Manager', context.call)
        : tokenOf(context, self, 'Value'),
  },
  statics: {
    fromStringParameterName: (context, args) =>
      imported(context, `aws-ssm.${kind}Parameter`, args, { parameterName: args.positional[2] }),
    fromStringParameterAttributes: (context, args) =>
      imported(context, `aws-ssm.${kind}Parameter`, args, {
        parameterName: propOf(optionsOf(args, 2, here(context)), 'parameterName'),
      }),
    fromSecureStringParameterAttributes: (context, args) =>
      imported(context, `aws-ssm.${kind}Parameter`, args, {
        parameterName: propOf(optionsOf(args, 2, here(context)), 'parameterName'),
      }),
    fromStringParameterArn: (context, args) => imported(context, `aws-ssm.${kind}Parameter`, args, {}),
    valueForStringParameter: (context) => context.unknown('it is a parameter of Systems Manager', context.call),
    valueFromLookup: (context) => context.unknown('it is a parameter of Systems Manager', context.call),
  },
});

const commaSeparated: Convert = (context, value) =>
  value.kind === 'list'
    ? textOf(
        value.items.flatMap((item, index) => [...(index > 0 ? [','] : []), plain(context, item) ?? '']),
        value,
      )
    : context.toValue(value);

function grantParameter(
  context: BuildContext,
  self: Construct,
  grantee: CdkValue | undefined,
  actions: readonly string[],
): CdkValue {
  return grant(context, grantee, actions, [parameterArn(context, self)]);
}

export const keeping: readonly ConstructClass[] = [logGroup, key, secret, parameter('String'), parameter('StringList')];
