'use strict';

const AWSXRay = require('aws-xray-sdk-core');
const AWS = AWSXRay.captureAWS(require('aws-sdk'));

const eventBridge = new AWS.EventBridge();

/** Tells the other services; loyalty books points for it. */
async function publishCollected(detail) {
  const result = await eventBridge
    .putEvents({
      Entries: [
        {
          Source: 'airline.payment',
          DetailType: 'PaymentCollected',
          Detail: JSON.stringify(detail),
        },
      ],
    })
    .promise();
  // The call succeeds even when the bus refuses an entry.
  if (result.FailedEntryCount > 0) {
    throw new Error(`The event bus refused the payment: ${result.Entries[0].ErrorMessage}`);
  }
}

module.exports = { publishCollected };
