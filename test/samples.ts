/** Small projects that several tests speak of. */

/** A template of one Python function, which lacks nothing. */
export const template = (name = 'Orders', handler = 'app.handler'): string => `Transform: AWS::Serverless-2016-10-31
Resources:
  ${name}:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: python3.13
      Handler: ${handler}
      CodeUri: src/
      MemorySize: 256
      Tracing: Active
`;

/** One fault: a client in the handler. */
export const faulty = `import boto3


def handler(event, context):
    client = boto3.client("sns")
    client.publish(TopicArn="t", Message=event["text"])
`;

/** The same, mended. */
export const clean = `import boto3

client = boto3.client("sns")


def handler(event, context):
    client.publish(TopicArn="t", Message=event["text"])
`;

export const orders = `//- template.yaml
${template()}//- src/app.py
${faulty}`;

export const rule = 'startup-time/init-in-handler';
