import type { OutboxOperation } from '@illumera/schema';
import type { RawBuilder } from 'kysely';
import { enqueuedIntent } from '../outbox/enqueue-intent.ts';

/** Stands in the RETURNING of the statement that changes an entry, and records that Align is to have what became of it. */
export function enqueuedTimeEntry(
  entry: { id: string; tenantId: string; companyId: string },
  intent: { entityType: 'time_entry' | 'time_entry_submit'; operation: OutboxOperation },
): RawBuilder<string | null> {
  const { id: localId, tenantId, companyId } = entry;
  return enqueuedIntent({ tenantId, companyId, localId, ...intent });
}
