import type { Database } from '@illumera/schema';
import { sql } from 'kysely';
import type { DrainLease } from '../../drain/acquire-drain.ts';

/** Shows the newest failure on the connection (S1 `last_error_at`, `last_error_message`). */
export async function noteFailure(transaction: Database, lease: DrainLease, reason: string): Promise<void> {
  await transaction
    .updateTable('alignConnections')
    .set({ lastErrorAt: sql`now()`, lastErrorMessage: reason })
    .where('id', '=', lease.connection.id)
    .execute();
}
