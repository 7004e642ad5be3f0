import { isoNow } from '../clock.ts';
import type { Sandbox } from '../sandbox.ts';
import type { DeliveryRow, SubscriptionRow } from '../store/rows.ts';

type Occurrence = {
  eventName: string;
  entityType: string;
  entityId: string;
  actorUserId: string | null;
  payload: Record<string, unknown>;
  occurredAt: string;
};

/** Writes down a delivery in S3's envelope and wakes the sender; the sending happens after the commit. */
export function queueDelivery(
  sandbox: Sandbox,
  subscription: SubscriptionRow,
  { eventName, entityType, entityId, actorUserId, payload, occurredAt }: Occurrence,
): DeliveryRow {
  const id = sandbox.randomness.uuid();
  const envelope = {
    id,
    eventName,
    schemaVersion: 1,
    entityType,
    entityId,
    occurredAt,
    actorUserId,
    payload: { ...payload, occurredAt },
  };
  const nowMs = sandbox.clock.nowMs();
  const delivery: DeliveryRow = {
    id,
    subscriptionId: subscription.id,
    organizationId: subscription.organizationId,
    eventName,
    entityId,
    rawBody: JSON.stringify(envelope),
    status: 'pending',
    attempts: 0,
    responseCode: null,
    responseBody: null,
    lastAttemptAt: null,
    nextAttemptAtMs: nowMs,
    createdAtMs: nowMs,
    createdAt: isoNow(sandbox.clock),
  };
  sandbox.store.deliveries.insert(delivery);
  sandbox.wakeSender();
  return delivery;
}
