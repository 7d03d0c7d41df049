/** A template and handlers of 300 lines each, and a template of the largest size: what somebody who types in them waits for. */

const lines = 300;

const head = `Transform: AWS::Serverless-2016-10-31
Parameters:
  Stage: { Type: String, Default: dev }
Globals:
  Function:
    Runtime: python3.13
    CodeUri: src/
    Timeout: 10
    Environment:
      Variables:
        STAGE: !Ref Stage
Resources:
  Long:
    Type: AWS::Serverless::Function
    Properties:
      Handler: long.lambda_handler
      MemorySize: 512
  Typed:
    Type: AWS::Serverless::Function
    Properties:
      Handler: typed.handler
      Runtime: nodejs22.x
      MemorySize: 256
`;

const declared = (name: string): string => `  ${name}:
    Type: AWS::Serverless::Function
    Properties:
      FunctionName: !Sub ${name}-\${Stage}
      Handler: ${name.toLowerCase()}.lambda_handler
      MemorySize: 256
      Tracing: Active
      Policies:
        - DynamoDBCrudPolicy: { TableName: !Ref ${name}Table }
      Environment:
        Variables:
          TABLE: !Ref ${name}Table
      Events:
        Get:
          Type: HttpApi
          Properties: { Path: /${name}, Method: get }
  ${name}Table:
    Type: AWS::DynamoDB::Table
    Properties:
      BillingMode: PAY_PER_REQUEST
      KeySchema: [{ AttributeName: id, KeyType: HASH }]
      AttributeDefinitions: [{ AttributeName: id, AttributeType: S }]
`;

const handler = (name: string): string => `import os
import boto3

table = boto3.resource("dynamodb").Table(os.environ["TABLE"])


def lambda_handler(event, context):
    return table.get_item(Key={"id": "${name}"})
`;

const entry = `import boto3


def lambda_handler(event, context):
    queue = boto3.client("sqs", region_name="eu-west-1")
    return [step(queue, event) for step in steps]
`;

const step = (number: number): string => `

def step_${String(number)}(queue, event):
    """Sends what has changed of an order."""
    order = event.get("order", {})
    if not order:
        return None
    message = {"id": order["id"], "step": ${String(number)}, "total": sum(order.get("items", []))}
    return queue.send_message(QueueUrl=order["queue"], MessageBody=str(message))
`;

const typedEntry = `import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';

export interface Event {
  readonly order?: { readonly id: string; readonly queue: string; readonly items?: readonly number[] };
}

export const handler = async (event: Event): Promise<unknown[]> => {
  const queue = new SQSClient({ region: 'eu-west-1' });
  return Promise.all(steps.map((step) => step(queue, event)));
};
`;

const typedStep = (number: number): string => `
/** Sends what has changed of an order. */
async function step${String(number)}(queue: SQSClient, { order }: Event): Promise<unknown> {
  if (!order) return undefined;
  const total = (order.items ?? []).reduce((sum, item) => sum + item, 0);
  const message = { id: order.id, step: ${String(number)}, total };
  return queue.send(new SendMessageCommand({ QueueUrl: order.queue, MessageBody: JSON.stringify(message) }));
}
`;

/** By path. */
export function longFiles(): ReadonlyMap<string, string> {
  const files = new Map<string, string>();
  let template = head;
  for (let index = 1; lineCount(template) < lines; index++) {
    const name = `Part${String(index).padStart(2, '0')}`;
    files.set(`long/src/${name.toLowerCase()}.py`, handler(name));
    template += declared(name);
  }
  let source = entry;
  const names: string[] = [];
  for (let index = 1; lineCount(source) < lines; index++) {
    names.push(`step_${String(index)}`);
    source += step(index);
  }
  let typed = typedEntry;
  const typedNames: string[] = [];
  for (let index = 1; lineCount(typed) < lines; index++) {
    typedNames.push(`step${String(index)}`);
    typed += typedStep(index);
  }
  files.set('long/template.yaml', template);
  files.set('long/src/typed.ts', `${typed}\nconst steps = [${typedNames.join(', ')}];\n`);
  files.set('long/src/long.py', `${source}\n\nsteps = [${names.join(', ')}]\n`);
  return files;
}

/** As large as CloudFormation takes it: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html */
export function largestTemplate(): string {
  let template = head;
  for (let index = 1; ; index++) {
    const next = template + declared(`Part${String(index).padStart(4, '0')}`);
    if (next.length > 1024 * 1024) return template;
    template = next;
  }
}

const lineCount = (text: string): number => text.split('\n').length;
