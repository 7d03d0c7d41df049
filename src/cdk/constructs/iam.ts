/** `aws-iam`: roles, and policies that say which resources code may touch. */
import type { Value } from '../../core/value.ts';
import type { BuildContext, ConstructClass, ValueClass } from '../library.ts';
import type { CdkMap, CdkValue, Construct, Made } from '../value.ts';
import { grantMethods } from './grants.ts';
import {
  addStatement,
  documentOf,
  managedPolicy as awsManagedPolicy,
  policyDocument,
  policyStatement,
  principalOf,
} from './policies.ts';
import {
  argumentOf,
  attributeOf,
  byDefault,
  declareMain,
  itemsIn,
  listValue,
  mapValue,
  optionsOf,
  plain,
  propertiesOf,
  propOf,
  scalar,
  seconds,
  tokenOf,
  undefinedIn,
  type Place,
} from './props.ts';
import { imported } from './versions.ts';

const here = (context: BuildContext): Place => ({ at: context.call, from: 'resource' });

const identity: ConstructClass = {
  name: 'aws-iam.Identity',
  extends: 'core.Resource',
  methods: {
    addToPolicy: addToPolicy,
    addToPrincipalPolicy: addToPolicy,
    addManagedPolicy: (context, self, args) => {
      const policy = argumentOf(args, 0, 'policy');
      if (self.main !== undefined && policy)
        context.append(self.main, ['ManagedPolicyArns'], managedPolicyArn(context, policy));
      return undefinedIn(context);
    },
    attachInlinePolicy: (context, self, args) => {
      const policy = argumentOf(args, 0, 'policy');
      if (policy?.kind === 'construct' && policy.main !== undefined)
        context.append(policy.main, ['Roles'], attributeOf(context, self, undefined, 'roleName'));
      return undefinedIn(context);
    },
    withoutPolicyUpdates: (_, self) => self,
    ...grantMethods('aws-iam.Role'),
  },
};

function addToPolicy(
  context: BuildContext,
  self: Construct,
  args: { readonly positional: readonly CdkValue[] },
): CdkValue {
  const [statement] = args.positional;
  const value = statement && policyStatement(context, statement);
  if (value) addStatement(context, self, value);
  return undefinedIn(context);
}

const role: ConstructClass = {
  name: 'aws-iam.Role',
  extends: identity.name,
  build: (context, self, props) => {
    const properties = propertiesOf(context, props, {
      assumedBy: ['AssumeRolePolicyDocument', trust],
      description: 'Description',
      maxSessionDuration: ['MaxSessionDuration', seconds],
      path: 'Path',
      permissionsBoundary: ['PermissionsBoundary', managedPolicyArn],
      roleName: 'RoleName',
      managedPolicies: [
        'ManagedPolicyArns',
        (inner, value) =>
          value.kind === 'list' && value.open === undefined
            ? value.items.length === 0
              ? undefined
              : listValue(
                  value.items.map((item) => managedPolicyArn(inner, item)),
                  value,
                )
            : inner.toValue(value),
      ],
      inlinePolicies: ['Policies', inlinePolicies],
    });
    declareMain(context, self, 'AWS::IAM::Role', properties, { open: props.open });
  },
  properties: {
    roleArn: (context, self) => tokenOf(context, self, 'Arn', 'roleArn'),
    roleName: (context, self) => tokenOf(context, self, undefined, 'roleName'),
    roleId: (context, self) => tokenOf(context, self, 'RoleId'),
    grantPrincipal: (_, self) => self,
  },
  statics: {
    fromRoleArn: (context, args) =>
      imported(context, 'aws-iam.Role', args, { roleArn: argumentOf(args, 2, 'roleArn') }),
    fromRoleName: (context, args) =>
      imported(context, 'aws-iam.Role', args, { roleName: argumentOf(args, 2, 'roleName') }),
    fromLookup: (context, args) =>
      imported(context, 'aws-iam.Role', args, { roleName: propOf(optionsOf(args, 2, here(context)), 'roleName') }),
  },
};

function trust(context: BuildContext, principal: CdkValue): Value {
  if (principal.kind === 'made' && principal.name === 'aws-iam.CompositePrincipal') {
    const statements = principal.arguments.positional.map((item) => trustStatement(context, item));
    return documentOf(statements, principal);
  }
  return documentOf([trustStatement(context, principal)], principal);
}

function trustStatement(context: BuildContext, principal: CdkValue): Value {
  const isWeb = principal.kind === 'made' && principal.name === 'aws-iam.WebIdentityPrincipal';
  return mapValue(
    {
      Action: scalar(isWeb ? 'sts:AssumeRoleWithWebIdentity' : 'sts:AssumeRole', principal),
      Effect: scalar('Allow', principal),
      Principal: principalOf(context, principal),
      Condition: conditionOf(context, principal),
    },
    principal,
  );
}

/** `new ServicePrincipal('states.amazonaws.com', { conditions: { … } })` */
function conditionOf(context: BuildContext, principal: CdkValue): Value | undefined {
  if (principal.kind !== 'made' || principal.name !== 'aws-iam.ServicePrincipal') return undefined;
  const conditions = propOf(optionsOf(principal.arguments, 1, principal), 'conditions');
  return conditions && plain(context, conditions);
}

/** `ManagedPolicy.fromAwsManagedPolicyName('AmazonS3ReadOnlyAccess')` */
function managedPolicyArn(context: BuildContext, value: CdkValue): Value {
  if (value.kind === 'made' && value.name === 'aws-iam.ManagedPolicy.fromAwsManagedPolicyName') {
    const name = argumentOf(value.arguments, 0, 'managedPolicyName');
    const text = (name && plain(context, name)) ?? '';
    return awsManagedPolicy(text, value);
  }
  return attributeOf(context, value, undefined, 'managedPolicyArn');
}

