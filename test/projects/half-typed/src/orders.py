import boto3


def handler(event, context):
    s3 = boto3.client("s3")
    found = s3.list_objects_v2(Bucket=event["bucket"])
    return [it["Key"] for it in found.
