import type { Database } from '@illumera/schema';
import { sql } from 'kysely';

/** Gives claimed deliveries back, for somebody else to take up at once. */
export async function releaseDeliveries(database: Database, ids: readonly string[]): Promise<void> {
  await database
    .updateTable('alignWebhookDeliveries')
    .set({ dueAt: sql<Date>`now()` })
    .where('id', 'in', [...ids])
    .where('status', '=', 'received')
    .execute();
}
