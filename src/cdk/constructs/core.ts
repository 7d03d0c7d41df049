/** `aws-cdk-lib` itself and `constructs`: apps, stacks, what is decided at deployment, and the arithmetic of durations and sizes. */
import type { Value } from '../../core/value.ts';
import type { BuildContext, ConstructClass, ValueClass } from '../library.ts';
import { pseudoParameter } from '../words.ts';
import type { Arguments, CdkValue, Construct, Made } from '../value.ts';
import {
  amountOf,
  argumentOf,
  cdkList,
  cdkScalar,
  optionsOf,
  plain,
  propOf,
  textIn,
  textOf,
  tokenOf,
  undefinedIn,
  unknownValue,
  type Place,
} from './props.ts';

/** What the program can go on computing with. */
export function cdkOf(value: Value): CdkValue {
  const { at, from } = value;
  switch (value.kind) {
    case 'scalar':
      return { kind: 'scalar', value: value.value, at, from };
    case 'reference':
    case 'text':
      return { kind: 'token', value, at, from };
    case 'unknown':
      return { kind: 'token', value: { kind: 'text', parts: [value], at, from }, at, from };
    case 'list':
      return { kind: 'list', items: value.items.map(cdkOf), at, from };
    case 'map':
      return {
        kind: 'map',
        entries: new Map(
          [...value.entries].map(([name, entry]) => [name, { key: entry.key, value: cdkOf(entry.value) }]),
        ),
        at,
        from,
      };
  }
}

const here = (context: BuildContext): Place => ({ at: context.call, from: 'resource' });

const pseudo = (context: BuildContext, name: string): CdkValue => cdkOf(pseudoParameter(name, here(context)));

/** The construct itself or the nearest one around it that passes. */
function within(self: CdkValue | undefined, test: (construct: Construct) => boolean): Construct | undefined {
  let found = self?.kind === 'construct' ? self : undefined;
  while (found && !test(found)) found = found.scope;
  return found;
}

const isStack = ({ library }: Construct): boolean => /^core\.(Nested)?Stack$|\.GuStack\w*$/.test(library);

export const stackOf = (self: CdkValue | undefined): Construct | undefined => within(self, isStack);

/** Its region or account when the program gives it, else what is decided at deployment. */
export function environmentOf(context: BuildContext, self: Construct, name: 'region' | 'account'): CdkValue {
  const kept = within(self, (it) => it.state.has(name))?.state.get(name);
  if (kept && (kept.kind === 'scalar' || kept.kind === 'token')) return kept;
  return pseudo(context, name === 'region' ? 'AWS::Region' : 'AWS::AccountId');
}

const construct: ConstructClass = {
  name: 'constructs.Construct',
  properties: {
    stack: (context, self) => stackOf(self) ?? context.unknown('it stands in no stack', context.call),
    env: (context, self): CdkValue => {
      const owner = stackOf(self) ?? self;
      const entries = (['region', 'account'] as const).map(
        (name) => [name, { key: context.call, value: environmentOf(context, owner, name) }] as const,
      );
      return { kind: 'map', entries: new Map(entries), ...here(context) };
    },
  },
  methods: {
    applyRemovalPolicy: undefinedIn,
    toString: (context: BuildContext, self: Construct) => cdkScalar(self.path, here(context)),
  },
};

/** What a stack, or one that a package extends, is made for. */
export function environmentProps(self: Construct, props: CdkValue): void {
  for (const name of ['region', 'account'] as const) {
    const given = propOf(props, 'env', name);
    if (given) self.state.set(name, given);
  }
  const stackName = propOf(props, 'stackName');
  if (stackName) self.state.set('stackName', stackName);
}

const stack: ConstructClass = {
  name: 'core.Stack',
  extends: construct.name,
  build: (_, self, props) => environmentProps(self, props),
  properties: {
    region: (context, self) => environmentOf(context, self, 'region'),
    account: (context, self) => environmentOf(context, self, 'account'),
    partition: (context) => pseudo(context, 'AWS::Partition'),
    urlSuffix: (context) => pseudo(context, 'AWS::URLSuffix'),
    stackId: (context) => pseudo(context, 'AWS::StackId'),
    stackName: (context, self) =>
      self.state.get('stackName') ?? cdkScalar(self.path.replaceAll('/', '-'), here(context)),
  },
  methods: {
    formatArn: (context, self, args) => formatArn(context, self, args),
    resolve: (_context, _self, args) => args.positional[0],
    addDependency: undefinedIn,
    addTransform: undefinedIn,
    exportValue: (_context, _self, args) => args.positional[0],
    toJsonString: (context: BuildContext) => context.unknown('it is JSON that the app makes', context.call),
  },
  statics: { of: (_, args) => stackOf(args.positional[0] ?? args.named?.entries.get('construct')?.value) },
};

