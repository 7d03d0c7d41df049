/** Policies: statements as a program writes them, and those that the library's grants add to roles. */
import type { Value } from '../../core/value.ts';
import type { BuildContext } from '../library.ts';
import type { CdkMap, CdkValue, Construct } from '../value.ts';
import {
  attributeOf,
  byDefault,
  cdkList,
  cdkMap,
  cdkScalar,
  isAbsent,
  itemsIn,
  listValue,
  mapValue,
  optionsOf,
  plain,
  propOf,
  scalar,
  textOf,
  unknownValue,
  type Place,
  subjectOf,
} from './props.ts';
import { pseudoParameter } from '../words.ts';

/** Adds a statement to the policy of whoever is granted something; nothing when that is nobody of this app. */
export function addStatement(context: BuildContext, grantee: CdkValue | undefined, statement: Value): void {
  const identity = identityOf(grantee);
  if (!identity) return;
  const policy = policyOf(context, identity);
  const printed = `statement ${textFor(statement)}`;
  // The library leaves out what a document says already.
  if (policy.main === undefined || policy.state.has(printed)) return;
  policy.state.set(printed, cdkScalar(true, { at: context.call, from: 'default' }));
  context.append(policy.main, ['PolicyDocument', 'Statement'], statement);
}

/** `table.grantReadData(fn)`: actions on resources, at the call. */
export function grant(
  context: BuildContext,
  grantee: CdkValue | undefined,
  actions: readonly string[],
  resources: readonly Value[],
): CdkValue {
  const place: Place = { at: context.call, from: 'resource' };
  addStatement(context, grantee, statementOf(actions, resources, place));
  return grantOf(context);
}

/** What `grant…` gives back; nobody asks more of it than to be there. */
const grantOf = (context: BuildContext): CdkValue => ({
  kind: 'made',
  name: 'aws-iam.Grant',
  arguments: { positional: [], named: undefined },
  call: context.call,
  path: context.path,
  at: context.call,
  from: 'resource',
});

export function statementOf(actions: readonly string[], resources: readonly Value[], place: Place): Value {
  return mapValue(
    {
      Action: oneOrMore(
        actions.map((action) => scalar(action, place)),
        place,
      ),
      Effect: scalar('Allow', place),
      Resource: oneOrMore(resources, place),
    },
    place,
  );
}

/** `service-role/AWSLambdaMSKExecutionRole`, of a function's role. */
export function addManagedPolicy(
  context: BuildContext,
  grantee: CdkValue | undefined,
  name: string,
  place: Place,
): void {
  const identity = identityOf(grantee);
  if (identity?.main !== undefined) context.append(identity.main, ['ManagedPolicyArns'], managedPolicy(name, place));
}

export const managedPolicy = (name: string | Value, place: Place): Value =>
  textOf(['arn:', pseudoParameter('AWS::Partition', place), ':iam::aws:policy/', name], place);

/** The role, user or group that gets the statements of a function, of a role itself, or of what runs as one. */
function identityOf(grantee: CdkValue | undefined): Construct | undefined {
  if (grantee?.kind !== 'construct') return undefined;
  const role = grantee.state.get('role');
  if (role?.kind === 'construct') return identityOf(role);
  const owner = grantee.state.get('lambda');
  if (owner?.kind === 'construct') return identityOf(owner);
  return /^aws-iam\.(LazyRole|Role|User|Group)$/.test(grantee.library) ? grantee : undefined;
}

function policyOf(context: BuildContext, identity: Construct): Construct {
  const kept = identity.state.get('defaultPolicy');
  if (kept?.kind === 'construct') return kept;
  const place = byDefault(identity);
  const kind =
    identity.library === 'aws-iam.User' ? 'users' : identity.library === 'aws-iam.Group' ? 'groups' : 'roles';
  const props = cdkMap({ [kind]: cdkList([identity], place) }, place);
  const policy = context.create(
    'aws-iam.Policy',
    identity,
    identity.imported === true ? 'Policy' : 'DefaultPolicy',
    props,
  );
  identity.state.set('defaultPolicy', policy);
  return policy;
}

/** `new PolicyStatement({…})`, `PolicyStatement.fromJson({…})`, or undefined for something else. */
export function policyStatement(context: BuildContext, value: CdkValue): Value | undefined {
  if (value.kind === 'unknown') return context.toValue(value);
  if (value.kind !== 'made') return undefined;
  if (value.name === 'aws-iam.PolicyStatement.fromJson') {
    const [document] = value.arguments.positional;
    return document && (plain(context, document) ?? undefined);
  }
  if (value.name !== 'aws-iam.PolicyStatement') return undefined;
  const props = optionsOf(value.arguments, 0, value);
  const listed = (name: string): Value | undefined => {
    const given = propOf(props, name);
    if (!given) return undefined;
    const items = given.kind === 'list' ? plain(context, given) : context.toValue(given);
    if (items?.kind !== 'list' || items.open !== undefined) return items;
    return items.items.length === 0 ? undefined : oneOrMore(items.items, given);
  };
  const effect = propOf(props, 'effect');
  const conditions = propOf(props, 'conditions');
  return mapValue(
    {
      Action: listed('actions'),
      NotAction: listed('notActions'),
      Effect: (effect && plain(context, effect)) ?? scalar('Allow', { at: value.at, from: 'default' }),
      Principal: principalsOf(context, propOf(props, 'principals')),
      Resource: listed('resources'),
      NotResource: listed('notResources'),
      Condition: conditions && plain(context, conditions),
      Sid: sidOf(context, props),
    },
    value,
    props.open,
  );
}

