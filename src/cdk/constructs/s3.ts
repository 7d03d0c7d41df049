/** `aws-s3`: buckets. Their policies are the affair of who may read them, and are left out. */
import type { Value } from '../../core/value.ts';
import type { BuildContext, ConstructClass } from '../library.ts';
import type { CdkMap, CdkValue, Construct } from '../value.ts';
import { cdkOf } from './core.ts';
import { grantMethods } from './grants.ts';
import { keepKey, keyArn, nameInArn } from './messaging.ts';
import {
  argumentOf,
  attributeOf,
  booleanIn,
  cdkScalar,
  days,
  declareMain,
  listOf,
  listValue,
  mapValue,
  optionsOf,
  plain,
  propertiesOf,
  propOf,
  scalar,
  struct,
  textOf,
  tokenOf,
  undefinedIn,
  type Convert,
  type Place,
} from './props.ts';
import { enableEventBridge, notifyMade } from './s3Notifications.ts';
import { imported } from './versions.ts';

const here = (context: BuildContext): Place => ({ at: context.call, from: 'resource' });

/** `true` is a status of its own name. */
const status =
  (word: string): Convert =>
  (context, value) => {
    const given = booleanIn(value);
    if (given === undefined) return context.toValue(value);
    return given ? mapValue({ [word]: scalar('Enabled', value) }, value) : undefined;
  };

const publicAccess: Convert = (context, value) => {
  const on = (...names: readonly string[]): Value =>
    mapValue(Object.fromEntries(names.map((name) => [name, scalar(true, value)])), value);
  const name = value.kind === 'library' ? value.name.slice(value.name.lastIndexOf('.') + 1) : '';
  if (name === 'BLOCK_ALL')
    return on('BlockPublicAcls', 'BlockPublicPolicy', 'IgnorePublicAcls', 'RestrictPublicBuckets');
  if (name === 'BLOCK_ACLS') return on('BlockPublicAcls', 'IgnorePublicAcls');
  if (name === 'BLOCK_ACLS_ONLY')
    return mapValue(
      {
        BlockPublicAcls: scalar(true, value),
        BlockPublicPolicy: scalar(false, value),
        IgnorePublicAcls: scalar(true, value),
        RestrictPublicBuckets: scalar(false, value),
      },
      value,
    );
  if (value.kind !== 'made') return context.toValue(value);
  return mapValue(
    propertiesOf(context, optionsOf(value.arguments, 0, value), {
      blockPublicAcls: 'BlockPublicAcls',
      blockPublicPolicy: 'BlockPublicPolicy',
      ignorePublicAcls: 'IgnorePublicAcls',
      restrictPublicBuckets: 'RestrictPublicBuckets',
    }),
    value,
  );
};

const lifecycleRule = (context: BuildContext, value: CdkValue): Value | undefined => {
  if (value.kind !== 'map') return context.toValue(value);
  const rule = propertiesOf(context, value, {
    abortIncompleteMultipartUploadAfter: ['AbortIncompleteMultipartUpload.DaysAfterInitiation', days],
    expiration: ['ExpirationInDays', days],
    expiredObjectDeleteMarker: 'ExpiredObjectDeleteMarker',
    id: 'Id',
    noncurrentVersionExpiration: ['NoncurrentVersionExpiration.NoncurrentDays', days],
    prefix: 'Prefix',
    transitions: [
      'Transitions',
      listOf(struct({ storageClass: 'StorageClass', transitionAfter: ['TransitionInDays', days] })),
    ],
  });
  const enabled = propOf(value, 'enabled');
  rule.set('Status', scalar(enabled && booleanIn(enabled) === false ? 'Disabled' : 'Enabled', enabled ?? value));
  return mapValue(rule, value, value.open);
};

