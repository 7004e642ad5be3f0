import type { Database } from '@illumera/schema';
import { done, notFound } from '../answer.ts';
import { addJob } from '../jobs/add-job.ts';
import { inTransaction } from '../in-transaction.ts';
import type { Actor } from '../people/actor.ts';
import { companyScope } from '../people/company-scope.ts';

/**
 * Has a stored delivery handled again from its stored bytes, which were verified when they came, whatever became of it. What
 * it did already it does not do twice: the order of events and the links decide as before.
 */
export async function replayDelivery(database: Database, actor: Actor, deliveryId: string) {
  const scope = await companyScope(database, actor, undefined);
  if (scope === undefined) return notFound;
  return inTransaction(database, async (transaction) => {
    const delivery = await transaction
      .updateTable('alignWebhookDeliveries')
      .set((update) => ({
        status: 'received',
        attempts: 0,
        error: null,
        outcome: null,
        processedAt: null,
        waitingForAlignId: null,
        dueAt: update.fn<Date>('now'),
      }))
      .where('id', '=', deliveryId)
      .where((where) => where.and({ ...scope }))
      .returning('id')
      .executeTakeFirst();
    if (delivery === undefined) return notFound;
    await addJob(transaction, 'handle_delivery', { deliveryId });
    return done({ deliveryId });
  });
}
