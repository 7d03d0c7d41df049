import { S3Client, ListObjectsV2Command } from '@aws-sdk/client-s3';

export const handler = async (event) => {
  const s3 = new S3Client({});
  const found = await s3.send(new ListObjectsV2Command({ Bucket: event.bucket }));
  if (found.
};
