import { isoNow } from '../clock/clock.ts';
import type { Sandbox } from '../sandbox.ts';
import type { DeliveryRow, SubscriptionRow } from '../store/rows.ts';
import { drawFate } from './draw-fate.ts';

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
  const id = sandbox.randomness.uuid('delivery');
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
    attempts: 0,
    responseCode: null,
    responseBody: null,
    lastAttemptAt: null,
    createdAtMs: nowMs,
    createdAt: isoNow(sandbox.clock),
    ...drawFate(sandbox, { id, subscriptionId: subscription.id, entityId, nowMs }),
  };
  sandbox.store.deliveries.insert(delivery);
  sandbox.wakeSender();
  return delivery;
}
