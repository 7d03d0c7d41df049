/** `Cfn…` classes of every module, by rule: `aws-lambda.CfnFunction` with `memorySize` is `AWS::Lambda::Function` with `MemorySize`. */
import type { Value } from '../../core/value.ts';
import type { BuildContext, ConstructClass } from '../library.ts';
import type { Arguments, CdkMap, CdkValue, Construct } from '../value.ts';
import * as names from './l1Names.ts';
import { argumentOf, attributeOf, isAbsent, listOf, mapValue, plain, propOf, textIn, unknownValue } from './props.ts';
import { policyDocument } from './policies.ts';

/** The class of an L1 name; undefined for any other name. */
export function l1ClassOf(name: string): ConstructClass | undefined {
  const type = typeOf(name);
  if (type === undefined) return undefined;
  const module = name.slice(0, name.lastIndexOf('.'));
  return { ...l1Members(module), name, extends: 'constructs.Construct', build: declareWith(type, module) };
}

/** `aws-lambda.CfnFunction` → `AWS::Lambda::Function` */
export function typeOf(name: string): string | undefined {
  const [, module = '', kind = ''] = /^([\w-]+)\.Cfn([A-Z]\w*)$/.exec(name) ?? [];
  const namespace = namespaces.get(module);
  if (namespace === undefined || names.elements.has(name)) return undefined;
  return names.types[name] ?? `${namespace}::${kind}`;
}

export const l1: readonly ConstructClass[] = [
  {
    name: 'core.CfnResource',
    extends: 'constructs.Construct',
    ...l1Members(undefined),
    build: (context, self, props) => {
      const type = textIn(propOf(props, 'type')) ?? '';
      const given = props.entries.get('properties')?.value;
      const properties = given?.kind === 'map' ? rawProperties(context, given) : new Map<string, Value>();
      const open =
        given?.kind === 'map' ? given.open : given ? 'its properties are not decided in the source' : props.open;
      context.declare(self, { suffix: '', type, properties, ...(open === undefined ? {} : { open }) });
    },
  },
];

/** CloudFormation's name of a prop. */
export function propertyName(module: string | undefined, prop: string): string {
  const spelled = module === undefined ? undefined : spellings.get(module)?.get(prop.toLowerCase());
  return spelled ?? prop.slice(0, 1).toUpperCase() + prop.slice(1);
}

/** A value of L1 props: structs have their keys renamed, maps of the user keep theirs. */
function l1Value(context: BuildContext, module: string | undefined, prop: string, value: CdkValue): Value {
  switch (value.kind) {
    case 'map': {
      if (isFree(module, prop)) return plain(context, value) ?? context.toValue(value);
      const keeps = module !== undefined && (names.keyedMaps[module] ?? '').split(' ').includes(prop);
      const entries = new Map<string, Value>();
      for (const [key, entry] of value.entries)
        if (!isAbsent(entry.value))
          entries.set(keeps ? key : propertyName(module, key), l1Value(context, module, keeps ? '' : key, entry.value));
      return mapValue(entries, value, value.open);
    }
    case 'list':
      return listOf((_, item) => l1Value(context, module, prop, item))(context, value) ?? context.toValue(value);
    case 'made':
      return policyDocument(context, value) ?? context.toValue(value);
    case 'construct':
      // Newer versions take the resource itself where its name or ARN is wanted.
      return attributeOf(context, value, /arn$|role$/i.test(prop) ? 'Arn' : undefined);
    default:
      return plain(context, value) ?? context.toValue(value);
  }
}

function declareWith(type: string, module: string): NonNullable<ConstructClass['build']> {
  return (context, self, props) => {
    const properties = new Map<string, Value>();
    for (const [prop, entry] of props.entries) {
      if (isAbsent(entry.value)) continue;
      properties.set(propertyName(module, prop), l1Value(context, module, prop, entry.value));
      self.state.set(`prop ${prop}`, entry.value);
    }
    const { open } = props;
    context.declare(self, { suffix: '', type, properties, ...(open === undefined ? {} : { open }) });
  };
}

