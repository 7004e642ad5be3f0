import type { Database } from '@illumera/schema';
import { conflict, notFound } from '../answer.ts';
import { inTransaction } from '../in-transaction.ts';
import { enqueueIntent } from '../outbox/enqueue-intent.ts';
import type { Actor } from '../people/actor.ts';
import { lockEngagement } from './lock-engagement.ts';
import { readEngagement } from './read-engagement.ts';

/** Accepts the talent's own offer; Align is to have the talent as a user and as a member (S1 "Sync Triggers"). */
export async function acceptEngagement(database: Database, actor: Actor, engagementId: string) {
  return inTransaction(database, async (transaction) => {
    const engagement = await lockEngagement(transaction, actor, engagementId);
    if (engagement === undefined) return notFound;
    if (engagement.status !== 'offered') {
      return conflict(`only an offer can be accepted; this engagement is ${engagement.status}`);
    }
    await transaction
      .updateTable('engagements')
      .set({ status: 'accepted' })
      .where('id', '=', engagementId)
      .execute();
    const { tenantId, companyId } = engagement;
    const intent = { tenantId, companyId, operation: 'upsert' } as const;
    await enqueueIntent(transaction, { ...intent, entityType: 'user', localId: actor.userId });
    await enqueueIntent(transaction, { ...intent, entityType: 'project_member', localId: engagementId });
    return readEngagement(transaction, actor, engagementId);
  });
}
