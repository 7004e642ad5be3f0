import type { Database } from '@illumera/schema';
import { type SqlBool, sql } from 'kysely';
import { conflict, done, notFound } from '../answer.ts';
import { recordAction } from '../audit/record-action.ts';
import { inTransaction } from '../in-transaction.ts';
import { addJob } from '../jobs/add-job.ts';
import { given } from '../listing/given.ts';
import type { Actor } from '../people/actor.ts';
import { type CompanyScope, companyScope } from '../people/company-scope.ts';

const forgotten = conflict('its bytes are not kept any more');

/**
 * Has a stored delivery handled again from its stored bytes, which were verified when they came, whatever became of it. What
 * it did already it does not do twice: the order of events and the links decide as before.
 */
export async function replayDelivery(
  database: Database,
  actor: Actor,
  { deliveryId, reason }: { deliveryId: string; reason?: string | undefined },
) {
  const scope = await companyScope(database, actor, undefined);
  if (scope === undefined) return notFound;
  return inTransaction(database, async (transaction) => {
    const delivery = await transaction
      .updateTable('alignWebhookDeliveries')
      .set({
        status: 'received',
        attempts: 0,
        outcome: null,
        error: null,
        processedAt: null,
        waitingForAlignId: null,
        dueAt: sql<Date>`now()`,
      })
      .where((where) => where.and(given(scope)))
      .where('id', '=', deliveryId)
      .where(sql<SqlBool>`body <> ''`)
      .returning(['id', 'companyId', 'status'])
      .executeTakeFirst();
    if (delivery === undefined) return (await exists(transaction, scope, deliveryId)) ? forgotten : notFound;
    await addJob(transaction, 'handle_delivery', { deliveryId });
    await recordAction(transaction, actor, {
      action: 'delivery.replay',
      subjectType: 'delivery',
      subjectId: deliveryId,
      companyId: delivery.companyId,
      reason,
    });
    return done({ id: delivery.id, status: delivery.status });
  });
}

async function exists(database: Database, scope: CompanyScope, deliveryId: string): Promise<boolean> {
  const row = await database
    .selectFrom('alignWebhookDeliveries')
    .select('id')
    .where((where) => where.and(given(scope)))
    .where('id', '=', deliveryId)
    .executeTakeFirst();
  return row !== undefined;
}
