import type { Database, SyncStatus } from '@illumera/schema';
import type { ClaimedIntent } from '../claim-intents.ts';
import { entityOf } from './settlement.ts';

/**
 * Shows on a time entry how far it has come; other entities have no such columns. It is `synced` only when nothing of it is
 * left to send.
 */
export async function markTimeEntry(
  transaction: Database,
  intent: ClaimedIntent,
  sync: { status: SyncStatus; error: string | null },
): Promise<void> {
  if (entityOf(intent).type !== 'time_entry') return;
  await transaction
    .updateTable('timeEntries')
    .set({ syncStatus: sync.status, syncError: sync.error })
    .where('id', '=', intent.localId)
    .$if(sync.status === 'synced', (update) =>
      update.where((where) =>
        where.not(
          where.exists(
            where
              .selectFrom('alignSyncOutbox')
              .select('id')
              .where('localId', '=', intent.localId)
              .where('entityFamily', '=', 'time_entry')
              .where('status', 'in', ['pending', 'processing', 'failed']),
          ),
        ),
      ),
    )
    .execute();
}
