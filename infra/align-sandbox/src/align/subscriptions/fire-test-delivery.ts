import { z } from 'zod';
import { isoNow } from '../../clock/clock.ts';
import type { Sandbox } from '../../sandbox.ts';
import { queueDelivery } from '../../webhooks/queue-delivery.ts';
import { samplePayload } from '../../webhooks/sample-payload.ts';
import { type Answer, notFound, ok, rateLimited, validationError } from '../answer.ts';
import type { Caller } from '../caller.ts';
import type { RateWindow } from '../rate-window.ts';
import { findSubscription } from './find-subscription.ts';

/** S3 "Optional — test with a specific event type". */
export const TestRequest = z.object({ eventName: z.string().optional() });
/** S3 "Rate limiting". */
const TEST_LIMIT = { limit: 10, windowMs: 60 * 60 * 1000 };

type Test = { id: string; eventName: string | undefined; window: RateWindow };

/** Sends a synthetic event (S3 "Fire a test delivery"); `window` counts an organization's calls. */
export function fireTestDelivery(sandbox: Sandbox, caller: Caller, { id, eventName, window }: Test): Answer {
  const subscription = findSubscription(sandbox, caller, id);
  if (subscription === undefined) return notFound('The webhook subscription');
  const configured = subscription.eventNames.find((name) => name === eventName);
  if (eventName !== undefined && configured === undefined)
    return validationError(`The subscription does not list ${eventName}.`, [{ path: 'eventName' }]);
  const nowMs = sandbox.clock.nowMs();
  const place = window.admit(caller.organizationId, { nowMs, counting: 'exact', ...TEST_LIMIT });
  if (!place.isAdmitted)
    return rateLimited('At most 10 test deliveries an hour.', Math.ceil(place.retryAfterMs / 1000));
  const firedAt = isoNow(sandbox.clock);
  const delivery = queueDelivery(sandbox, subscription, {
    ...samplePayload(sandbox, subscription, configured),
    actorUserId: caller.createdByUserId,
    occurredAt: firedAt,
  });
  return ok({ deliveryId: delivery.id, subscriptionId: id, eventName: delivery.eventName, firedAt });
}
