import type { DeliveryRow, SubscriptionRow } from '../../store/rows.ts';

/** S1 `POST /webhooks`, response, without the secret that only that answer and a rotation carry. */
export function subscriptionShape(subscription: SubscriptionRow) {
  const { id, destinationUrl, eventNames, enabled, description, createdAt } = subscription;
  return { id, destinationUrl, eventNames, enabled, description, createdAt };
}

/** S3 "Verify the delivery result". */
export function deliveryShape(delivery: DeliveryRow) {
  const { id, subscriptionId, eventName, status, attempts, responseCode, responseBody } = delivery;
  const { lastAttemptAt, nextAttemptAtMs, createdAt } = delivery;
  return {
    id,
    subscriptionId,
    eventName,
    status,
    attempts,
    responseCode,
    responseBody,
    lastAttemptAt,
    nextAttemptAt: nextAttemptAtMs === null ? null : new Date(nextAttemptAtMs).toISOString(),
    createdAt,
  };
}
