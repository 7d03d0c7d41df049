import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { Target } from '../../src/core/declared.ts';
import { valueOf } from '../../src/core/known.ts';
import { applicationOf } from '../../src/model/application.ts';
import { declarationsIn } from '../templates/reading.ts';

const modelOf = (resources: string, rest = '') =>
  applicationOf(declarationsIn({ 't.yaml': `Transform: AWS::Serverless-2016-10-31\n${rest}Resources:\n${resources}` }));

const idOf = (key: string): string => key.replace('t.yaml#', '');

const named = (to: Target): string =>
  to.kind === 'resource'
    ? `${idOf(to.key)}${to.qualifier === undefined ? '' : `:${idOf(to.qualifier)}`}`
    : `'${to.text.known ? to.text.value : '?'}'`;

/** `from kind to (how)` */
const relationsOf = (resources: string): readonly string[] =>
  modelOf(resources).relations.map(
    ({ from, kind, to, how }) => `${idOf(from)} ${kind} ${named(to)}${how === undefined ? '' : ` (${how})`}`,
  );

function factsOf(resources: string): unknown {
  return modelOf(resources).resources.map(({ id, settings, parts }) => [
    id,
    Object.fromEntries([...settings].map(([name, { value }]) => [name, value.known ? value.value : `? ${value.why}`])),
    ...parts.map((part) => [
      part.kind,
      part.id,
      Object.fromEntries([...part.settings].map(([name, { value }]) => [name, valueOf(value)])),
    ]),
  ]);
}

const fn = '  F: { Type: AWS::Serverless::Function, Properties: { Handler: a.b, Runtime: python3.13 } }\n';

describe('a function', () => {
  it('has how it is run, called and deployed', () => {
    const [it] = modelOf(`  F:
    Type: AWS::Serverless::Function
    Properties:
      EphemeralStorage: { Size: 1024 }
      VpcConfig: { SubnetIds: [a] }
      SnapStart: { ApplyOn: PublishedVersions }
      ReservedConcurrentExecutions: 5
      AutoPublishAlias: live
      ProvisionedConcurrencyConfig: { ProvisionedConcurrentExecutions: 2 }
      DeploymentPreference: { Type: AllAtOnce }
      EventInvokeConfig: { MaximumRetryAttempts: 1, DestinationConfig: { OnFailure: { Type: SQS, Destination: !GetAtt Q.Arn } } }
      DeadLetterQueue: { Type: SQS, TargetArn: !GetAtt Q.Arn }
      LoggingConfig: { LogFormat: JSON }
      FunctionUrlConfig: { AuthType: NONE, InvokeMode: RESPONSE_STREAM }
  Q: { Type: AWS::SQS::Queue }
`).functions;
    const capacity = it?.capacity;
    assert.ok(capacity);
    assert.deepEqual(
      [
        valueOf(capacity.ephemeralStorage?.value),
        valueOf(capacity.vpc?.value),
        valueOf(capacity.snapStart?.value),
        valueOf(capacity.reservedConcurrency?.value),
        valueOf(capacity.autoPublishAlias?.value),
        capacity.provisionedConcurrency.map(({ qualifier, amount }) => [valueOf(qualifier), valueOf(amount.value)]),
        valueOf(capacity.deploymentPreference?.value),
        capacity.asynchronous.map(({ retries, onFailure }) => [valueOf(retries?.value), onFailure && named(onFailure)]),
        capacity.deadLetters && named(capacity.deadLetters),
        valueOf(capacity.logging?.format?.value),
        capacity.urls.map(({ authorization, invokeMode }) => [
          valueOf(authorization?.value),
          valueOf(invokeMode?.value),
        ]),
      ],
      [
        1024,
        true,
        'PublishedVersions',
        5,
        'live',
        [['live', 2]],
        'AllAtOnce',
        [[1, 'Q']],
        'Q',
        'JSON',
        [['NONE', 'RESPONSE_STREAM']],
      ],
    );
  });

  it('is joined with what CloudFormation declares apart from it', () => {
    const [it] = modelOf(`  F: { Type: AWS::Lambda::Function, Properties: { Handler: a.b, Runtime: python3.13 } }
  V: { Type: AWS::Lambda::Version, Properties: { FunctionName: !Ref F } }
  A:
    Type: AWS::Lambda::Alias
    Properties:
      { Name: live, FunctionName: !Ref F, FunctionVersion: !GetAtt V.Version, ProvisionedConcurrencyConfig: { ProvisionedConcurrentExecutions: 3 } }
  I: { Type: AWS::Lambda::EventInvokeConfig, Properties: { FunctionName: !Ref F, Qualifier: live, MaximumEventAgeInSeconds: 60 } }
  U: { Type: AWS::Lambda::Url, Properties: { TargetFunctionArn: !GetAtt F.Arn, AuthType: AWS_IAM } }
`).functions;
    assert.deepEqual(
      [
        it?.capacity?.provisionedConcurrency.map(({ qualifier, amount }) => [
          valueOf(qualifier),
          valueOf(amount.value),
        ]),
        it?.capacity?.asynchronous.map(({ qualifier, maximumAge }) => [
          valueOf(qualifier?.value),
          valueOf(maximumAge?.value),
        ]),
        it?.capacity?.urls.map(({ authorization }) => valueOf(authorization?.value)),
      ],
      [[['live', 3]], [['live', 60]], ['AWS_IAM']],
    );
  });

  it('is at the edge when a distribution has it run there', () => {
    const { functions } = modelOf(`${fn}  V: { Type: AWS::Lambda::Version, Properties: { FunctionName: !Ref F } }
  D:
    Type: AWS::CloudFront::Distribution
    Properties:
      DistributionConfig:
        DefaultCacheBehavior: { LambdaFunctionAssociations: [{ EventType: viewer-request, LambdaFunctionARN: !Ref V }] }
  G: { Type: AWS::Serverless::Function, Properties: { Handler: a.b } }
`);
    assert.deepEqual(
      functions.map(({ edge }) => edge !== undefined),
      [true, false],
    );
  });
});

