/** ARNs and roles that the library writes where a program gives it a resource. */
import type { Value } from '../../core/value.ts';
import type { BuildContext } from '../library.ts';
import type { CdkMap, CdkValue, Construct, Made } from '../value.ts';
import { pseudoParameter } from '../words.ts';
import { environmentOf, stackOf } from './core.ts';
import { attributeOf, byDefault, cdkMap, cdkScalar, textOf, writtenOf, type Place } from './props.ts';

/** At the call that is followed. */
export const here = (context: BuildContext): Place => ({ at: context.call, from: 'resource' });

/** Of a function, a version or an alias: the last two are their own ARN. */
export function functionArn(context: BuildContext, value: CdkValue): Value {
  const isQualified = value.kind === 'construct' && value.state.has('lambda');
  return attributeOf(context, value, isQualified ? undefined : 'Arn', 'functionArn');
}

/** `arn:aws:apigateway:<region>:lambda:path/2015-03-31/functions/<arn>/invocations` */
export const invocationUri = (
  context: BuildContext,
  value: CdkValue,
  place: Place,
  { region, partition }: { readonly region: Value; readonly partition: Value },
): Value =>
  textOf(
    [
      'arn:',
      partition,
      ':apigateway:',
      region,
      ':lambda:path/2015-03-31/functions/',
      functionArn(context, value),
      '/invocations',
    ],
    place,
  );

/** The region and the account that the stack is made for, else what is decided at deployment. */
export function placeOfStack(
  context: BuildContext,
  self: Construct,
  place: Place,
): { readonly region: Value; readonly account: Value; readonly partition: Value } {
  const owner = stackOf(self) ?? self;
  const written = writtenOf(place);
  return {
    region: { ...context.toValue(environmentOf(context, owner, 'region')), ...written },
    account: { ...context.toValue(environmentOf(context, owner, 'account')), ...written },
    partition: pseudoParameter('AWS::Partition', place),
  };
}

/** A role that a service of AWS takes; its statements come with what it is for. */
export function serviceRole(
  context: BuildContext,
  scope: Construct,
  id: string,
  service: string,
  more: Readonly<Record<string, CdkValue>> = {},
): Construct {
  const kept = scope.state.get(`role ${id}`);
  if (kept?.kind === 'construct') return kept;
  const place = byDefault(scope);
  const principal: Made = made(context, 'aws-iam.ServicePrincipal', [cdkScalar(service, place)], place);
  const role = context.create('aws-iam.Role', scope, id, cdkMap({ assumedBy: principal, ...more }, place));
  scope.state.set(`role ${id}`, role);
  return role;
}

/** What the program would have got by a call of its own. */
export const made = (context: BuildContext, name: string, positional: readonly CdkValue[], place: Place): Made => ({
  kind: 'made',
  name,
  arguments: { positional, named: undefined },
  call: place.at,
  path: context.path,
  at: place.at,
  from: place.from,
});

/** The same props and some more, which stand where the call is. */
export function withProps(props: CdkMap, more: Readonly<Record<string, CdkValue | undefined>>): CdkMap {
  const entries = new Map(props.entries);
  for (const [name, value] of Object.entries(more)) if (value) entries.set(name, { key: value.at, value });
  return { ...props, entries };
}

export const nameIn = (name: string): string => name.slice(name.lastIndexOf('.') + 1);
