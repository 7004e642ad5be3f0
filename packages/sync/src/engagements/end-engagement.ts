import type { Database } from '@illumera/schema';
import { conflict, notFound } from '../answer.ts';
import { inTransaction } from '../in-transaction.ts';
import { enqueueIntent } from '../outbox/enqueue-intent.ts';
import type { Actor } from '../people/actor.ts';
import { lockEngagement } from './lock-engagement.ts';
import { readEngagement } from './read-engagement.ts';

/**
 * Ends an engagement of the actor's company. An accepted one takes the talent off the project in Align (S1 "Sync Triggers");
 * an offer that was never accepted has left nothing there.
 */
export async function endEngagement(database: Database, actor: Actor, engagementId: string) {
  return inTransaction(database, async (transaction) => {
    const engagement = await lockEngagement(transaction, actor, engagementId);
    if (engagement === undefined) return notFound;
    if (engagement.status === 'ended') return conflict('this engagement has ended already');
    await transaction
      .updateTable('engagements')
      .set({ status: 'ended' })
      .where('id', '=', engagementId)
      .execute();
    if (engagement.status === 'accepted') {
      await enqueueIntent(transaction, {
        tenantId: engagement.tenantId,
        companyId: engagement.companyId,
        entityType: 'project_member',
        localId: engagementId,
        operation: 'delete',
      });
    }
    return readEngagement(transaction, actor, engagementId);
  });
}
