import { setTimeout as delay } from 'node:timers/promises';
import type { AlignEvent } from '@illumera/align-client';
import type { ReceiverName } from '@illumera/sync';
import type { ReceiverCache } from './create-receiver-cache.ts';
import type { OpenReceiver } from './open-receiver.ts';
import { type SignedBytes, type Verification, verifyReceiver } from './verify-receiver.ts';

const LOOK_AGAIN_MS = 50;
/** Leaves time to store what verifies, within what the sender waits for an answer. */
const PATIENCE_MS = 1_500;

interface ArrivedDelivery {
  name: ReceiverName;
  event: AlignEvent;
  signed: SignedBytes;
}

/**
 * Verifies a signature by what is remembered of the connection. What does not verify is judged once more by what is stored
 * now, since the secret may have been replaced a moment ago; a name for which that is asked too often is judged by what is
 * remembered. While a new secret is on its way from Align it is waited for, and where it does not come in time the sender is
 * asked to come again.
 * @throws the database's error
 */
export async function verifyPatiently(
  cache: ReceiverCache,
  delivery: ArrivedDelivery,
): Promise<Verification | 'unknown'> {
  const arrivedAtMs = performance.now();
  const { name } = delivery;
  let known = cache.remembered(name) ?? (await cache.readSince(name, arrivedAtMs));
  for (;;) {
    if (known === 'overloaded') return { kind: 'unavailable' };
    const receivers = known.receivers.filter((receiver) => isFor(receiver, delivery));
    if (receivers.length === 0) return 'unknown';
    const verification = verifyReceiver(receivers, delivery.signed);
    if (verification.kind === 'verified') return verification;
    if (receivers.some(({ isSecretChanging }) => isSecretChanging)) {
      if (performance.now() > arrivedAtMs + PATIENCE_MS) return { kind: 'unavailable' };
      await delay(LOOK_AGAIN_MS);
      known = await cache.readSince(name, performance.now());
    } else {
      if (known.readAtMs >= arrivedAtMs || !cache.mayReadAgain(name)) return verification;
      known = await cache.readSince(name, arrivedAtMs);
    }
  }
}

/** An organization in the body that is not the connection's own makes the connection unknown. */
function isFor({ alignOrgId }: OpenReceiver, { event: { organizationId } }: ArrivedDelivery): boolean {
  return organizationId === undefined || organizationId === alignOrgId;
}
