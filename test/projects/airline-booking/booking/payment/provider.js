'use strict';

class PaymentDeclined extends Error {
  constructor(reason) {
    super(`The card was declined: ${reason}`);
    this.name = 'PaymentDeclined';
  }
}

/** Charges the card behind the token; `{ chargeId, amount, currency }` in minor units. */
async function charge(bookingId, { token, amount, currency }) {
  const response = await fetch(`${process.env.PAYMENT_URL}/charges`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': bookingId },
    body: JSON.stringify({ token, amount, currency }),
    signal: AbortSignal.timeout(8000),
  });
  const answer = await response.json();
  if (response.status === 402) throw new PaymentDeclined(answer.reason);
  if (!response.ok) throw new Error(`The payment provider answered ${response.status}.`);
  return { chargeId: answer.id, amount, currency };
}

module.exports = { charge, PaymentDeclined };
