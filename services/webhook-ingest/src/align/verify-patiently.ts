import { setTimeout as delay } from 'node:timers/promises';
import type { Keyring } from '@illumera/sealed';
import type { Receiver } from '@illumera/sync';
import type { FastifyBaseLogger } from 'fastify';
import { type SignedBytes, type Verification, verifyReceiver } from './verify-receiver.ts';

const LOOK_AGAIN_MS = 50;
/** Leaves time to store what verifies, within what the sender waits for an answer. */
const PATIENCE_MS = 1_500;

interface PatientVerification {
  services: { keyring: Keyring; logger: FastifyBaseLogger };
  /** Reads the receivers as they are now. */
  findReceivers: () => Promise<Receiver[]>;
  signed: SignedBytes;
}

/**
 * Verifies a signature. While a new secret is on its way from Align, bytes that do not verify may be signed with it: it is
 * waited for, and where it does not come in time the sender is asked to come again.
 */
export async function verifyPatiently(options: PatientVerification): Promise<Verification | 'unknown'> {
  const { services, findReceivers, signed } = options;
  const deadline = performance.now() + PATIENCE_MS;
  for (;;) {
    const receivers = await findReceivers();
    if (receivers.length === 0) return 'unknown';
    const verification = verifyReceiver(services, receivers, signed);
    const isSecretChanging = receivers.some((receiver) => receiver.isSecretChanging);
    if (verification.kind === 'verified' || !isSecretChanging) return verification;
    if (performance.now() > deadline) return { kind: 'unavailable' };
    await delay(LOOK_AGAIN_MS);
  }
}
