import { AlignApiError, type AlignClient, subscribedEventNames } from '@illumera/align-client';
import { z } from 'zod';

/** S3 "Available Events": one unknown name refuses the whole list, and names itself. */
const UnknownEventNames = z.object({
  error: z.literal('unknown_event_names'),
  invalid: z.array(z.string()).min(1),
});

export interface Subscription {
  subscriptionId: string;
  hmacSecret: string;
  subscribedEvents: string[];
  refusedEvents: string[];
}

/**
 * Subscribes to every event we handle that Align knows: names it calls unknown are dropped and the rest tried again.
 * Throws an `AlignError` where Align refuses for another reason, or knows none of them.
 */
export async function createSubscription(client: AlignClient, destinationUrl: string): Promise<Subscription> {
  let eventNames: string[] = [...subscribedEventNames];
  const refusedEvents: string[] = [];
  for (;;) {
    try {
      const body = { destinationUrl, eventNames, description: 'Illumera integration' };
      const created = await client.call('createWebhook', { body });
      const { id, hmacSecret } = created;
      return { subscriptionId: id, hmacSecret, subscribedEvents: eventNames, refusedEvents };
    } catch (error) {
      const unknown = unknownAmong(eventNames, error);
      if (unknown.length === 0 || unknown.length === eventNames.length) throw error;
      refusedEvents.push(...unknown);
      eventNames = eventNames.filter((name) => !unknown.includes(name));
    }
  }
}

function unknownAmong(eventNames: string[], error: unknown): string[] {
  const refusal = UnknownEventNames.safeParse(error instanceof AlignApiError ? error.body : undefined);
  return refusal.success ? eventNames.filter((name) => refusal.data.invalid.includes(name)) : [];
}
