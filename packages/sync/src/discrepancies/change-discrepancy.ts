import type { Database, DiscrepancyState } from '@illumera/schema';
import { sql } from 'kysely';
import { conflict, done, notFound } from '../answer.ts';
import { recordAction } from '../audit/record-action.ts';
import { inTransaction } from '../in-transaction.ts';
import { given } from '../listing/given.ts';
import { discrepancyColumns } from '../listing/list-discrepancies.ts';
import type { Actor } from '../people/actor.ts';
import { companyScope } from '../people/company-scope.ts';

export interface DiscrepancyChange {
  discrepancyId: string;
  state: Exclude<DiscrepancyState, 'open'>;
  /** Why. */
  note: string;
}

/** Says what people make of a difference between the two sides. A resolved one stays resolved: seen again, it is a new one. */
export async function changeDiscrepancy(database: Database, actor: Actor, change: DiscrepancyChange) {
  const { discrepancyId, state, note } = change;
  const scope = await companyScope(database, actor, undefined);
  if (scope === undefined) return notFound;
  return inTransaction(database, async (transaction) => {
    const before = await transaction
      .selectFrom('alignReconciliationLog')
      .select('state')
      .where((where) => where.and(given(scope)))
      .where('id', '=', discrepancyId)
      .forUpdate()
      .executeTakeFirst();
    if (before === undefined) return notFound;
    if (before.state === 'resolved') return conflict('this difference is resolved already');
    const changed = await transaction
      .updateTable('alignReconciliationLog')
      .set({ state, note, ...(state === 'resolved' ? { resolvedAt: sql<Date>`now()` } : {}) })
      .where('id', '=', discrepancyId)
      .returning(discrepancyColumns)
      .executeTakeFirstOrThrow();
    await recordAction(transaction, actor, {
      action: 'discrepancy.change',
      subjectType: 'discrepancy',
      subjectId: discrepancyId,
      companyId: changed.companyId,
      reason: note,
      detail: { from: before.state, to: state },
    });
    return done(changed);
  });
}
