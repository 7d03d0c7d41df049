import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { tierOf } from '../lib/tiers';

interface PointsEntry {
  customerId: string;
  bookingId: string;
  points: number;
}

export const handler = async (event: APIGatewayProxyEventV2): Promise<APIGatewayProxyStructuredResultV2> => {
  const customerId = event.pathParameters?.customerId;
  if (!customerId) return reply(400, { message: 'Whose points?' });

  const client = new DynamoDBClient({});
  // A customer has one entry per booking: a few dozen at most, so one page is enough.
  const documents = DynamoDBDocumentClient.from(client);
  const { Items = [] } = await documents.send(
    new QueryCommand({
      TableName: process.env.POINTS_TABLE_NAME,
      KeyConditionExpression: 'customerId = :customer',
      ExpressionAttributeValues: { ':customer': customerId },
    }),
  );

  const points = (Items as PointsEntry[]).reduce((sum, entry) => sum + entry.points, 0);
  return reply(200, { customerId, points, tier: tierOf(points) });
};

const reply = (statusCode: number, body: object): APIGatewayProxyStructuredResultV2 => ({
  statusCode,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
});
