import { setTimeout as delay } from 'node:timers/promises';
import type { Database } from '@illumera/schema';

/** Align sends within seconds (S3), and a person waits for the answer. */
const PATIENCE_MS = 8_000;
const LOOK_EVERY_MS = 100;

/** Waits until a delivery of that id has been stored for the connection; undefined where it does not come. */
export async function awaitDelivery(database: Database, connectionId: string, deliveryId: string) {
  const deadline = performance.now() + PATIENCE_MS;
  for (;;) {
    const delivery = await findDelivery(database, connectionId, deliveryId);
    if (delivery !== undefined || performance.now() > deadline) return delivery;
    await delay(LOOK_EVERY_MS);
  }
}

/** S3 calls the header's id one of the attempt; the signed id in the body stays over attempts. */
function findDelivery(database: Database, connectionId: string, deliveryId: string) {
  return database
    .selectFrom('alignWebhookDeliveries')
    .select(['id', 'eventName', 'status', 'receivedAt'])
    .where('connectionId', '=', connectionId)
    .where((where) => where.or([where('eventId', '=', deliveryId), where('deliveryId', '=', deliveryId)]))
    .executeTakeFirst();
}
