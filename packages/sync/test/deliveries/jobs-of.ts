import type { Database } from '@illumera/schema';
import { sql } from 'kysely';

/** How many jobs there are to handle a delivery, at once and later. */
export async function jobsOf(database: Database, deliveryId: string) {
  const { rows } = await sql<{ later: boolean }>`
    select run_at > now() + interval '1 second' as later from graphile_worker._private_jobs
    where payload ->> 'deliveryId' = ${deliveryId}
  `.execute(database);
  return { now: rows.filter((row) => !row.later).length, later: rows.filter((row) => row.later).length };
}
