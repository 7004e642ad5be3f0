import type { SealContext } from '@illumera/sealed';

/** The place that a connection's sealed API key belongs to. */
export function apiKeyContext(connectionId: string): SealContext {
  return { table: 'align_connections', row: connectionId, column: 'encrypted_api_key' };
}

/** The place that a connection's sealed webhook secret belongs to. */
export function webhookSecretContext(connectionId: string): SealContext {
  return { table: 'align_connections', row: connectionId, column: 'webhook_secret' };
}
