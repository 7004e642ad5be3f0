import type { AlignEvent } from '@illumera/align-client';
import type { ReceiverName } from '@illumera/sync';
import type { KnownReceivers, ReceiverCache } from './create-receiver-cache.ts';
import type { OpenReceiver } from './open-receiver.ts';
import { type SignedBytes, type Verification, verifyReceiver } from './verify-receiver.ts';

/** Leaves time to store what verifies, within what the sender waits for an answer. */
const PATIENCE_MS = 1_500;

interface ArrivedDelivery {
  name: ReceiverName;
  event: AlignEvent;
  signed: SignedBytes;
}

/**
 * Verifies a signature by what is remembered of the connection. What does not verify is judged once more by what is stored
 * now, since the secret may have been replaced a moment ago. While a new secret is on its way from Align it is waited for,
 * and where it does not come in time the sender is asked to come again.
 * @throws the database's error
 */
export async function verifyPatiently(
  cache: ReceiverCache,
  delivery: ArrivedDelivery,
): Promise<Verification | 'unknown'> {
  const arrivedAtMs = performance.now();
  let known: KnownReceivers | 'overloaded' =
    cache.remembered(delivery.name) ?? (await cache.readSince(delivery.name, arrivedAtMs));
  for (;;) {
    if (known === 'overloaded') return { kind: 'unavailable' };
    const receivers = known.receivers.filter((receiver) => isFor(receiver, delivery));
    if (receivers.length === 0) return 'unknown';
    const verification = verifyReceiver(receivers, delivery.signed);
    if (verification.kind === 'verified') return verification;
    const nowMs = performance.now();
    const isFresh = known.readAtMs >= arrivedAtMs;
    const isChanging = receivers.some(({ isSecretChanging }) => isSecretChanging);
    if (isFresh && !isChanging) return verification;
    if (nowMs > arrivedAtMs + PATIENCE_MS) return { kind: 'unavailable' };
    known = await cache.readSince(delivery.name, isFresh ? nowMs : arrivedAtMs);
  }
}

/** An organization in the body that is not the connection's own makes the connection unknown. */
function isFor({ alignOrgId }: OpenReceiver, { event: { organizationId } }: ArrivedDelivery): boolean {
  return organizationId === undefined || organizationId === alignOrgId;
}