function sidOf(context: BuildContext, props: CdkMap): Value | undefined {
  const sid = propOf(props, 'sid');
  return sid && plain(context, sid);
}

/** `new PolicyDocument({ statements })`, `PolicyDocument.fromJson({…})`, a map; undefined for something else. */
export function policyDocument(context: BuildContext, value: CdkValue): Value | undefined {
  if (value.kind === 'map') return plain(context, value);
  if (value.kind !== 'made') return undefined;
  if (value.name === 'aws-iam.PolicyDocument.fromJson') {
    const [document] = value.arguments.positional;
    return document && plain(context, document);
  }
  if (value.name !== 'aws-iam.PolicyDocument') return undefined;
  const statements = propOf(optionsOf(value.arguments, 0, value), 'statements');
  const items = itemsIn(statements).flatMap((item) => policyStatement(context, item) ?? context.toValue(item));
  return documentOf(items, value);
}

export const documentOf = (statements: readonly Value[], place: Place): Value =>
  mapValue({ Statement: listValue(statements, place), Version: scalar('2012-10-17', place) }, place);

/** What trusts or is trusted, as `AssumeRolePolicyDocument` has it. */
export function principalOf(context: BuildContext, value: CdkValue): Value | undefined {
  const one = (key: string, inner: Value): Value => mapValue({ [key]: inner }, value);
  if (value.kind === 'construct') return one('AWS', attributeOf(context, value, 'Arn', 'roleArn'));
  if (value.kind !== 'made') return context.toValue(value);
  const first = subjectOf(value.arguments);
  const argument = (): Value => (first && plain(context, first)) ?? unknownValue('it is not given', value);
  switch (value.name) {
    case 'aws-iam.ServicePrincipal':
      return one('Service', argument());
    case 'aws-iam.ArnPrincipal':
      return one('AWS', argument());
    case 'aws-iam.AccountRootPrincipal':
      return one('AWS', accountRoot(value));
    case 'aws-iam.AccountPrincipal':
      return one(
        'AWS',
        textOf(['arn:', pseudoParameter('AWS::Partition', value), ':iam::', argument(), ':root'], value),
      );
    case 'aws-iam.AnyPrincipal':
    case 'aws-iam.StarPrincipal':
      return one('AWS', scalar('*', value));
    case 'aws-iam.FederatedPrincipal':
    case 'aws-iam.WebIdentityPrincipal':
      return one('Federated', argument());
    default:
      return unknownValue('who it is, is not read from the source', value);
  }
}

export const accountRoot = (place: Place): Value =>
  textOf(
    ['arn:', pseudoParameter('AWS::Partition', place), ':iam::', pseudoParameter('AWS::AccountId', place), ':root'],
    place,
  );

function principalsOf(context: BuildContext, value: CdkValue | undefined): Value | undefined {
  if (!value || isAbsent(value)) return undefined;
  const [first, ...others] = itemsIn(value);
  if (!first) return value.kind === 'list' ? undefined : context.toValue(value);
  return others.length === 0 ? principalOf(context, first) : mergedPrincipals(context, [first, ...others], value);
}

function mergedPrincipals(context: BuildContext, items: readonly CdkValue[], place: Place): Value {
  const merged = new Map<string, Value[]>();
  for (const item of items) {
    const principal = principalOf(context, item);
    if (principal?.kind !== 'map') return unknownValue('who they are, is not read from the source', place);
    for (const [key, entry] of principal.entries) merged.set(key, [...(merged.get(key) ?? []), entry.value]);
  }
  return mapValue(new Map([...merged].map(([key, values]) => [key, oneOrMore(values, place)] as const)), place);
}

/** IAM takes one item without its list, and synth writes it so. */
function oneOrMore(items: readonly Value[], place: Place): Value {
  const [only] = items;
  return items.length === 1 && only ? only : listValue(items, place);
}

/** The value without its places, to compare it. */
function textFor(value: Value): string {
  switch (value.kind) {
    case 'scalar':
      return JSON.stringify(value.value);
    case 'reference':
      return `\${${value.to} ${value.attribute ?? ''}}`;
    case 'unknown':
      return `?${value.why}`;
    case 'text':
      return value.parts.map((part) => (typeof part === 'string' ? part : textFor(part))).join('');
    case 'list':
      return `[${value.items.map(textFor).join()}]`;
    case 'map':
      return `{${[...value.entries].map(([key, entry]) => `${key}:${textFor(entry.value)}`).join()}}`;
  }
}
