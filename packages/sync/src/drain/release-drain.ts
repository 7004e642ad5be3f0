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

/**
 * Releases the drain unless a transaction is open that has enqueued and relied on it to look again, see `wake_align_drain` in
 * the schema. After this has released it, one more look finds whatever was committed without a job of its own.
 * @returns whether it has let go
 */
export async function releaseUnlessAwaited(database: Database, lease: DrainLease): Promise<boolean> {
  const released = await sql`
    with alone as materialized (
      select pg_try_advisory_xact_lock(hashtextextended('drain/' || ${lease.connection.id}, 0)) as yes
    )
    update align_drain_leases set leased_until = now(), lease_token = null
    from alone
    where alone.yes and connection_id = ${lease.connection.id} and lease_token = ${lease.token}
  `.execute(database);
  return (released.numAffectedRows ?? 0n) > 0n;
}
