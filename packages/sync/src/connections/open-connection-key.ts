import { type Keyring, openSealed } from '@illumera/sealed';
import { apiKeyContext } from './sealed-columns.ts';

/**
 * Opens a connection's API key.
 * @throws SealedError where the keyring lacks the key it was sealed with, or the value is not this row's
 */
export function openConnectionKey(
  keyring: Keyring,
  connection: { id: string; encryptedApiKey: string },
): string {
  return openSealed(keyring, connection.encryptedApiKey, apiKeyContext(connection.id));
}
