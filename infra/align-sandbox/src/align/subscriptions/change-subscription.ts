import { z } from 'zod';
import type { Sandbox } from '../../sandbox.ts';
import { checkEventNames } from '../../webhooks/event-catalog.ts';
import { type Answer, notFound, ok } from '../answer.ts';
import type { Caller } from '../caller.ts';
import { unknownEventNames } from './create-subscription.ts';
import { findSubscription } from './find-subscription.ts';
import { subscriptionShape } from './subscription-shape.ts';

/** S3 "Managing Subscriptions": `PATCH /webhooks/:id`. */
export const SubscriptionChanges = z.object({
  destinationUrl: z.url({ protocol: /^https?$/ }).optional(),
  eventNames: z.array(z.string()).min(1).max(200).optional(),
  enabled: z.boolean().optional(),
  description: z.string().max(500).nullable().optional(),
});
type Change = { id: string; changes: z.output<typeof SubscriptionChanges> };

/** Writes a subscription; deliveries already queued go to the new address. */
export function changeSubscription(sandbox: Sandbox, caller: Caller, { id, changes }: Change): Answer {
  const subscription = findSubscription(sandbox, caller, id);
  if (subscription === undefined) return notFound('The webhook subscription');
  const { known, invalid } = checkEventNames(
    sandbox.switches.get('eventCatalog'),
    changes.eventNames ?? subscription.eventNames,
  );
  if (invalid.length > 0) return unknownEventNames(invalid);
  const after = {
    ...subscription,
    destinationUrl: changes.destinationUrl ?? subscription.destinationUrl,
    eventNames: known,
    enabled: changes.enabled ?? subscription.enabled,
    description: changes.description === undefined ? subscription.description : changes.description,
  };
  sandbox.store.subscriptions.change(id, after);
  return ok(subscriptionShape(after));
}
