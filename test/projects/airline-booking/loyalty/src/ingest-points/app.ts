import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import * as S3 from '@aws-sdk/client-s3';
import { DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import type { EventBridgeEvent } from 'aws-lambda';
import { pointsFor } from '../lib/tiers';

interface PaymentCollected {
  bookingId: string;
  customerId: string;
  chargeId: string;
  /** In minor units. */
  amount: number;
  currency: string;
}

const s3 = new S3.S3Client({});

export const handler = async (event: EventBridgeEvent<'PaymentCollected', PaymentCollected>): Promise<void> => {
  const payment = event.detail;
  const points = pointsFor(payment.amount);
  if (points === 0) return;

  await bookPoints(payment, points);
  await archiveStatement(event.time, payment, points);
};

async function bookPoints(payment: PaymentCollected, points: number): Promise<void> {
  const { customerId, bookingId } = payment;
  const documents = DynamoDBDocumentClient.from(new DynamoDBClient({ maxAttempts: 5 }), {
    marshallOptions: { removeUndefinedValues: true },
  });
  // An event that is delivered twice writes the same entry twice.
  await documents.send(
    new PutCommand({
      TableName: process.env.POINTS_TABLE_NAME,
      Item: { customerId, bookingId, points },
    }),
  );
}

async function archiveStatement(time: string, payment: PaymentCollected, points: number): Promise<void> {
  const [day] = time.split('T');
  await s3.send(
    new S3.PutObjectCommand({
      Bucket: process.env.STATEMENT_BUCKET_NAME,
      Key: `${day}/${payment.customerId}/${payment.bookingId}.json`,
      Body: JSON.stringify({ ...payment, points }),
      ContentType: 'application/json',
    }),
  );
}
