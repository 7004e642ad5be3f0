import type { Sandbox } from '../../sandbox.ts';
import { type Answer, notFound, ok } from '../answer.ts';
import type { Caller } from '../caller.ts';
import { newHmacSecret } from './create-subscription.ts';
import { findSubscription } from './find-subscription.ts';
import { subscriptionShape } from './subscription-shape.ts';

/** S3 `POST /webhooks/:id/rotate-secret`: the new secret, once; every attempt from now on uses it. */
export function rotateSecret(sandbox: Sandbox, caller: Caller, id: string): Answer {
  const subscription = findSubscription(sandbox, caller, id);
  if (subscription === undefined) return notFound('The webhook subscription');
  const hmacSecret = newHmacSecret(sandbox.randomness);
  sandbox.store.subscriptions.change(id, { hmacSecret });
  const { createdAt, ...shape } = subscriptionShape(subscription);
  return ok({ ...shape, hmacSecret, createdAt });
}