/** `arn:${Partition}:dynamodb:${Region}:${AccountId}:table/orders` */
function formatArn(context: BuildContext, self: Construct | undefined, args: Arguments): CdkValue {
  const place = here(context);
  const components = optionsOf(args, 0, place);
  const part = (name: string): Value | undefined => {
    const given = propOf(components, name);
    return given && plain(context, given);
  };
  const environment = (name: 'region' | 'account'): Value =>
    self
      ? context.toValue(environmentOf(context, self, name))
      : pseudoParameter(name === 'region' ? 'AWS::Region' : 'AWS::AccountId', place);
  const format = propOf(components, 'arnFormat');
  const separator =
    format?.kind === 'library' && /COLON_RESOURCE_NAME$/.test(format.name)
      ? ':'
      : (textIn(propOf(components, 'sep')) ?? '/');
  const name = part('resourceName');
  const parts: (string | Value)[] = [
    'arn:',
    part('partition') ?? pseudoParameter('AWS::Partition', place),
    ':',
    part('service') ?? '',
    ':',
    part('region') ?? environment('region'),
    ':',
    part('account') ?? environment('account'),
    ':',
    format?.kind === 'library' && /SLASH_RESOURCE_SLASH/.test(format.name) ? '/' : '',
    part('resource') ?? '',
    ...(name ? [format?.kind === 'library' && /NO_RESOURCE_NAME$/.test(format.name) ? '' : separator, name] : []),
  ];
  return cdkOf(textOf(parts, place));
}

const statics: readonly ConstructClass[] = [
  {
    name: 'core.Fn',
    statics: {
      join: (context, args) => {
        const separator = textIn(argumentOf(args, 0, 'delimiter'));
        const list = argumentOf(args, 1, 'listOfValues');
        if (separator === undefined || list?.kind !== 'list' || list.open !== undefined)
          return context.unknown('it is decided at deployment (`Join`)', context.call);
        const items = list.items.map((item) => plain(context, item) ?? context.toValue(item));
        return cdkOf(
          textOf(
            items.flatMap((item, index) => (index > 0 ? [separator, item] : [item])),
            here(context),
          ),
        );
      },
      ref: (context) => context.unknown('it is decided at deployment (`Ref`)', context.call),
      getAtt: (context) => context.unknown('it is decided at deployment (`GetAtt`)', context.call),
      sub: (context, args) => substituted(context, args),
      select: (context, args) => {
        const index = argumentOf(args, 0, 'index');
        const list = argumentOf(args, 1, 'array');
        const item =
          list?.kind === 'list' && index?.kind === 'scalar' && list.open === undefined
            ? list.items[Number(index.value)]
            : undefined;
        return item ?? context.unknown('it is decided at deployment (`Select`)', context.call);
      },
      split: (context, args) => {
        const [separator, text] = [textIn(argumentOf(args, 0, 'delimiter')), textIn(argumentOf(args, 1, 'source'))];
        if (separator === undefined || text === undefined)
          return context.unknown('it is decided at deployment (`Split`)', context.call);
        const items = text.split(separator).map((part) => cdkScalar(part, here(context)));
        return { kind: 'list', items, ...here(context) };
      },
      importValue: (context) => context.unknown('it is decided at deployment (`ImportValue`)', context.call),
    },
  },
  {
    name: 'core.Token',
    statics: {
      asString: (_, args) => args.positional[0],
      asNumber: (_, args) => args.positional[0],
      asList: (_, args) => args.positional[0],
      asAny: (_, args) => args.positional[0],
      isUnresolved: (context, args) => {
        const [value] = args.positional;
        if (value?.kind === 'scalar') return cdkScalar(false, here(context));
        return value?.kind === 'token' ? cdkScalar(true, here(context)) : undefined;
      },
    },
  },
  {
    name: 'core.Lazy',
    statics: Object.fromEntries(
      ['string', 'number', 'list', 'any', 'uncachedString', 'stringValue', 'numberValue', 'listValue', 'anyValue'].map(
        (name) => [
          name,
          (context: BuildContext, args: Arguments) => {
            const produce = propOf(args.positional[0], 'produce');
            return produce && context.apply(produce, []);
          },
        ],
      ),
    ),
  },
  { name: 'core.Tags', statics: { of: undefinedIn } },
  { name: 'core.Arn', statics: { format: (context, args) => formatArn(context, stackOf(args.positional[1]), args) } },
  {
    name: 'core.Names',
    statics: {
      uniqueId: (context) => context.unknown('it is a name that the library makes', context.call),
      uniqueResourceName: (context) => context.unknown('it is a name that the library makes', context.call),
      nodeUniqueId: (context) => context.unknown('it is a name that the library makes', context.call),
    },
  },
];

/** `${AWS::Region}` and the like in a text of `Fn.sub`; other names with their values in the second argument. */
function substituted(context: BuildContext, args: Arguments): CdkValue {
  const body = textIn(argumentOf(args, 0, 'body'));
  if (body === undefined) return context.unknown('it is decided at deployment (`Sub`)', context.call);
  const variables = argumentOf(args, 1, 'variables');
  const place = here(context);
  const parts = body.split(/\$\{([^}]*)\}/).map((piece, index): string | Value => {
    if (index % 2 === 0) return piece;
    if (piece.startsWith('!')) return `\${${piece.slice(1)}}`;
    if (piece.startsWith('AWS::')) return pseudoParameter(piece, place);
    const given = propOf(variables, piece);
    return (given && plain(context, given)) ?? unknownValue('it is decided at deployment (`Sub`)', place);
  });
  return cdkOf(textOf(parts, place));
}

