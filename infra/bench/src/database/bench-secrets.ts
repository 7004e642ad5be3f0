import { createKeyring, seal } from '@illumera/sealed';
import { apiKeyContext, webhookSecretContext } from '@illumera/sync';

/** The key of throw-away databases; it protects nothing. */
export const ENCRYPTION_KEY = '0123456789abcdef'.repeat(4);
/** What signs the bench's deliveries. */
export const WEBHOOK_SECRET = 'whsec_bench_0123456789abcdef';

const keyring = createKeyring({ current: ENCRYPTION_KEY, retired: [] });

/** A connection's sealed columns: an API key of its own, and the one webhook secret. */
export function sealSecrets(connectionId: string): { encryptedApiKey: string; webhookSecret: string } {
  return {
    encryptedApiKey: seal(keyring, `ak_live_${connectionId}`, apiKeyContext(connectionId)),
    webhookSecret: seal(keyring, WEBHOOK_SECRET, webhookSecretContext(connectionId)),
  };
}
