import { isoNow } from '../clock/clock.ts';
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
  /** Now where it is left out. */
  occurredAt?: string | undefined;
};

/** Queues one delivery for every enabled subscription of the organization that asked for the event; answers their ids. */
export function emitEvent(sandbox: Sandbox, event: AlignEvent): string[] {
  const { organizationId, occurredAt = isoNow(sandbox.clock), ...content } = event;
  return sandbox.store.subscriptions
    .find({ organizationId, enabled: true })
    .filter(({ eventNames }) => eventNames.includes(event.eventName))
    .map((subscription) => queueDelivery(sandbox, subscription, { ...content, occurredAt }).id);
}
