import type { Database } from '@illumera/schema';
import { sql } from 'kysely';
import type { ClaimedIntent } from '../claim-intents.ts';
import { entityOf } from './settlement.ts';

/** Shows on a time entry why it has not arrived; other entities have no such columns. */
export async function markTimeEntry(
  transaction: Database,
  intent: ClaimedIntent,
  sync: { status: 'pending' | 'error'; error: string | null },
): Promise<void> {
  if (entityOf(intent).type !== 'time_entry') return;
  await transaction
    .updateTable('timeEntries')
    .set({ syncStatus: sync.status, syncError: sync.error })
    .where('id', '=', intent.localId)
    .execute();
}

/** Shows on time entries that they are in step with Align, where nothing of them is left to send. */
export async function showSynced(transaction: Database, intents: readonly ClaimedIntent[]): Promise<void> {
  const ids = intents
    .filter((intent) => entityOf(intent).type === 'time_entry')
    .map(({ localId }) => localId);
  if (ids.length === 0) return;
  await sql`
    update time_entries set sync_status = 'synced', sync_error = null
    where id = any(${ids}::text[]) and not exists (
      select from align_sync_outbox intent
      where intent.company_id = time_entries.company_id and intent.entity_family = 'time_entry'
        and intent.local_id = time_entries.id and intent.status in ('pending', 'processing', 'failed')
    )
  `.execute(transaction);
}
