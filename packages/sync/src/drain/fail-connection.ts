import type { Database } from '@illumera/schema';
import { sql } from 'kysely';

/** Turns an active connection to `error`: nothing is sent until it has a key that works. Its intents stay as they are. */
export async function failConnection(
  database: Database,
  connectionId: string,
  reason: string,
): Promise<void> {
  await database
    .updateTable('alignConnections')
    .set({ status: 'error', lastErrorAt: sql`now()`, lastErrorMessage: reason })
    .where('id', '=', connectionId)
    .where('status', '=', 'active')
    .execute();
}
