import type { Database } from '@illumera/schema';
import { sql } from 'kysely';

/**
 * Keeps when backfills came to their end: nothing of them is left to send. What failed stays failed until somebody retries
 * it; their intents may be let go of later without this being forgotten.
 * @param connectionId default: of every connection
 */
export async function closeBackfills(database: Database, connectionId?: string): Promise<void> {
  await sql`
    update align_backfills backfill
    set finished_at = coalesce(
      (select max(settled_at) from align_sync_outbox where backfill_id = backfill.id), backfill.created_at
    )
    where finished_at is null and connection_id = coalesce(${connectionId ?? null}, connection_id)
      and not exists (
        select from align_sync_outbox
        where backfill_id = backfill.id and status in ('pending', 'processing')
      )
  `.execute(database);
}
