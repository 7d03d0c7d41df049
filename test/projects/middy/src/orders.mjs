import middy from '@middy/core';
import jsonBodyParser from '@middy/http-json-body-parser';
import { SQSClient, SendMessageCommand } from '@aws-sdk/client-sqs';

export const handler = middy(async (event) => {
  const sqs = new SQSClient({});
  await sqs.send(new SendMessageCommand({ QueueUrl: process.env.QUEUE_URL, MessageBody: JSON.stringify(event.body) }));
  return { statusCode: 202 };
}).use(jsonBodyParser());
