import type { Database } from '@illumera/schema';
import { sql } from 'kysely';
import type { DrainLease } from './acquire-drain.ts';

/** Lets another worker drain the connection at once; does nothing when one has already taken it over. */
export async function releaseDrain(database: Database, lease: DrainLease): Promise<void> {
  await database
    .updateTable('alignDrainLeases')
    .set({ leasedUntil: sql`now()`, leaseToken: null })
    .where('connectionId', '=', lease.connection.id)
    .where('leaseToken', '=', lease.token)
    .execute();
}
