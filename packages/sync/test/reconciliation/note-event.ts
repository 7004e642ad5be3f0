import type { Database } from '@illumera/schema';
import { v7 as uuid } from 'uuid';

export interface NotedEvent {
  tenantId: string;
  companyId: string;
  connectionId: string;
  eventName: string;
  alignId: string;
  occurredAt: Date;
  /** For a link; default: it has been handled. */
  isWaiting?: boolean;
}

/** Stores an event that Align has told. */
export async function noteEvent(
  database: Database,
  { alignId, isWaiting = false, ...event }: NotedEvent,
): Promise<void> {
  await database
    .insertInto('alignWebhookDeliveries')
    .values({
      id: uuid(),
      ...event,
      deliveryId: uuid(),
      eventId: uuid(),
      entityId: alignId,
      body: Buffer.from('{}'),
      signature: 'sha256=0',
      status: isWaiting ? 'received' : 'processed',
      waitingForAlignId: isWaiting ? alignId : null,
    })
    .execute();
}
