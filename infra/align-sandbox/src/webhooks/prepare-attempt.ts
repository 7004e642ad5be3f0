import type { Sandbox } from '../sandbox.ts';
import type { DeliveryRow, SubscriptionRow } from '../store/rows.ts';
import { headerIdOf } from '../switches/delivery-id.ts';
import { headerTimeOf } from '../switches/header-time.ts';
import { signingSecretOf } from '../switches/secret-rotation.ts';
import type { Attempt } from './attempt-delivery.ts';

type Sending = { subscription: SubscriptionRow; delivery: DeliveryRow; signal: AbortSignal };

/** Settles what an attempt carries: which id, which time, and whose signature. */
export function prepareAttempt(
  { switches, randomness, clock }: Sandbox,
  { subscription, delivery, signal }: Sending,
): Attempt {
  const nowMs = clock.nowMs();
  const { eventName, rawBody, createdAtMs } = delivery;
  return {
    destinationUrl: subscription.destinationUrl,
    hmacSecret: signingSecretOf(switches.get('secretRotation'), subscription, {
      queuedAtMs: createdAtMs,
      nowMs,
    }),
    headerId: headerIdOf(switches.get('deliveryId'), delivery, randomness),
    headerTimeMs: headerTimeOf(switches.get('headerTime'), { createdAtMs, nowMs }),
    eventName,
    rawBody,
    signal,
  };
}