type Members = Pick<ConstructClass, 'methods' | 'properties' | 'property' | 'assigned'>;

/** What L1 constructs have in common, those that `node.defaultChild` gives included. */
function l1Members(module: string | undefined): Members {
  return {
    methods: {
      addPropertyOverride: (context, self, args) => override(context, self, textIn(args.positional[0]), args, 1),
      addOverride: (context, self, args) => {
        const path = textIn(argumentOf(args, 0, 'path'));
        if (path?.startsWith('Properties.') === true)
          override(context, self, path.slice('Properties.'.length), args, 1);
        return undefined;
      },
      addPropertyDeletionOverride: (context, self, args) => {
        const path = textIn(argumentOf(args, 0, 'propertyPath'));
        if (self.main !== undefined && path !== undefined)
          context.change(
            self.main,
            keysOf(path),
            unknownValue('the app deletes it', { at: context.call, from: 'resource' }),
          );
        return undefined;
      },
      getAtt: (context, self, args) => {
        const attribute = textIn(argumentOf(args, 0, 'attributeName'));
        return self.main === undefined || attribute === undefined
          ? undefined
          : context.reference(self.main, attribute, context.call);
      },
    },
    properties: {
      ref: (context, self) =>
        self.main === undefined ? undefined : context.reference(self.main, undefined, context.call),
    },
    property: (context, self, name) => {
      if (self.main === undefined) return undefined;
      if (!/^attr[A-Z]/.test(name)) return self.state.get(`prop ${name}`);
      const special = module === undefined ? undefined : names.attributes[module]?.[name];
      return context.reference(self.main, special ?? name.slice('attr'.length), context.call);
    },
    assigned: (context, self, name, value) => {
      if (self.main !== undefined && !isAbsent(value) && !self.state.has(`override ${propertyName(module, name)}`))
        context.change(self.main, [propertyName(module, name)], l1Value(context, module, name, value));
    },
  };
}

function override(
  context: BuildContext,
  self: Construct,
  path: string | undefined,
  args: Arguments,
  position: number,
): undefined {
  const value = argumentOf(args, position, 'value');
  const where = path ?? textIn(args.named?.entries.get('propertyPath')?.value);
  if (self.main === undefined || where === undefined || !value) return undefined;
  const converted = plain(context, value);
  if (!converted) return undefined;
  context.change(self.main, keysOf(where), converted);
  // What is overridden stays so, whatever is assigned afterwards.
  self.state.set(`override ${where}`, value);
  return undefined;
}

/** `Environment.Variables.TABLE`; a dot that belongs to a key has a backslash. */
const keysOf = (path: string): readonly string[] => path.split(/(?<!\\)\./).map((key) => key.replaceAll('\\.', '.'));

function rawProperties(context: BuildContext, given: CdkMap): ReadonlyMap<string, Value> {
  const properties = new Map<string, Value>();
  for (const [name, { value }] of given.entries) {
    const converted = isAbsent(value) ? undefined : plain(context, value);
    if (converted) properties.set(name, converted);
  }
  return properties;
}

const isFree = (module: string | undefined, prop: string): boolean =>
  module !== undefined && (free.get(module)?.has(prop) ?? false);

const free = new Map(
  Object.entries(names.freeMaps).map(([module, props]) => [module, new Set(props.split(' '))] as const),
);

const namespaces: ReadonlyMap<string, string> = new Map([
  ...names.services.map((service) => [`aws-${service.toLowerCase()}`, `AWS::${service}`] as const),
  ...Object.entries(names.namespaces),
]);

const spellings = new Map(
  Object.entries(names.spellings).map(
    ([module, words]) =>
      [module, new Map(words.split(' ').map((word) => [word.toLowerCase(), word] as const))] as const,
  ),
);
