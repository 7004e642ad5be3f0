import type { Database } from '@illumera/schema';
import { sql } from 'kysely';

/** Whether a drain is due that no worker has had a hand free for. */
export async function othersWait(database: Database): Promise<boolean> {
  const result = await sql<{ wait: boolean }>`
    select exists (
      select from graphile_worker.jobs
      where task_identifier = 'drain' and locked_at is null and run_at < now() - interval '100 milliseconds'
    ) as wait
  `.execute(database);
  return result.rows[0]?.wait ?? false;
}
