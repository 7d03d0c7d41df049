"""Confirms a booking once its payment has been collected."""

import os
import secrets
import string

import boto3
from aws_lambda_powertools import Logger, Metrics, Tracer
from aws_lambda_powertools.metrics import MetricUnit
from botocore.exceptions import ClientError

logger = Logger()
tracer = Tracer()
metrics = Metrics()

session = boto3.Session()
dynamodb = session.resource("dynamodb")
table_name = os.getenv("BOOKING_TABLE_NAME", "undefined")
table = dynamodb.Table(table_name)

# Letters and digits that nobody mistakes for one another on the telephone.
REFERENCE_ALPHABET = "".join(sorted(set(string.ascii_uppercase + string.digits) - set("0O1I")))


class BookingConfirmationError(Exception):
    """The booking could not be confirmed; the state machine cancels it."""


@tracer.capture_method
def confirm_booking(booking_id):
    """Marks the booking as confirmed and returns the reference for the passenger."""
    reference = "".join(secrets.choice(REFERENCE_ALPHABET) for _ in range(6))
    try:
        table.update_item(
            Key={"id": booking_id},
            ConditionExpression="#status = :unconfirmed",
            UpdateExpression="SET #status = :confirmed, bookingReference = :reference",
            ExpressionAttributeNames={"#status": "status"},
            ExpressionAttributeValues={
                ":unconfirmed": "UNCONFIRMED",
                ":confirmed": "CONFIRMED",
                ":reference": reference,
            },
        )
    except ClientError as error:
        logger.exception("Booking was not confirmed", booking_id=booking_id)
        raise BookingConfirmationError(booking_id) from error
    return reference


@metrics.log_metrics(capture_cold_start_metric=True)
@tracer.capture_lambda_handler
@logger.inject_lambda_context
def lambda_handler(event, context):
    booking_id = event["booking"]["id"]
    tracer.put_annotation("BookingId", booking_id)

    try:
        reference = confirm_booking(booking_id)
    except BookingConfirmationError:
        metrics.add_metric(name="FailedConfirmation", unit=MetricUnit.Count, value=1)
        raise

    metrics.add_metric(name="ConfirmedBooking", unit=MetricUnit.Count, value=1)
    logger.info("Booking confirmed", booking_id=booking_id, reference=reference)
    return {"bookingReference": reference}
