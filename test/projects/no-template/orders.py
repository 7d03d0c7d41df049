# Handlers in no template, found by their shape: `lambda_handler(event, context)`.
import boto3


def lambda_handler(event, context):
    return boto3.client("s3").list_buckets()


def helper(event):
    return boto3.client("sqs").list_queues()
