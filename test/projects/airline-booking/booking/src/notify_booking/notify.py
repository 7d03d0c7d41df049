"""Tells the passenger how the booking ended."""

import os

import requests
from aws_lambda_powertools import Logger

from shared.bookings import load_booking, route_of
from shared.settings import get_setting

logger = Logger()

MESSAGES = {
    "CONFIRMED": "Your flight {route} is booked. Your reference is {reference}.",
    "CANCELLED": "Your booking of {route} could not be completed. You have not been charged.",
}


def message_for(booking):
    text = MESSAGES.get(booking["status"])
    if text is None:
        return None
    return text.format(route=route_of(booking), reference=booking.get("bookingReference", ""))


@logger.inject_lambda_context
def lambda_handler(event, context):
    booking = load_booking(event["booking"]["id"])
    message = message_for(booking)
    if message is None:
        logger.info("Nothing to tell", booking_id=booking["id"], status=booking["status"])
        return {"notified": False}

    # The messaging provider drops us when we open too many connections.
    http = requests.Session()
    response = http.post(
        f"{os.environ['MESSAGING_URL']}/messages",
        json={"customer": booking["customer"], "text": message},
        headers={"Authorization": f"Bearer {get_setting('messaging-token')}"},
        timeout=3,
    )
    response.raise_for_status()
    return {"notified": True, "messageId": response.json()["id"]}
