import boto3
from aws_lambda_powertools.event_handler import APIGatewayHttpResolver

app = APIGatewayHttpResolver()


@app.get("/orders/<order_id>")
def get_order(order_id: str):
    table = boto3.resource("dynamodb").Table("orders")
    return table.get_item(Key={"id": order_id}).get("Item", {})


def lambda_handler(event, context):
    return app.resolve(event, context)
