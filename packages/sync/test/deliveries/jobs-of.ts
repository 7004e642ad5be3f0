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

/** Whether a job is there that handles what is due. */
export async function isHandlingDue(database: Database): Promise<boolean> {
  const { rows } = await sql`
    select from graphile_worker.jobs where task_identifier = 'handle_deliveries' and run_at <= now()
  `.execute(database);
  return rows.length > 0;
}
