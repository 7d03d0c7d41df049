import boto3

sqs = boto3.client("sqs")


def handler(event, context):
    return sqs.get_queue_url(QueueName="orders")["QueueUrl"]
