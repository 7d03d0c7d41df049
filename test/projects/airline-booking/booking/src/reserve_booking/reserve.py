"""Holds a seat until it is paid for."""

import json
import os
import uuid
from datetime import datetime, timedelta, timezone

import boto3
from aws_lambda_powertools import Logger, Tracer

from shared.settings import get_setting

logger = Logger()
tracer = Tracer()

sts = boto3.client("sts")

HOLD = timedelta(minutes=20)
FAMILY_SIZE = 6


def partner_queue_client(partner):
    """Sends as the partner airline, so a client must never outlive the invocation it was made for."""
    credentials = sts.assume_role(
        RoleArn=partner["roleArn"],
        RoleSessionName="reserve-booking",
    )["Credentials"]
    return boto3.client(
        "sqs",
        aws_access_key_id=credentials["AccessKeyId"],
        aws_secret_access_key=credentials["SecretAccessKey"],
        aws_session_token=credentials["SessionToken"],
    )


def reserve_with_partner(partner, booking):
    sqs = partner_queue_client(partner)
    sqs.send_message(QueueUrl=partner["queueUrl"], MessageBody=json.dumps(booking))


def check_group(passengers):
    if len(passengers) <= FAMILY_SIZE:
        return
    largest = int(get_setting("largest-group"))
    if len(passengers) > largest:
        raise ValueError(f"Groups of more than {largest} passengers are booked by telephone.")


@tracer.capture_lambda_handler
@logger.inject_lambda_context
def lambda_handler(event, context):
    check_group(event["passengers"])

    # Bookings of all channels live in one table.
    dynamodb = boto3.resource("dynamodb")
    table_name = os.environ["BOOKING_TABLE_NAME"]
    table = dynamodb.Table(table_name)

    now = datetime.now(timezone.utc)
    booking = {
        "id": str(uuid.uuid4()),
        "status": "UNCONFIRMED",
        "customer": event["customerId"],
        "flight": event["flight"],
        "passengers": event["passengers"],
        "createdAt": now.isoformat(),
        "heldUntil": (now + HOLD).isoformat(),
    }
    table.put_item(Item=booking)

    partner = event.get("partner")
    if partner:
        reserve_with_partner(partner, booking)

    logger.info("Seat held", booking_id=booking["id"], table=table_name)
    return {"id": booking["id"]}