const parameter: ConstructClass = {
  name: 'core.CfnParameter',
  extends: construct.name,
  build: (_, self, props) => {
    const given = propOf(props, 'default');
    const type = propOf(props, 'type');
    // The default of these is the name under which Parameter Store has the value.
    const isStored = type !== undefined && textIn(type)?.startsWith('AWS::SSM::') !== false;
    if (given && !isStored) self.state.set('default', given);
  },
  properties: Object.fromEntries(
    ['valueAsString', 'valueAsNumber', 'valueAsList', 'value', 'logicalId'].map((name) => [
      name,
      (context: BuildContext, self: Construct): CdkValue => {
        const given = self.state.get('default');
        if (given?.kind === 'scalar' && name !== 'logicalId') {
          const own: CdkValue = { ...given, from: 'parameter' };
          if (name === 'valueAsNumber') return { ...own, value: Number(given.value) };
          if (name !== 'valueAsList') return own;
          const items = String(given.value).split(',');
          return cdkList(
            items.map((value): CdkValue => ({ ...own, value: value.trim() })),
            own,
          );
        }
        const why = `it is the parameter \`${self.id}\` of the stack \`${stackOf(self)?.path ?? ''}\``;
        return cdkOf(unknownValue(why, here(context)));
      },
    ]),
  ),
};

const customResource: ConstructClass = {
  name: 'core.CustomResource',
  extends: construct.name,
  build: (context, self, props) => {
    const token = propOf(props, 'serviceToken');
    const given = propOf(props, 'properties');
    const properties = new Map<string, Value>();
    if (token) properties.set('ServiceToken', context.toValue(token));
    const own = given && plain(context, given);
    if (own?.kind === 'map') for (const [name, entry] of own.entries) properties.set(name, entry.value);
    const type = textIn(propOf(props, 'resourceType')) ?? 'AWS::CloudFormation::CustomResource';
    context.declare(self, { suffix: 'Default', type, properties });
  },
  methods: {
    getAtt: (context, self, args) => tokenOf(context, self, textIn(args.positional[0])),
    getAttString: (context, self, args) => tokenOf(context, self, textIn(args.positional[0])),
  },
  properties: { ref: (context, self) => tokenOf(context, self, undefined) },
};

export const core: readonly ConstructClass[] = [
  construct,
  { name: 'core.Construct', extends: construct.name },
  { name: 'core.Resource', extends: construct.name },
  { name: 'core.App', extends: 'core.Stage' },
  {
    name: 'core.Stage',
    extends: construct.name,
    build: (_, self, props) => environmentProps(self, props),
    methods: { synth: undefinedIn },
    properties: {
      stageName: (context, self) => cdkScalar(self.path, here(context)),
      region: (_, self) => self.state.get('region'),
      account: (_, self) => self.state.get('account'),
    },
    statics: { of: (_, args) => within(args.positional[0], ({ library }) => /^core\.(Stage|App)$/.test(library)) },
  },
  stack,
  { name: 'core.NestedStack', extends: 'core.Stack' },
  { name: 'core.CfnOutput', extends: construct.name },
  parameter,
  customResource,
  ...statics,
];

/** Of `toSeconds`, what it divides by: seconds of durations, KiB of sizes. */
const divisors: Readonly<Record<string, number>> = {
  toMilliseconds: 1 / 1000,
  toSeconds: 1,
  toMinutes: 60,
  toHours: 3600,
  toDays: 86400,
  toBytes: 1 / 1024,
  toKibibytes: 1,
  toMebibytes: 1024,
  toGibibytes: 1024 ** 2,
};

const quantity = (name: string, unit: string): ValueClass => ({
  name,
  methods: {
    ...Object.fromEntries(
      Object.entries(divisors).map(([method, divisor]) => [
        method,
        (context: BuildContext, self: Made): CdkValue | undefined => {
          const amount = amountOf(self);
          return amount === undefined ? undefined : cdkScalar(amount / divisor, here(context));
        },
      ]),
    ),
    plus: (context, self, args) => {
      const [other] = args.positional;
      const [left, right] = [amountOf(self), other?.kind === 'made' ? amountOf(other) : undefined];
      if (left === undefined || right === undefined) return undefined;
      const positional = [cdkScalar(left + right, here(context))];
      return { ...self, name: `${name}.${unit}`, arguments: { positional, named: undefined }, ...here(context) };
    },
    isUnresolved: (context) => cdkScalar(false, here(context)),
  },
});

export const coreValues: readonly ValueClass[] = [
  quantity('core.Duration', 'seconds'),
  quantity('core.Size', 'kibibytes'),
];
