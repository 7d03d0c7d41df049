/** `aws-cognito`: user pools, which call functions as triggers. */
import type { Value } from '../../core/value.ts';
import type { BuildContext, ConstructClass } from '../library.ts';
import type { CdkValue, Construct } from '../value.ts';
import {
  argumentOf,
  attributeOf,
  booleanIn,
  cdkMap,
  declareMain,
  mapValue,
  plain,
  propertiesOf,
  propOf,
  scalar,
  tokenOf,
  undefinedIn,
  type Place,
} from './props.ts';
import { imported } from './versions.ts';

const here = (context: BuildContext): Place => ({ at: context.call, from: 'resource' });

const userPool: ConstructClass = {
  name: 'aws-cognito.UserPool',
  extends: 'core.Resource',
  build: (context, self, props) => {
    const properties = propertiesOf(context, props, {
      userPoolName: 'UserPoolName',
      deletionProtection: [
        'DeletionProtection',
        (inner, value) =>
          booleanIn(value) === undefined
            ? inner.toValue(value)
            : scalar(booleanIn(value) === true ? 'ACTIVE' : 'INACTIVE', value),
      ],
      featurePlan: 'UserPoolTier',
    });
    declareMain(context, self, 'AWS::Cognito::UserPool', properties, {
      open: 'of a user pool only its triggers are read from the source',
    });
    const triggers = propOf(props, 'lambdaTriggers');
    if (triggers?.kind === 'map')
      for (const [name, entry] of triggers.entries) addTrigger(context, self, name, entry.value);
  },
  methods: {
    addTrigger: (context, self, args) => {
      const [operation, fn] = [argumentOf(args, 0, 'operation'), argumentOf(args, 1, 'fn')];
      const name = operation?.kind === 'library' ? operationOf(operation.name) : undefined;
      if (name !== undefined && fn) addTrigger(context, self, name, fn);
      return undefinedIn(context);
    },
    addClient: (context, self, args) => child(context, self, 'aws-cognito.UserPoolClient', args.positional[0]),
    addDomain: (context, self, args) => child(context, self, 'aws-cognito.UserPoolDomain', args.positional[0]),
    addResourceServer: (context, self, args) =>
      child(context, self, 'aws-cognito.UserPoolResourceServer', args.positional[0]),
    addGroup: (context, self, args) => child(context, self, 'aws-cognito.UserPoolGroup', args.positional[0]),
  },
  properties: {
    userPoolArn: (context, self) => tokenOf(context, self, 'Arn', 'userPoolArn'),
    userPoolId: (context, self) => tokenOf(context, self, undefined, 'userPoolId'),
    userPoolProviderName: (context, self) => tokenOf(context, self, 'ProviderName'),
    userPoolProviderUrl: (context, self) => tokenOf(context, self, 'ProviderURL'),
  },
  statics: {
    fromUserPoolId: (context, args) =>
      imported(context, 'aws-cognito.UserPool', args, { userPoolId: argumentOf(args, 2, 'userPoolId') }),
    fromUserPoolArn: (context, args) =>
      imported(context, 'aws-cognito.UserPool', args, { userPoolArn: argumentOf(args, 2, 'userPoolArn') }),
  },
};

function child(context: BuildContext, self: Construct, name: string, id: CdkValue | undefined): Construct {
  const text = id?.kind === 'scalar' ? String(id.value) : '';
  return context.create(name, self, text, cdkMap({}, here(context)));
}

/** `aws-cognito.UserPoolOperation.PRE_SIGN_UP` → `preSignUp` */
const operationOf = (name: string): string =>
  name
    .slice(name.lastIndexOf('.') + 1)
    .toLowerCase()
    .replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());

/** What is called with a version of its event has a map of it. */
function addTrigger(context: BuildContext, self: Construct, trigger: string, fn: CdkValue): void {
  if (self.main === undefined) return;
  const name = `${trigger.slice(0, 1).toUpperCase()}${trigger.slice(1)}`.replace('CustomSms', 'CustomSMS');
  const isQualified = fn.kind === 'construct' && fn.state.has('lambda');
  const arn = attributeOf(context, fn, isQualified ? undefined : 'Arn', 'functionArn');
  const versioned: Value = /^Custom(Email|SMS)Sender$|Config$/.test(name)
    ? mapValue({ LambdaArn: arn, LambdaVersion: scalar('V1_0', fn) }, fn)
    : arn;
  context.change(self.main, ['LambdaConfig', name], versioned);
}

const client: ConstructClass = {
  name: 'aws-cognito.UserPoolClient',
  extends: 'core.Resource',
  build: (context, self, props) => {
    const given = propOf(props, 'userPoolClientName');
    const properties = new Map<string, Value>();
    const name = given && plain(context, given);
    if (name) properties.set('ClientName', name);
    const open = 'of a client only its name is read from the source';
    declareMain(context, self, 'AWS::Cognito::UserPoolClient', properties, { open });
  },
  properties: { userPoolClientId: (context, self) => tokenOf(context, self, undefined, 'userPoolClientId') },
};

export const cognito: readonly ConstructClass[] = [userPool, client];
