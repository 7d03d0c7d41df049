import * as cdk from 'aws-cdk-lib';
import { Construct } from 'constructs';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as nodejs from 'aws-cdk-lib/aws-lambda-nodejs';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as apigateway from 'aws-cdk-lib/aws-apigateway';
import * as path from 'path';

export class OrdersStack extends cdk.Stack {
  constructor(scope: Construct, id: string, props?: cdk.StackProps) {
    super(scope, id, props);

    const orders = new dynamodb.Table(this, 'OrdersTable', {
      partitionKey: { name: 'id', type: dynamodb.AttributeType.STRING },
    });

    const create = new nodejs.NodejsFunction(this, 'CreateOrder', {
      entry: path.join(__dirname, '../src/create.ts'),
      runtime: lambda.Runtime.NODEJS_22_X,
      environment: { TABLE: orders.tableName },
    });
    orders.grantReadWriteData(create);

    const report = new lambda.Function(this, 'Report', {
      runtime: lambda.Runtime.PYTHON_3_13,
      handler: 'report.handler',
      code: lambda.Code.fromAsset(path.join(__dirname, '../src')),
      memorySize: 512,
      tracing: lambda.Tracing.ACTIVE,
    });

    const inline = new lambda.Function(this, 'Inline', {
      runtime: lambda.Runtime.PYTHON_3_13,
      handler: 'index.handler',
      code: lambda.Code.fromInline('import boto3\n\ndef handler(event, context):\n    return boto3.client("sns").publish(Message="x")\n'),
    });

    const api = new apigateway.RestApi(this, 'Api');
    api.root.addResource('orders').addMethod('POST', new apigateway.LambdaIntegration(create));
  }
}
