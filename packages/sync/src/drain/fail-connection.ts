import type { Database } from '@illumera/schema';
import { sql } from 'kysely';
import type { DrainedConnection } from './acquire-drain.ts';

/**
 * Turns an active connection to `error`: nothing is sent until it has a key that works. Its intents stay as they are. One
 * that was given another key since this drain began is left alone: what Align said was about the key before.
 */
export async function failConnection(
  database: Database,
  connection: Pick<DrainedConnection, 'id' | 'encryptedApiKey'>,
  reason: string,
): Promise<void> {
  await database
    .updateTable('alignConnections')
    .set({ status: 'error', lastErrorAt: sql`now()`, lastErrorMessage: reason })
    .where('id', '=', connection.id)
    .where('encryptedApiKey', '=', connection.encryptedApiKey)
    .where('status', '=', 'active')
    .execute();
}
