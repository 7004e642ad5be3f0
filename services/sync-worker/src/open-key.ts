import { type AlignTransport, alignClient } from '@illumera/align-client';
import type { Logger } from '@illumera/runtime';
import { concealed, type Keyring, openSealed, SealedError } from '@illumera/sealed';
import { apiKeyContext, hashKey, type OpenKey } from '@illumera/sync';

/** Opens sealed API keys and makes Align clients of them. */
export function createOpenKey(options: {
  keyring: Keyring;
  transport: AlignTransport;
  logger: Logger;
}): OpenKey {
  const { keyring, transport, logger } = options;
  return (connection) => {
    try {
      const apiKey = openSealed(keyring, connection.encryptedApiKey, apiKeyContext(connection.id));
      const key = concealed(apiKey);
      return {
        keyHash: hashKey(apiKey),
        client: (clientOptions) => alignClient(transport, key, clientOptions),
      };
    } catch (error) {
      if (!(error instanceof SealedError)) throw error;
      logger.error({ err: error, connectionId: connection.id }, 'the stored API key does not open');
      return undefined;
    }
  };
}
