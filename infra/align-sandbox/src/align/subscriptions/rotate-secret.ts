import type { Sandbox } from '../../sandbox.ts';
import { type Answer, notFound, ok } from '../answer.ts';
import type { Caller } from '../caller.ts';
import { newHmacSecret } from './create-subscription.ts';
import { findSubscription } from './find-subscription.ts';
import { subscriptionShape } from './subscription-shape.ts';

/** S3 `POST /webhooks/:id/rotate-secret`: the new secret, once; a switch says what becomes of the old one. */
export function rotateSecret(sandbox: Sandbox, caller: Caller, id: string): Answer {
  const subscription = findSubscription(sandbox, caller, id);
  if (subscription === undefined) return notFound('The webhook subscription');
  const hmacSecret = newHmacSecret(sandbox.randomness);
  const rotated = { previousSecret: subscription.hmacSecret, atMs: sandbox.clock.nowMs() };
  sandbox.store.subscriptions.change(id, { hmacSecret, rotated });
  const { createdAt, ...shape } = subscriptionShape(subscription);
  return ok({ ...shape, hmacSecret, createdAt });
}