describe('a function whose role the edge takes', () => {
  it('is at the edge, wherever its distribution is declared', () => {
    const { functions } = modelOf(`${fn}  G:
    Type: AWS::Lambda::Function
    Properties: { Handler: a.b, Runtime: nodejs22.x, Role: !GetAtt R.Arn }
  R:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Statement:
          - { Effect: Allow, Action: sts:AssumeRole, Principal: { Service: [lambda.amazonaws.com, edgelambda.amazonaws.com] } }
  H:
    Type: AWS::Serverless::Function
    Properties:
      Handler: a.b
      AssumeRolePolicyDocument:
        Statement: { Effect: Allow, Action: sts:AssumeRole, Principal: { Service: edgelambda.amazonaws.com } }
`);
    assert.deepEqual(
      functions.map(({ id, edge }) => [id, edge !== undefined]),
      [
        ['F', false],
        ['G', true],
        ['H', true],
      ],
    );
  });
});

describe('the settings of a resource', () => {
  it('are those that say how it performs, and what is not decided is not known', () => {
    assert.deepEqual(
      factsOf(`  T:
    Type: AWS::DynamoDB::Table
    Properties:
      BillingMode: PROVISIONED
      ProvisionedThroughput: { ReadCapacityUnits: 5, WriteCapacityUnits: !Ref Unknown }
      GlobalSecondaryIndexes: [{ IndexName: byDate, Projection: { ProjectionType: ALL } }]
`),
      [
        [
          'T',
          {
            BillingMode: 'PROVISIONED',
            'ProvisionedThroughput.ReadCapacityUnits': 5,
            'ProvisionedThroughput.WriteCapacityUnits': '? it is what `Unknown` is given at deployment',
          },
          ['index', 'byDate', { 'Projection.ProjectionType': 'ALL' }],
        ],
      ],
    );
  });

  it('are those of routes and states in text, and in files beside the template', () => {
    const uri = 'arn:aws:apigateway:x:lambda:path/2015-03-31/functions/arn:aws:lambda:x:1:function:f/invocations';
    const { resources } = applicationOf(
      declarationsIn({
        'a/t.yaml': `Resources:
  F: { Type: AWS::Lambda::Function }
  A: { Type: AWS::Serverless::HttpApi, Properties: { DefinitionUri: ../b/api.yaml } }
  M: { Type: AWS::Serverless::StateMachine, Properties: { DefinitionUri: m.asl.json } }
  N: { Type: AWS::StepFunctions::StateMachine, Properties: { DefinitionString: !Sub '{"States":{"X":{"Type":"Task","Resource":"\${F.Arn}"}}}' } }
`,
        'b/api.yaml': `paths: { /z: { get: { x-amazon-apigateway-integration: { type: aws_proxy, uri: '${uri}' } } } }\n`,
        'a/m.asl.json': '{"States":{"W":{"Type":"Wait","Seconds":5}}}',
      }),
    );
    assert.deepEqual(
      resources.flatMap(({ id, parts }) =>
        parts.map((part) => [
          id,
          part.kind,
          part.id,
          part.at.path,
          [...part.settings].map(([name, { value }]) => `${name} ${value.known ? String(value.value) : '?'}`).join(),
        ]),
      ),
      [
        ['A', 'route', 'get /z', 'b/api.yaml', 'type aws_proxy'],
        ['M', 'state', 'W', 'a/m.asl.json', 'Type Wait,Seconds 5'],
        ['N', 'state', 'X', 'a/t.yaml', 'Type Task,Resource ?'],
      ],
    );
  });

  it('are those of the states of a machine, too', () => {
    assert.deepEqual(
      factsOf(`  M:
    Type: AWS::Serverless::StateMachine
    Properties:
      Type: EXPRESS
      Definition:
        StartAt: A
        States:
          A: { Type: Map, MaxConcurrency: 5, ItemProcessor: { States: { B: { Type: Wait, Seconds: 3 } } } }
`),
      [
        [
          'M',
          { Type: 'EXPRESS' },
          ['state', 'A', { Type: 'Map', MaxConcurrency: 5 }],
          ['state', 'B', { Type: 'Wait', Seconds: 3 }],
        ],
      ],
    );
  });

  it("are those of what SAM makes of a function's events", () => {
    assert.deepEqual(
      factsOf(`  F:
    Type: AWS::Serverless::Function
    Properties:
      Events:
        Queue: { Type: SQS, Properties: { Queue: !GetAtt Q.Arn, BatchSize: 5, FunctionResponseTypes: [ReportBatchItemFailures] } }
        Daily: { Type: Schedule, Properties: { Schedule: rate(1 day) } }
        Other: { Type: Unheard }
  Q: { Type: AWS::SQS::Queue, Properties: { VisibilityTimeout: 30 } }
`),
      [
        ['F/Queue', { BatchSize: 5, FunctionResponseTypes: ['ReportBatchItemFailures'] }],
        ['F/Daily', { Schedule: 'rate(1 day)' }],
        ['Q', { VisibilityTimeout: 30 }],
      ],
    );
  });
});

