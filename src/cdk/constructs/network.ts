/** `aws-ec2` and `aws-efs`, as far as functions point at them: security groups, file systems. A VPC is only there. */
import type { Value } from '../../core/value.ts';
import { pseudoParameter } from '../words.ts';
import type { BuildContext, ConstructClass } from '../library.ts';
import type { Arguments, CdkValue, Construct } from '../value.ts';
import { cdkOf } from './core.ts';
import {
  argumentOf,
  attributeOf,
  booleanIn,
  byDefault,
  cdkMap,
  declareMain,
  mapValue,
  optionsOf,
  plain,
  propertiesOf,
  propOf,
  scalar,
  struct,
  textIn,
  textOf,
  tokenOf,
  undefinedIn,
  type Place,
} from './props.ts';
import { imported } from './versions.ts';

const here = (context: BuildContext): Place => ({ at: context.call, from: 'resource' });

/** One that the library makes by a static function, of an id or by a look at the account. */
const lookup =
  (name: string, state: string) =>
  (context: BuildContext, args: Arguments): CdkValue =>
    imported(context, name, args, { [state]: args.positional[2] });

const vpc: ConstructClass = {
  name: 'aws-ec2.Vpc',
  extends: 'core.Resource',
  methods: {
    addInterfaceEndpoint: (context, self, args) => endpoint(context, self, args),
    addGatewayEndpoint: (context, self, args) => endpoint(context, self, args),
    addFlowLog: undefinedIn,
  },
  statics: { fromLookup: lookup('aws-ec2.Vpc', 'options'), fromVpcAttributes: lookup('aws-ec2.Vpc', 'options') },
};

const endpoint = (context: BuildContext, self: Construct, args: Arguments): Construct =>
  context.create('core.Resource', self, textIn(argumentOf(args, 0, 'id')) ?? '', cdkMap({}, here(context)));

const securityGroup: ConstructClass = {
  name: 'aws-ec2.SecurityGroup',
  extends: 'core.Resource',
  build: (context, self, props) => {
    const properties = propertiesOf(context, props, {
      securityGroupName: 'GroupName',
      description: 'GroupDescription',
    });
    if (!properties.has('GroupDescription')) properties.set('GroupDescription', scalar(self.path, byDefault(self)));
    const open = 'of a security group only its description is read from the source';
    declareMain(context, self, 'AWS::EC2::SecurityGroup', properties, { open });
  },
  methods: { addIngressRule: undefinedIn, addEgressRule: undefinedIn },
  properties: { securityGroupId: (context, self) => tokenOf(context, self, 'GroupId', 'securityGroupId') },
  statics: {
    fromSecurityGroupId: lookup('aws-ec2.SecurityGroup', 'securityGroupId'),
    fromLookupById: lookup('aws-ec2.SecurityGroup', 'securityGroupId'),
    fromLookupByName: lookup('aws-ec2.SecurityGroup', 'securityGroupName'),
  },
};

const elasticArn = (kind: string, id: Value, place: Place): Value =>
  textOf(
    [
      'arn:',
      pseudoParameter('AWS::Partition', place),
      ':elasticfilesystem:',
      pseudoParameter('AWS::Region', place),
      ':',
      pseudoParameter('AWS::AccountId', place),
      `:${kind}/`,
      id,
    ],
    place,
  );

const fileSystem: ConstructClass = {
  name: 'aws-efs.FileSystem',
  extends: 'core.Resource',
  build: (context, self, props) => {
    const properties = propertiesOf(context, props, {
      encrypted: 'Encrypted',
      performanceMode: 'PerformanceMode',
      throughputMode: 'ThroughputMode',
    });
    if (!properties.has('Encrypted')) properties.set('Encrypted', scalar(true, byDefault(self)));
    const open = 'of a file system not everything is read from the source';
    declareMain(context, self, 'AWS::EFS::FileSystem', properties, { open });
  },
  methods: {
    addAccessPoint: (context, self, args) => {
      const options = optionsOf(args, 1, here(context));
      const props = { ...options, entries: new Map(options.entries) };
      props.entries.set('fileSystem', { key: context.call, value: self });
      return context.create('aws-efs.AccessPoint', self, textIn(argumentOf(args, 0, 'id')) ?? '', props);
    },
  },
  properties: {
    fileSystemId: (context, self) => tokenOf(context, self, undefined, 'fileSystemId'),
    fileSystemArn: (context, self) =>
      cdkOf(elasticArn('file-system', attributeOf(context, self, undefined, 'fileSystemId'), here(context))),
  },
  statics: { fromFileSystemAttributes: lookup('aws-efs.FileSystem', 'options') },
};

