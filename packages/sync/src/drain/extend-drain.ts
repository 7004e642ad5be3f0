import type { Database } from '@illumera/schema';
import { sql } from 'kysely';
import { DRAIN_LEASE_SECONDS, type DrainLease } from './acquire-drain.ts';

/** Keeps the lease for another while; false when another worker has taken it over. */
export async function extendDrain(database: Database, lease: DrainLease): Promise<boolean> {
  const result = await database
    .updateTable('alignDrainLeases')
    .set({ leasedUntil: sql`now() + make_interval(secs => ${DRAIN_LEASE_SECONDS})` })
    .where('connectionId', '=', lease.connection.id)
    .where('leaseToken', '=', lease.token)
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}
