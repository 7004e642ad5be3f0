import { z } from 'zod';
import { isoNow } from '../../clock/clock.ts';
import type { Randomness } from '../../randomness.ts';
import type { Sandbox } from '../../sandbox.ts';
import type { SubscriptionRow } from '../../store/rows.ts';
import { checkEventNames } from '../../webhooks/event-catalog.ts';
import { type Answer, created } from '../answer.ts';
import type { Caller } from '../caller.ts';
import { subscriptionShape } from './subscription-shape.ts';

/** S1 `POST /webhooks`. */
export const NewSubscription = z.object({
  destinationUrl: z.url({ protocol: /^https?$/ }),
  eventNames: z.array(z.string()).min(1).max(200),
  description: z.string().max(500).nullable().default(null),
});

/** Subscribes an address; one unknown event name refuses the whole request (S3 "Available Events"). */
export function createSubscription(
  sandbox: Sandbox,
  caller: Caller,
  { destinationUrl, eventNames, description }: z.output<typeof NewSubscription>,
): Answer {
  const { known, invalid } = checkEventNames(sandbox.switches.get('eventCatalog'), eventNames);
  if (invalid.length > 0) return unknownEventNames(invalid);
  const subscription: SubscriptionRow = {
    id: sandbox.randomness.uuid('subscription'),
    organizationId: caller.organizationId,
    destinationUrl,
    eventNames: known,
    enabled: true,
    description,
    hmacSecret: newHmacSecret(sandbox.randomness),
    rotated: null,
    createdAt: isoNow(sandbox.clock),
  };
  sandbox.store.subscriptions.insert(subscription);
  const { createdAt, ...shape } = subscriptionShape(subscription);
  return created({ ...shape, hmacSecret: subscription.hmacSecret, createdAt });
}

/** S3 "Available Events": the refusal's exact body. */
export function unknownEventNames(invalid: readonly string[]): Answer {
  return { status: 400, body: { error: 'unknown_event_names', invalid } };
}

/** A webhook secret as Align prints it; the whole text, prefix included, is the key of the HMAC. */
export function newHmacSecret(randomness: Randomness): string {
  return `whsec_${randomness.hex('webhook secret', 32)}`;
}
