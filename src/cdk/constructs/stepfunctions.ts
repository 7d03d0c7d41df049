/** `aws-stepfunctions`: state machines, with the definition that their states make. */
import { graphOf } from './stepfunctionsDefinition.ts';
import { timeoutOf } from './stepfunctionsParts.ts';
import type { Value } from '../../core/value.ts';
import type { BuildContext, ConstructClass } from '../library.ts';
import type { CdkMap, CdkValue, Construct } from '../value.ts';
import { here, made, nameIn, placeOfStack } from './arns.ts';
import { mentionedIn } from './mentions.ts';
import { addStatement, grant, policyStatement, statementOf } from './policies.ts';
import { stepfunctionsStates } from './stepfunctionsStates.ts';
import { aslMap, jsonText } from './stepfunctionsJson.ts';
import { taskOf } from './stepfunctionsTasks.ts';
import {
  argumentOf,
  attributeOf,
  booleanIn,
  byDefault,
  cdkMap,
  cdkScalar,
  declareMain,
  listValue,
  mapOf,
  mapValue,
  plain,
  propertiesOf,
  propOf,
  scalar,
  textIn,
  textOf,
  tokenOf,
  undefinedIn,
  unknownValue,
  workspacePath,
} from './props.ts';
import { imported } from './versions.ts';
import type { Asset } from '../../core/resource.ts';

const stateMachine: ConstructClass = {
  name: 'aws-stepfunctions.StateMachine',
  extends: 'core.Resource',
  build: (context, self, props) => {
    const role = propOf(props, 'role') ?? ownRole(context, self);
    self.state.set('role', role);
    const properties = propertiesOf(context, props, {
      stateMachineName: 'StateMachineName',
      stateMachineType: 'StateMachineType',
      definitionSubstitutions: ['DefinitionSubstitutions', mapOf(plain)],
      tracingEnabled: ['TracingConfiguration', (inner, value) => mapValue({ Enabled: plain(inner, value) }, value)],
    });
    properties.set('RoleArn', attributeOf(context, role, 'Arn', 'roleArn'));
    const { name, value, statements, asset } = definitionOf(context, self, props);
    properties.set(name, value);
    for (const statement of statements) addStatement(context, role, statement);
    const logs = propOf(props, 'logs');
    if (logs) properties.set('LoggingConfiguration', loggingOf(context, role, logs));
    const tracing = propOf(props, 'tracingEnabled');
    if (booleanIn(tracing) === true) {
      const actions = ['PutTraceSegments', 'PutTelemetryRecords', 'GetSamplingRules', 'GetSamplingTargets'];
      const place = here(context);
      const allowed = statementOf(
        actions.map((it) => `xray:${it}`),
        [scalar('*', place)],
        place,
      );
      addStatement(context, role, allowed);
    }
    declareMain(context, self, 'AWS::StepFunctions::StateMachine', properties, { open: props.open, asset });
  },
  methods: {
    addToRolePolicy: (context, self, args) => {
      const [given] = args.positional;
      const statement = given && policyStatement(context, given);
      if (statement) addStatement(context, self.state.get('role'), statement);
      return undefinedIn(context);
    },
    grantStartExecution: (context, self, args) =>
      granted(context, self, argumentOf(args, 0, 'identity'), ['states:StartExecution']),
    grantStartSyncExecution: (context, self, args) =>
      granted(context, self, argumentOf(args, 0, 'identity'), ['states:StartSyncExecution']),
    grantTaskResponse: (context, self, args) =>
      granted(context, self, argumentOf(args, 0, 'identity'), [
        'states:SendTaskSuccess',
        'states:SendTaskFailure',
        'states:SendTaskHeartbeat',
      ]),
    grant: (context, self, args) => {
      const [identity, ...actions] = args.positional;
      return granted(
        context,
        self,
        identity,
        actions.flatMap((it) => textIn(it) ?? []),
      );
    },
    grantRead: undefinedIn,
    grantExecution: undefinedIn,
  },
  properties: {
    stateMachineArn: (context, self) => tokenOf(context, self, undefined, 'stateMachineArn'),
    stateMachineName: (context, self) => tokenOf(context, self, 'Name', 'stateMachineName'),
    stateMachineRevisionId: (context, self) => tokenOf(context, self, 'StateMachineRevisionId'),
    role: (_, self) => self.state.get('role'),
    grantPrincipal: (_, self) => self.state.get('role'),
  },
  statics: {
    fromStateMachineArn: (context, args) =>
      imported(context, 'aws-stepfunctions.StateMachine', args, {
        stateMachineArn: argumentOf(args, 2, 'stateMachineArn'),
      }),
    fromStateMachineName: (context, args) =>
      imported(context, 'aws-stepfunctions.StateMachine', args, {
        stateMachineName: argumentOf(args, 2, 'stateMachineName'),
      }),
  },
};

const granted = (
  context: BuildContext,
  self: Construct,
  grantee: CdkValue | undefined,
  actions: readonly string[],
): CdkValue => grant(context, grantee, actions, [attributeOf(context, self, undefined, 'stateMachineArn')]);