function inlinePolicies(context: BuildContext, value: CdkValue): Value {
  if (value.kind !== 'map') return context.toValue(value);
  const items = [...value.entries].map(([name, entry]) =>
    mapValue(
      {
        PolicyDocument: policyDocument(context, entry.value) ?? context.toValue(entry.value),
        PolicyName: scalar(name, { at: entry.key, from: value.from }),
      },
      entry.value,
    ),
  );
  return { ...listValue(items, value), ...(value.open === undefined ? {} : { open: value.open }) };
}

const attachments: readonly (readonly [prop: string, property: string, name: string])[] = [
  ['roles', 'Roles', 'roleName'],
  ['users', 'Users', 'userName'],
  ['groups', 'Groups', 'groupName'],
];

function buildPolicy(context: BuildContext, self: Construct, props: CdkMap, type: string): void {
  const given = propOf(props, 'document');
  const place = byDefault(self);
  const statements = itemsIn(propOf(props, 'statements')).flatMap(
    (item) => policyStatement(context, item) ?? context.toValue(item),
  );
  const properties = propertiesOf(context, props, {
    policyName: 'PolicyName',
    managedPolicyName: 'ManagedPolicyName',
    description: 'Description',
    path: 'Path',
  });
  properties.set('PolicyDocument', (given && policyDocument(context, given)) ?? documentOf(statements, place));
  for (const [prop, property, name] of attachments) {
    const items = itemsIn(propOf(props, prop));
    if (items.length > 0)
      properties.set(
        property,
        listValue(
          items.map((item) => attributeOf(context, item, undefined, name)),
          place,
        ),
      );
  }
  declareMain(context, self, type, properties, { open: props.open });
}

const policyMethods: ConstructClass['methods'] = {
  addStatements: (context, self, args) => {
    for (const item of args.positional) {
      const statement = policyStatement(context, item);
      if (statement && self.main !== undefined) context.append(self.main, ['PolicyDocument', 'Statement'], statement);
    }
    return undefinedIn(context);
  },
  ...Object.fromEntries(
    attachments.map(([prop, property, name]) => [
      `attachTo${property.slice(0, -1)}`,
      (context: BuildContext, self: Construct, args: { readonly positional: readonly CdkValue[] }): CdkValue => {
        const [target] = args.positional;
        if (target && self.main !== undefined)
          context.append(self.main, [property], attributeOf(context, target, undefined, name, prop));
        return undefinedIn(context);
      },
    ]),
  ),
};

const policy: ConstructClass = {
  name: 'aws-iam.Policy',
  extends: 'core.Resource',
  build: (context, self, props) => buildPolicy(context, self, props, 'AWS::IAM::Policy'),
  methods: policyMethods,
  properties: { policyName: (context, self) => tokenOf(context, self, undefined) },
};

const managedPolicy: ConstructClass = {
  name: 'aws-iam.ManagedPolicy',
  extends: 'core.Resource',
  build: (context, self, props) => buildPolicy(context, self, props, 'AWS::IAM::ManagedPolicy'),
  methods: policyMethods,
  properties: { managedPolicyArn: (context, self) => tokenOf(context, self, undefined, 'managedPolicyArn') },
  statics: {
    fromManagedPolicyArn: (context, args) =>
      imported(context, 'aws-iam.ManagedPolicy', args, { managedPolicyArn: argumentOf(args, 2, 'managedPolicyArn') }),
  },
};

const named = (kind: 'User' | 'Group'): ConstructClass => ({
  name: `aws-iam.${kind}`,
  extends: identity.name,
  build: (context, self, props) => {
    const lower = kind.toLowerCase();
    const properties = propertiesOf(context, props, { [`${lower}Name`]: `${kind}Name`, path: 'Path' });
    declareMain(context, self, `AWS::IAM::${kind}`, properties, { open: props.open });
  },
  properties: {
    [`${kind.toLowerCase()}Arn`]: (context, self) => tokenOf(context, self, 'Arn'),
    [`${kind.toLowerCase()}Name`]: (context, self) => tokenOf(context, self, undefined),
  },
});

export const iam: readonly ConstructClass[] = [identity, role, policy, managedPolicy, named('User'), named('Group')];

/** A statement that the program goes on writing: what it adds, it adds to the list that the constructor was given. */
const statement: ValueClass = {
  name: 'aws-iam.PolicyStatement',
  methods: Object.fromEntries(
    (
      [
        ['addActions', 'actions'],
        ['addResources', 'resources'],
        ['addPrincipals', 'principals'],
      ] as const
    ).map(([method, prop]) => [
      method,
      (context: BuildContext, self: Made, args: { readonly positional: readonly CdkValue[] }): CdkValue => {
        addTo(self, prop, args.positional);
        return undefinedIn(context);
      },
    ]),
  ),
};

function addTo(self: Made, prop: string, items: readonly CdkValue[]): void {
  const props = optionsOf(self.arguments, 0, self);
  // A statement that was made of nothing gets the props that it is written with from here on.
  if (self.arguments.positional.length === 0 && !self.arguments.named)
    (self.arguments.positional as CdkValue[]).push(props);
  const given = props.entries.get(prop);
  const [first] = items;
  if (!first) return;
  const list: CdkValue = {
    kind: 'list',
    items: [...itemsIn(given?.value), ...items],
    at: given?.value.at ?? first.at,
    from: given?.value.from ?? first.from,
  };
  props.entries.set(prop, { key: given?.key ?? first.at, value: list });
}

export const iamValues: readonly ValueClass[] = [statement];