const accessPoint: ConstructClass = {
  name: 'aws-efs.AccessPoint',
  extends: 'core.Resource',
  build: (context, self, props) => {
    const properties = propertiesOf(context, props, {
      posixUser: ['PosixUser', struct({ gid: 'Gid', uid: 'Uid', secondaryGids: 'SecondaryGids' })],
      path: 'RootDirectory.Path',
    });
    const [owner, acl] = [propOf(props, 'fileSystem'), propOf(props, 'createAcl')];
    if (owner) properties.set('FileSystemId', attributeOf(context, owner, undefined, 'fileSystemId'));
    const root = properties.get('RootDirectory');
    const creation =
      acl && struct({ ownerGid: 'OwnerGid', ownerUid: 'OwnerUid', permissions: 'Permissions' })(context, acl);
    if (creation && root?.kind === 'map')
      properties.set(
        'RootDirectory',
        mapValue({ CreationInfo: creation, Path: root.entries.get('Path')?.value }, root),
      );
    if (owner) self.state.set('fileSystem', owner);
    declareMain(context, self, 'AWS::EFS::AccessPoint', properties, { open: 'its tags are not read from the source' });
    const place: Place = { at: self.at, from: 'default' };
    if (self.main !== undefined) {
      const id = context.toValue(context.reference(self.main, undefined, self.at));
      self.state.set('accessPointArn', cdkOf(elasticArn('access-point', id, place)));
    }
  },
  properties: { accessPointId: (context, self) => tokenOf(context, self, undefined) },
};

/** Lambda Managed Instances: one environment serves many invocations at a time. */
const capacityProvider: ConstructClass = {
  name: 'aws-lambda.CapacityProvider',
  extends: 'core.Resource',
  build: (context, self, props) => {
    const properties = propertiesOf(context, props, {
      capacityProviderName: 'CapacityProviderName',
      maxVCpuCount: 'CapacityProviderScalingConfig.MaxVCpuCount',
    });
    const open = 'of a capacity provider not everything is read from the source';
    declareMain(context, self, 'AWS::Lambda::CapacityProvider', properties, { open });
  },
  methods: {
    addFunction: (context, self, args) => {
      const fn = argumentOf(args, 0, 'func');
      if (fn?.kind === 'construct' && fn.main !== undefined) addManaged(context, self, fn.main, args);
      return undefinedIn(context);
    },
  },
  properties: {
    capacityProviderArn: (context, self) => tokenOf(context, self, 'Arn', 'capacityProviderArn'),
    capacityProviderName: (context, self) => tokenOf(context, self, undefined, 'capacityProviderName'),
  },
  statics: {
    fromCapacityProviderName: lookup('aws-lambda.CapacityProvider', 'capacityProviderName'),
    fromCapacityProviderArn: lookup('aws-lambda.CapacityProvider', 'capacityProviderArn'),
  },
};

function addManaged(context: BuildContext, self: Construct, key: string, args: Arguments): void {
  const options = optionsOf(args, 1, here(context));
  const config = propertiesOf(context, options, {
    perExecutionEnvironmentMaxConcurrency: 'PerExecutionEnvironmentMaxConcurrency',
    executionEnvironmentMemoryGiBPerVCpu: 'ExecutionEnvironmentMemoryGiBPerVCpu',
  });
  config.set('CapacityProviderArn', attributeOf(context, self, 'Arn', 'capacityProviderArn'));
  const place = here(context);
  const provider = mapValue({ LambdaManagedInstancesCapacityProviderConfig: mapValue(config, place) }, place);
  context.change(key, ['CapacityProviderConfig'], provider);
  const publishes = propOf(options, 'publishToLatestPublished');
  if (publishes && booleanIn(publishes) !== undefined)
    context.change(key, ['PublishToLatestPublished'], plain(context, publishes) ?? context.toValue(publishes));
  const scaling = propOf(options, 'latestPublishedScalingConfig');
  const scaled =
    scaling &&
    struct({
      minExecutionEnvironments: 'MinExecutionEnvironments',
      maxExecutionEnvironments: 'MaxExecutionEnvironments',
    })(context, scaling);
  if (scaled) context.change(key, ['FunctionScalingConfig'], scaled);
}

export const network: readonly ConstructClass[] = [vpc, securityGroup, fileSystem, accessPoint, capacityProvider];