/** It trusts Step Functions for state machines of the account alone. */
function ownRole(context: BuildContext, self: Construct): Construct {
  const place = byDefault(self);
  const { partition, region, account } = placeOfStack(context, self, place);
  const token = (value: Value): CdkValue =>
    value.kind === 'text'
      ? { kind: 'token', value, ...place }
      : value.kind === 'unknown'
        ? { kind: 'token', value: { kind: 'text', parts: [value], ...place }, ...place }
        : cdkScalar(value.kind === 'scalar' ? value.value : null, place);
  const machines = textOf(['arn:', partition, ':states:', region, ':', account, ':stateMachine:*'], place);
  const conditions = cdkMap(
    {
      ArnLike: cdkMap({ 'aws:SourceArn': token(machines) }, place),
      StringEquals: cdkMap({ 'aws:SourceAccount': token(account) }, place),
    },
    place,
  );
  const assumedBy = made(
    context,
    'aws-iam.ServicePrincipal',
    [cdkScalar('states.amazonaws.com', place), cdkMap({ conditions }, place)],
    place,
  );
  return context.create('aws-iam.Role', self, 'Role', cdkMap({ assumedBy }, place));
}

interface Definition {
  readonly name: 'DefinitionString' | 'DefinitionS3Location';
  readonly value: Value;
  readonly statements: readonly Value[];
  readonly asset?: Asset;
}

function definitionOf(context: BuildContext, self: Construct, props: CdkMap): Definition {
  const body = propOf(props, 'definitionBody');
  const [given] = body?.kind === 'made' ? body.arguments.positional : [];
  const kind = body?.kind === 'made' ? nameIn(body.name) : undefined;
  if (given && kind === 'fromString') {
    const value = plain(context, given) ?? context.toValue(given);
    return { name: 'DefinitionString', value, statements: [] };
  }
  if (given && kind === 'fromFile') {
    const path = workspacePath(context, given);
    const why = path.known ? `it is uploaded from \`${path.value}\`` : path.why;
    return {
      name: 'DefinitionS3Location',
      value: unknownValue(why, given),
      statements: [],
      asset: { kind: 'path', path, at: given.at },
    };
  }
  const chainable = given ?? body ?? propOf(props, 'definition');
  const language = propOf(props, 'queryLanguage');
  const isJsonata = language?.kind === 'library' && nameIn(language.name) === 'JSONATA';
  const graph = chainable && graphOf(context, chainable, taskOf, isJsonata);
  if (!graph) {
    const why = chainable?.kind === 'unknown' ? chainable.why : 'it cannot be followed which states it has';
    const mentions = chainable ? mentionedIn(chainable) : [];
    return { name: 'DefinitionString', value: unknownValue(why, chainable ?? self, mentions), statements: [] };
  }
  const timeout = timeoutOf(propOf(props, 'timeout'));
  const comment = propOf(props, 'comment');
  const whole = new Map([
    ...graph.definition,
    ...aslMap({
      TimeoutSeconds: timeout === undefined ? undefined : scalar(timeout, propOf(props, 'timeout') ?? self),
      Comment: comment && plain(context, comment),
      QueryLanguage: language && plain(context, language),
    }),
  ]);
  return { name: 'DefinitionString', value: jsonText(whole, chainable), statements: graph.statements };
}

const logActions = [
  'CreateLogDelivery',
  'GetLogDelivery',
  'UpdateLogDelivery',
  'DeleteLogDelivery',
  'ListLogDeliveries',
  'PutResourcePolicy',
  'DescribeResourcePolicies',
  'DescribeLogGroups',
];

function loggingOf(context: BuildContext, role: CdkValue, logs: CdkValue): Value {
  const destination = propOf(logs, 'destination');
  const data = propOf(logs, 'includeExecutionData');
  const level = propOf(logs, 'level');
  const place = here(context);
  if (destination) {
    const actions = logActions.map((it) => `logs:${it}`);
    addStatement(context, role, statementOf(actions, [scalar('*', place)], place));
  }
  const group = destination && attributeOf(context, destination, 'Arn', 'logGroupArn');
  return mapValue(
    {
      Destinations:
        destination && group
          ? listValue(
              [mapValue({ CloudWatchLogsLogGroup: mapValue({ LogGroupArn: group }, destination) }, destination)],
              destination,
            )
          : undefined,
      IncludeExecutionData: data && plain(context, data),
      Level: (level && plain(context, level)) ?? scalar('ERROR', { at: logs.at, from: 'default' }),
    },
    logs,
  );
}

const activity: ConstructClass = {
  name: 'aws-stepfunctions.Activity',
  extends: 'core.Resource',
  build: (context, self, props) => {
    const properties = propertiesOf(context, props, { activityName: 'Name' });
    if (!properties.has('Name'))
      properties.set('Name', unknownValue('the library makes a name of its path', byDefault(self)));
    declareMain(context, self, 'AWS::StepFunctions::Activity', properties, { open: props.open });
  },
  properties: {
    activityArn: (context, self) => tokenOf(context, self, undefined, 'activityArn'),
    activityName: (context, self) => tokenOf(context, self, 'Name'),
  },
};

export const stepfunctions: readonly ConstructClass[] = [stateMachine, activity, ...stepfunctionsStates];
