import { type Keyring, openSealed, SealedError, seal } from '@illumera/sealed';
import { sql } from 'kysely';
import { sealedPlace } from '../sealed-columns.ts';

/** Align tries a delivery again for 24 h (S3 "Responding to Deliveries"); what it signed before is accepted for longer. */
const PREVIOUS_SECRET_HOURS = 25;

interface SecretReplacement {
  keyring: Keyring;
  connection: { id: string; webhookSecret: string | null };
  /** As Align told it, once. */
  hmacSecret: string;
}

/** The columns that make a new webhook secret the current one, while the present one is still accepted for 25 h. */
export function replaceWebhookSecret({ keyring, connection, hmacSecret }: SecretReplacement) {
  const previous = openIfPossible(keyring, connection);
  return {
    webhookSecret: seal(keyring, hmacSecret, sealedPlace(connection.id, 'webhookSecret')),
    secretChangeToken: null,
    secretChangingSince: null,
    ...(previous === undefined
      ? {}
      : {
          previousWebhookSecret: seal(keyring, previous, sealedPlace(connection.id, 'previousWebhookSecret')),
          previousWebhookSecretExpiresAt: sql<Date>`now() + make_interval(hours => ${PREVIOUS_SECRET_HOURS})`,
        }),
  };
}

/** A secret that does not open here verifies nothing here, so there is nothing to keep. */
function openIfPossible(keyring: Keyring, connection: SecretReplacement['connection']): string | undefined {
  if (connection.webhookSecret === null) return undefined;
  try {
    return openSealed(keyring, connection.webhookSecret, sealedPlace(connection.id, 'webhookSecret'));
  } catch (error) {
    if (error instanceof SealedError) return undefined;
    throw error;
  }
}
