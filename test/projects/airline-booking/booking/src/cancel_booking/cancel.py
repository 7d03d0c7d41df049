"""Gives the seat back and tells the other services."""

import json
import os
from datetime import datetime, timezone

import boto3
from aws_lambda_powertools import Logger, Tracer

from shared.bookings import load_booking, route_of

logger = Logger()
tracer = Tracer()

dynamodb = boto3.resource("dynamodb")
bookings = dynamodb.Table(os.environ["BOOKING_TABLE_NAME"])


def mark_cancelled(booking_id):
    bookings.update_item(
        Key={"id": booking_id},
        UpdateExpression="SET #status = :cancelled, cancelledAt = :now",
        ExpressionAttributeNames={"#status": "status"},
        ExpressionAttributeValues={
            ":cancelled": "CANCELLED",
            ":now": datetime.now(timezone.utc).isoformat(),
        },
    )


@tracer.capture_lambda_handler
@logger.inject_lambda_context
def lambda_handler(event, context):
    booking = load_booking(event["booking"]["id"])
    if booking["status"] == "CANCELLED":
        logger.info("Booking was cancelled before", booking_id=booking["id"])
        return {"cancelled": False}

    mark_cancelled(booking["id"])

    # The catalogue puts the seat back on sale when it hears of this.
    boto3.client("sns").publish(
        TopicArn=os.environ["BOOKING_TOPIC_ARN"],
        Subject=f"Cancelled: {route_of(booking)}",
        Message=json.dumps({"bookingId": booking["id"], "flight": booking["flight"]["number"]}),
    )
    return {"cancelled": True}
