import type { Database } from '@illumera/schema';
import { sql } from 'kysely';
import type { DrainLease } from './acquire-drain.ts';

/** Remembers with the lease that users were taken for sending, for the drain that comes next. */
export async function noteUsersTaken(database: Database, lease: DrainLease): Promise<void> {
  await database
    .updateTable('alignDrainLeases')
    .set({ invitedAt: sql`now()` })
    .where('connectionId', '=', lease.connection.id)
    .where('leaseToken', '=', lease.token)
    .execute();
}
