import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';

export async function storeInvoice(id: string, total: number): Promise<void> {
  const s3 = new S3Client({});
  await s3.send(
    new PutObjectCommand({ Bucket: process.env.BUCKET, Key: `${id}.json`, Body: JSON.stringify({ id, total }) }),
  );
}
