from common.queue import send


def handler(event, context):
    send(event)
