import { verifySignature } from '@illumera/align-client';
import type { OpenReceiver } from './open-receiver.ts';

export interface SignedBytes {
  body: Buffer;
  signature: string;
}

export type Verification =
  | { kind: 'verified'; receiver: OpenReceiver }
  | { kind: 'bad_signature' }
  /** A secret that might verify cannot be had now. */
  | { kind: 'unavailable' };

/** Finds the connection whose webhook secret, current or previous, signed these bytes. */
export function verifyReceiver(
  receivers: readonly OpenReceiver[],
  { body, signature }: SignedBytes,
): Verification {
  const nowMs = performance.now();
  for (const receiver of receivers) {
    for (const { value, endsAtMs } of receiver.secrets) {
      if (nowMs < endsAtMs && verifySignature(value.reveal(), body, signature)) {
        return { kind: 'verified', receiver };
      }
    }
  }
  return { kind: receivers.every(({ isComplete }) => isComplete) ? 'bad_signature' : 'unavailable' };
}