describe('it is known', () => {
  const cases: readonly (readonly [what: string, resources: string, relations: readonly string[]])[] = [
    [
      'which routes, queues and schedules run a function',
      `  F:
    Type: AWS::Serverless::Function
    Properties:
      Events:
        Get: { Type: HttpApi, Properties: { Path: /orders, Method: get, ApiId: !Ref Api } }
        Queue: { Type: SQS, Properties: { Queue: !GetAtt Q.Arn } }
  Q: { Type: AWS::SQS::Queue }
  Api: { Type: AWS::Serverless::HttpApi }
`,
      [
        'F/Events/Get invokes F',
        'F/Events/Get uses Api',
        'F serves F/Events/Get (get /orders)',
        'F/Events/Queue invokes F',
        'F/Events/Queue reads Q',
      ],
    ],
    [
      'what an event source mapping reads and runs, by an alias',
      `${fn}  A: { Type: AWS::Lambda::Alias, Properties: { Name: live, FunctionName: !Ref F } }
  M: { Type: AWS::Lambda::EventSourceMapping, Properties: { FunctionName: !Ref A, EventSourceArn: !GetAtt S.Arn } }
  S: { Type: AWS::Kinesis::Stream }
`,
      ['A uses F', 'M invokes F:A', 'M reads S'],
    ],
    [
      'which resources environment variables name, and which a function may use',
      `  F:
    Type: AWS::Serverless::Function
    Properties:
      Environment: { Variables: { TABLE: !Ref T, URL: !Sub 'https://\${Q.QueueName}' } }
      Policies:
        - DynamoDBCrudPolicy: { TableName: !Ref T }
        - Statement: [{ Effect: Allow, Action: [sqs:SendMessage], Resource: !GetAtt Q.Arn }, { Effect: Deny, Action: '*', Resource: !GetAtt Q.Arn }]
  T: { Type: AWS::DynamoDB::Table }
  Q: { Type: AWS::SQS::Queue }
`,
      ['F names T (TABLE)', 'F names Q (URL)', 'F may T (DynamoDBCrudPolicy)', 'F may Q (sqs:SendMessage)'],
    ],
    [
      'what a role allows, in itself or attached to it',
      `  F: { Type: AWS::Lambda::Function, Properties: { Role: !GetAtt R.Arn } }
  R:
    Type: AWS::IAM::Role
    Properties:
      Policies: [{ PolicyDocument: { Statement: { Effect: Allow, Action: 'dynamodb:*', Resource: !GetAtt T.Arn } } }]
  P: { Type: AWS::IAM::Policy, Properties: { Roles: [!Ref R], PolicyDocument: { Statement: [{ Effect: Allow, Action: 's3:GetObject', Resource: !Sub '\${B.Arn}/*' }] } } }
  T: { Type: AWS::DynamoDB::Table }
  B: { Type: AWS::S3::Bucket }
`,
      ['F may T (dynamodb:*)', 'F may B (s3:GetObject)'],
    ],
    [
      'what a state machine runs and uses',
      `${fn}  M:
    Type: AWS::Serverless::StateMachine
    Properties: { DefinitionUri: m.json, DefinitionSubstitutions: { Fn: !GetAtt F.Arn, Table: !Ref T } }
  T: { Type: AWS::DynamoDB::Table }
`,
      ['M invokes F', 'M uses T'],
    ],
    [
      'who is subscribed, called by a rule or a pipe, and notified of objects',
      `${fn}  T: { Type: AWS::SNS::Topic }
  S: { Type: AWS::SNS::Subscription, Properties: { TopicArn: !Ref T, Protocol: lambda, Endpoint: !GetAtt F.Arn } }
  R: { Type: AWS::Events::Rule, Properties: { Targets: [{ Id: a, Arn: !GetAtt F.Arn }, { Id: b, Arn: 'arn:aws:sqs:x' }] } }
  P: { Type: AWS::Pipes::Pipe, Properties: { Source: !GetAtt Q.Arn, Enrichment: !GetAtt F.Arn, Target: !Ref T } }
  Q: { Type: AWS::SQS::Queue }
  B: { Type: AWS::S3::Bucket, Properties: { NotificationConfiguration: { LambdaConfigurations: [{ Event: 's3:ObjectCreated:*', Function: !GetAtt F.Arn }] } } }
`,
      [
        'S reads T',
        'S invokes F',
        'R invokes F',
        "R invokes 'arn:aws:sqs:x'",
        'P reads Q',
        'P invokes F',
        'P invokes T',
        'B invokes F',
      ],
    ],
    [
      'what a proxy stands before, and what is scaled',
      `  P: { Type: AWS::RDS::DBProxy }
  G: { Type: AWS::RDS::DBProxyTargetGroup, Properties: { DBProxyName: !Ref P, DBClusterIdentifiers: [!Ref C] } }
  C: { Type: AWS::RDS::DBCluster }
  T: { Type: AWS::DynamoDB::Table }
  S: { Type: AWS::ApplicationAutoScaling::ScalableTarget, Properties: { ResourceId: !Sub 'table/\${T}' } }
`,
      ['G uses P', 'G uses C', 'S scales T'],
    ],
    [
      'which routes a document of OpenAPI has a function for',
      `${fn}  A:
    Type: AWS::Serverless::Api
    Properties:
      DefinitionBody:
        paths:
          /o/{id}:
            parameters: []
            get: { x-amazon-apigateway-integration: { type: aws_proxy, uri: !Sub 'arn:aws:apigateway:x:lambda:path/2015-03-31/functions/\${F.Arn}/invocations' } }
            x-amazon-apigateway-any-method: { x-amazon-apigateway-integration: { type: http, uri: 'https://example.com' } }
  B: { Type: AWS::ApiGatewayV2::Api, Properties: { Body: { paths: { /p: { post: { x-amazon-apigateway-integration: { uri: !GetAtt F.Arn } } } } } } }
`,
      [
        'A invokes F (get /o/{id})',
        'F serves A (get /o/{id})',
        "A invokes 'https://example.com' (any /o/{id})",
        'B invokes F (post /p)',
        'F serves B (post /p)',
      ],
    ],
    [
      'which function serves routes that are resources of their own',
      `${fn}  A: { Type: AWS::ApiGatewayV2::Api }
  I: { Type: AWS::ApiGatewayV2::Integration, Properties: { IntegrationUri: !GetAtt F.Arn } }
  R: { Type: AWS::ApiGatewayV2::Route, Properties: { RouteKey: 'GET /o', Target: !Sub 'integrations/\${I}' } }
  P: { Type: AWS::ApiGateway::Resource, Properties: { PathPart: orders, ParentId: !GetAtt Rest.RootResourceId } }
  Q: { Type: AWS::ApiGateway::Resource, Properties: { PathPart: '{id}', ParentId: !Ref P } }
  M: { Type: AWS::ApiGateway::Method, Properties: { HttpMethod: GET, ResourceId: !Ref Q, Integration: { Uri: !GetAtt F.Arn } } }
  Rest: { Type: AWS::ApiGateway::RestApi }
`,
      ['I invokes F', 'R uses I', 'F serves R (GET /o)', 'M invokes F', 'F serves M (GET /orders/{id})'],
    ],
    [
      'what an API integrates with, whatever its URI looks like',
      `  F: { Type: AWS::Lambda::Function }
  M: { Type: AWS::ApiGateway::Method, Properties: { RestApiId: !Ref A, Integration: { Uri: !Sub 'arn:aws:apigateway:\${AWS::Region}:lambda:path/2015-03-31/functions/\${F.Arn}/invocations' } } }
  A: { Type: AWS::ApiGateway::RestApi }
`,
      ['M invokes F', 'M uses A', 'F serves M (* /)'],
    ],
  ];
  for (const [what, resources, relations] of cases) it(what, () => assert.deepEqual(relationsOf(resources), relations));
});
