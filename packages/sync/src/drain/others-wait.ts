import type { Database } from '@illumera/schema';
import { sql } from 'kysely';

/**
 * Whether a drain is due that no worker has had a hand free for. A wake-up of a connection that is being drained waits for
 * nobody: there is nothing for it to do.
 */
export async function othersWait(database: Database): Promise<boolean> {
  const result = await sql<{ wait: boolean }>`
    select exists (
      select from graphile_worker.jobs
      where task_identifier = 'drain' and locked_at is null and run_at < now() - interval '100 milliseconds'
        and not exists (
          select from align_drain_leases
          where connection_id = split_part(key, ':', 2) and leased_until > now()
        )
    ) as wait
  `.execute(database);
  return result.rows[0]?.wait ?? false;
}
