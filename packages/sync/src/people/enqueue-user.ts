import type { Database } from '@illumera/schema';
import { enqueueIntent } from '../outbox/enqueue-intent.ts';

export interface ChangedUser {
  tenantId: string;
  userId: string;
  /** The company whose Align the change came from, if it did: it need not be told. */
  companyId?: string;
}

/** Records that every company where the person has an accepted engagement is to tell Align (S1 "Sync Triggers"). */
export async function enqueueUser(
  transaction: Database,
  { tenantId, userId, companyId: origin }: ChangedUser,
): Promise<void> {
  const companies = await transaction
    .selectFrom('engagements')
    .innerJoin('personProfiles', 'personProfiles.id', 'engagements.personId')
    .select('engagements.companyId')
    .distinct()
    .where('personProfiles.userId', '=', userId)
    .where('engagements.tenantId', '=', tenantId)
    .where('engagements.status', '=', 'accepted')
    .execute();
  for (const { companyId } of companies) {
    if (companyId === origin) continue;
    const intent = { tenantId, companyId, localId: userId };
    await enqueueIntent(transaction, { ...intent, entityType: 'user', operation: 'upsert' });
  }
}
