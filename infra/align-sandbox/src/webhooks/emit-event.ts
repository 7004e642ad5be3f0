import { isoNow } from '../clock.ts';
import type { Sandbox } from '../sandbox.ts';
import type { EventName } from './event-catalog.ts';
import { queueDelivery } from './queue-delivery.ts';

export type AlignEvent = {
  organizationId: string;
  eventName: EventName;
  entityType: string;
  entityId: string;
  actorUserId: string | null;
  payload: Record<string, unknown>;
};

/** Queues one delivery for every enabled subscription of the organization that asked for the event. */
export function emitEvent(sandbox: Sandbox, event: AlignEvent): void {
  const { organizationId, ...content } = event;
  const occurredAt = isoNow(sandbox.clock);
  for (const subscription of sandbox.store.subscriptions.find({ organizationId, enabled: true }))
    if (subscription.eventNames.includes(event.eventName))
      queueDelivery(sandbox, subscription, { ...content, occurredAt });
}
