import type { Database } from '@illumera/schema';

/** Lets what rests or waits for its next attempt be due now. */
export async function hurryCompany(database: Database, companyId: string): Promise<void> {
  await database
    .updateTable('alignConnections')
    .set({ blockedUntil: null })
    .where('companyId', '=', companyId)
    .execute();
  await database
    .updateTable('alignSyncOutbox')
    .set({ nextRetryAt: new Date(0) })
    .where('companyId', '=', companyId)
    .where('status', '=', 'pending')
    .execute();
}
