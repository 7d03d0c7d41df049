// Handlers in no template, found by their shape: `exports.handler`.
const { S3Client, ListBucketsCommand } = require('@aws-sdk/client-s3');

exports.handler = async () => {
  const s3 = new S3Client({});
  return s3.send(new ListBucketsCommand({}));
};
