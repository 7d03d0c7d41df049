"""Reading and closing bookings, for every function that needs one by its id."""

import os

import boto3


class BookingNotFound(Exception):
    """There is no booking with this id."""


def get_table():
    """The table of bookings, named by the template."""
    return boto3.resource("dynamodb").Table(os.environ["BOOKING_TABLE_NAME"])


def load_booking(booking_id):
    table = get_table()
    # Passengers look at their booking right after they changed it.
    found = table.get_item(Key={"id": booking_id}, ConsistentRead=True)
    if "Item" not in found:
        raise BookingNotFound(booking_id)
    return found["Item"]


def route_of(booking):
    """The flight as passengers know it, `XA204 LIS–OSL`."""
    flight = booking["flight"]
    return f"{flight['number']} {flight['from']}–{flight['to']}"
