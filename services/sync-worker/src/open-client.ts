import { type AlignTransport, alignClient } from '@illumera/align-client';
import type { Logger } from '@illumera/runtime';
import { concealed, type Keyring, openSealed, SealedError } from '@illumera/sealed';
import { apiKeyContext, type RunDrainOptions } from '@illumera/sync';

/** Makes Align clients of sealed API keys. */
export function openClient(options: {
  keyring: Keyring;
  transport: AlignTransport;
  logger: Logger;
}): RunDrainOptions['clientOf'] {
  const { keyring, transport, logger } = options;
  return (connection) => {
    try {
      const apiKey = openSealed(keyring, connection.encryptedApiKey, apiKeyContext(connection.id));
      return alignClient(transport, concealed(apiKey));
    } catch (error) {
      if (!(error instanceof SealedError)) throw error;
      logger.error({ err: error, connectionId: connection.id }, 'the stored API key does not open');
      return undefined;
    }
  };
}