const bucket: ConstructClass = {
  name: 'aws-s3.Bucket',
  extends: 'core.Resource',
  build: (context, self, props) => {
    const properties = propertiesOf(context, props, {
      bucketName: 'BucketName',
      accessControl: 'AccessControl',
      blockPublicAccess: ['PublicAccessBlockConfiguration', publicAccess],
      cors: [
        'CorsConfiguration.CorsRules',
        listOf(
          struct({
            allowedHeaders: 'AllowedHeaders',
            allowedMethods: 'AllowedMethods',
            allowedOrigins: 'AllowedOrigins',
            exposedHeaders: 'ExposedHeaders',
            id: 'Id',
            maxAge: 'MaxAge',
          }),
        ),
      ],
      lifecycleRules: ['LifecycleConfiguration.Rules', listOf(lifecycleRule)],
      objectOwnership: [
        'OwnershipControls',
        (inner, value) =>
          mapValue({ Rules: listValue([mapValue({ ObjectOwnership: plain(inner, value) }, value)], value) }, value),
      ],
      transferAcceleration: ['AccelerateConfiguration', status('AccelerationStatus')],
      versioned: ['VersioningConfiguration', status('Status')],
      websiteIndexDocument: 'WebsiteConfiguration.IndexDocument',
      websiteErrorDocument: 'WebsiteConfiguration.ErrorDocument',
    });
    if (propOf(props, 'publicReadAccess')) self.state.set('isPublic', cdkScalar(true, self));
    const encryption = encryptionOf(context, props);
    if (encryption) properties.set('BucketEncryption', encryption);
    keepKey(self, propOf(props, 'encryptionKey'));
    declareMain(context, self, 'AWS::S3::Bucket', properties, { open: props.open });
    if (booleanIn(propOf(props, 'eventBridgeEnabled')) === true) enableEventBridge(context, self);
  },
  methods: {
    ...grantMethods('aws-s3.Bucket'),
    addEventNotification: (context, self, args) => {
      const [event, destination, ...filters] = args.positional;
      notification(context, self, event, destination, filters);
      return undefinedIn(context);
    },
    addObjectCreatedNotification: (context, self, args) => {
      const [destination, ...filters] = args.positional;
      notification(context, self, cdkScalar('s3:ObjectCreated:*', here(context)), destination, filters);
      return undefinedIn(context);
    },
    addObjectRemovedNotification: (context, self, args) => {
      const [destination, ...filters] = args.positional;
      notification(context, self, cdkScalar('s3:ObjectRemoved:*', here(context)), destination, filters);
      return undefinedIn(context);
    },
    enableEventBridgeNotification: (context, self) => {
      enableEventBridge(context, self);
      return undefinedIn(context);
    },
    addToResourcePolicy: undefinedIn,
    addCorsRule: undefinedIn,
    addLifecycleRule: undefinedIn,
    grantPublicAccess: undefinedIn,
    arnForObjects: (context, self, args) => {
      const pattern = argumentOf(args, 0, 'keyPattern');
      const arn = attributeOf(context, self, 'Arn', 'bucketArn');
      return cdkOf(textOf([arn, '/', (pattern && plain(context, pattern)) ?? ''], here(context)));
    },
  },
  properties: {
    bucketArn: (context, self) => tokenOf(context, self, 'Arn', 'bucketArn'),
    bucketName: (context, self) => tokenOf(context, self, undefined, 'bucketName'),
    bucketDomainName: (context, self) => tokenOf(context, self, 'DomainName'),
    bucketRegionalDomainName: (context, self) => tokenOf(context, self, 'RegionalDomainName'),
    bucketWebsiteUrl: (context, self) => tokenOf(context, self, 'WebsiteURL'),
    encryptionKey: (_, self) => self.state.get('encryptionKey'),
  },
  statics: {
    fromBucketName: (context, args) => {
      const name = argumentOf(args, 2, 'bucketName');
      const arn = name && cdkOf(textOf(['arn:aws:s3:::', plain(context, name) ?? ''], here(context)));
      return imported(context, 'aws-s3.Bucket', args, { bucketName: name, bucketArn: arn });
    },
    fromBucketArn: (context, args) => {
      const arn = argumentOf(args, 2, 'bucketArn');
      return imported(context, 'aws-s3.Bucket', args, { bucketArn: arn, bucketName: nameInArn(arn) });
    },
    fromBucketAttributes: (context, args) => {
      const attributes = optionsOf(args, 2, here(context));
      const arn = propOf(attributes, 'bucketArn');
      return imported(context, 'aws-s3.Bucket', args, {
        bucketArn: arn,
        bucketName: propOf(attributes, 'bucketName') ?? nameInArn(arn),
      });
    },
  },
};

function notification(
  context: BuildContext,
  self: Construct,
  event: CdkValue | undefined,
  destination: CdkValue | undefined,
  filters: readonly CdkValue[],
): void {
  if (event && destination?.kind === 'made') notifyMade(context, self, event, destination, filters);
}

function encryptionOf(context: BuildContext, props: CdkMap): Value | undefined {
  const [given, key] = [propOf(props, 'encryption'), propOf(props, 'encryptionKey')];
  const name = given?.kind === 'library' ? given.name.slice(given.name.lastIndexOf('.') + 1) : undefined;
  const place = given ?? key;
  if (!place || (name === 'UNENCRYPTED' && !key)) return undefined;
  const algorithm =
    name === 'S3_MANAGED' ? 'AES256' : name === 'DSSE' || name === 'DSSE_MANAGED' ? 'aws:kms:dsse' : 'aws:kms';
  const standard = mapValue(
    { SSEAlgorithm: scalar(algorithm, place), KMSMasterKeyID: key && keyArn(context, key) },
    place,
  );
  const bucketKey = propOf(props, 'bucketKeyEnabled');
  const rule = mapValue(
    { ServerSideEncryptionByDefault: standard, BucketKeyEnabled: bucketKey && plain(context, bucketKey) },
    place,
  );
  return mapValue({ ServerSideEncryptionConfiguration: listValue([rule], place) }, place);
}

export const s3: readonly ConstructClass[] = [bucket];
