import type { Database, OutboxOperation } from '@illumera/schema';
import { enqueueIntent } from '../outbox/enqueue-intent.ts';

/** Records that Align is to have what became of an entry. */
export async function enqueueTimeEntry(
  database: Database,
  entry: { id: string; tenantId: string; companyId: string },
  intent: { entityType: 'time_entry' | 'time_entry_submit'; operation: OutboxOperation },
): Promise<void> {
  await enqueueIntent(database, {
    tenantId: entry.tenantId,
    companyId: entry.companyId,
    localId: entry.id,
    ...intent,
  });
}
