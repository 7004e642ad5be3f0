import type { SealContext } from '@illumera/sealed';

/** Every column of a connection that holds a sealed value, by its name in code. */
export const sealedColumns = {
  encryptedApiKey: 'encrypted_api_key',
  webhookSecret: 'webhook_secret',
  previousWebhookSecret: 'previous_webhook_secret',
} as const;
export type SealedColumn = keyof typeof sealedColumns;

/** The place that a sealed value of a connection belongs to. */
export function sealedPlace(connectionId: string, column: SealedColumn): SealContext {
  return { table: 'align_connections', row: connectionId, column: sealedColumns[column] };
}

/** The place that a connection's sealed API key belongs to. */
export function apiKeyContext(connectionId: string): SealContext {
  return sealedPlace(connectionId, 'encryptedApiKey');
}

/** The place that a connection's sealed webhook secret belongs to. */
export function webhookSecretContext(connectionId: string): SealContext {
  return sealedPlace(connectionId, 'webhookSecret');
}
