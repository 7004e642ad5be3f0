import { verifySignature } from '@illumera/align-client';
import { type Keyring, openSealed, SealedError } from '@illumera/sealed';
import type { Receiver } from '@illumera/sync';
import type { FastifyBaseLogger } from 'fastify';

export interface SignedBytes {
  body: Buffer;
  signature: string;
}

export type Verification =
  | { kind: 'verified'; receiver: Receiver }
  | { kind: 'bad_signature' }
  /** A secret that might verify cannot be had now: not stored yet, or sealed with a key that is not here. */
  | { kind: 'unavailable' };

/** Finds the connection whose webhook secret, current or previous, signed these bytes. */
export function verifyReceiver(
  { keyring, logger }: { keyring: Keyring; logger: FastifyBaseLogger },
  receivers: readonly Receiver[],
  { body, signature }: SignedBytes,
): Verification {
  let complete = true;
  for (const receiver of receivers) {
    for (const column of ['webhookSecret', 'previousWebhookSecret'] as const) {
      const secret = openSecret(keyring, receiver, column);
      if (secret.kind === 'opened' && verifySignature(secret.value, body, signature)) {
        return { kind: 'verified', receiver };
      }
      if (secret.kind === 'closed')
        logger.error({ connectionId: receiver.id, column }, 'a webhook secret does not open');
      if (secret.kind === 'closed' || (secret.kind === 'none' && column === 'webhookSecret'))
        complete = false;
    }
  }
  return { kind: complete ? 'bad_signature' : 'unavailable' };
}

type OpenedSecret = { kind: 'opened'; value: string } | { kind: 'none' } | { kind: 'closed' };

const columnNames = {
  webhookSecret: 'webhook_secret',
  previousWebhookSecret: 'previous_webhook_secret',
} as const;

function openSecret(keyring: Keyring, receiver: Receiver, column: keyof typeof columnNames): OpenedSecret {
  const sealed = receiver[column];
  if (sealed === null) return { kind: 'none' };
  try {
    const place = { table: 'align_connections', row: receiver.id, column: columnNames[column] };
    return { kind: 'opened', value: openSealed(keyring, sealed, place) };
  } catch (error) {
    if (error instanceof SealedError) return { kind: 'closed' };
    throw error;
  }
}
