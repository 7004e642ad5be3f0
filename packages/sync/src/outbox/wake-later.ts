import type { Database } from '@illumera/schema';
import { sql } from 'kysely';

/** Adds a drain of the connection for when a wait is over; the nearest second, so that many waits share one job. */
export async function wakeLater(database: Database, connectionId: string, delayMs: number): Promise<void> {
  await sql`
    with due as (select date_trunc('second', now() + make_interval(secs => ${delayMs / 1000})) + interval '1 second' as at)
    select graphile_worker.add_job(
      'drain',
      json_build_object('connectionId', ${connectionId}::text),
      run_at => due.at,
      job_key => 'drain:' || ${connectionId} || ':' || extract(epoch from due.at)::bigint
    ) from due
  `.execute(database);
}
