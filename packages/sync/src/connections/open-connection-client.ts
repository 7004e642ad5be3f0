import type { AlignClient } from '@illumera/align-client';
import type { Database } from '@illumera/schema';
import { concealed } from '@illumera/sealed';
import type { AlignAccess } from './align-access.ts';
import { budgetedClient } from './budgeted-client.ts';
import { openConnectionKey } from './open-connection-key.ts';

/**
 * A client for what people ask for directly, by a connection's stored key.
 * @throws SealedError where the key does not open
 */
export function openConnectionClient(
  database: Database,
  { transport, keyring }: AlignAccess,
  connection: { id: string; encryptedApiKey: string },
): AlignClient {
  const key = concealed(openConnectionKey(keyring, connection));
  return budgetedClient(database, { transport, key });
}
