'use strict';

const AWS = require('aws-sdk');
const AWSXRay = require('aws-xray-sdk');
const { charge } = require('./provider');
const { publishCollected } = require('./payment-events');

const payments = new AWS.DynamoDB.DocumentClient();

/** Runs `work` as a step of its own in the trace. */
function traced(name, work) {
  return AWSXRay.captureAsyncFunc(name, async (subsegment) => {
    try {
      return await work();
    } catch (error) {
      subsegment?.addError(error);
      throw error;
    } finally {
      subsegment?.close();
    }
  });
}

function keepPayment(bookingId, receipt) {
  return payments
    .put({
      TableName: process.env.PAYMENT_TABLE_NAME,
      Item: { bookingId, chargeId: receipt.chargeId, amount: receipt.amount, collectedAt: new Date().toISOString() },
      // A retry of the state machine must not charge twice.
      ConditionExpression: 'attribute_not_exists(bookingId)',
    })
    .promise();
}

exports.handler = async (event) => {
  const { booking, customerId, payment } = event;
  const receipt = await traced('charge card', () => charge(booking.id, payment));
  await keepPayment(booking.id, receipt);

  // Receipts are printed and sent by the back office.
  const sqs = new AWS.SQS();
  await sqs
    .sendMessage({
      QueueUrl: process.env.RECEIPT_QUEUE_URL,
      MessageBody: JSON.stringify({ bookingId: booking.id, ...receipt }),
    })
    .promise();

  await publishCollected({ bookingId: booking.id, customerId, ...receipt });
  return { chargeId: receipt.chargeId };
};
