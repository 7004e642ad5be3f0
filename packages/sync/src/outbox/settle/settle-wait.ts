import type { Database } from '@illumera/schema';
import { sql } from 'kysely';
import { findLink } from '../../links/find-link.ts';
import { lockLink } from '../../links/lock-link.ts';
import type { ClaimedIntent } from '../claim-intents.ts';
import { enqueueIntent } from '../enqueue-intent.ts';
import { hastenBackfill } from '../hasten-backfill.ts';
import type { Dependency, Outcome } from '../outcome.ts';
import { linkScopeOf, type Settlement } from './settlement.ts';

/** A waiting intent is woken by the link it waits for; it is looked at again after this long all the same. */
const BACKSTOP_SECONDS = 300;

/**
 * Lets the intent wait for what Align must have first, without using an attempt. If nothing is on its way to bring that
 * there, because it predates the connection, an intent for it is added; one that a backfill has queued goes as soon.
 */
export async function settleWait(
  transaction: Database,
  { lease, intent }: Settlement,
  { dependency }: Extract<Outcome, { kind: 'wait' }>,
): Promise<void> {
  const scope = linkScopeOf(lease);
  await lockLink(transaction, `${scope.companyId}/${dependency.type}/${dependency.id}`);
  const linkedMeanwhile = (await findLink(transaction, scope, dependency)) !== undefined;
  const reason = linkedMeanwhile
    ? null
    : await describeWait(transaction, scope, { dependency, lane: intent.lane });
  await transaction
    .updateTable('alignSyncOutbox')
    .set({
      status: 'pending',
      leaseToken: null,
      waitingForType: linkedMeanwhile ? null : dependency.type,
      waitingForId: linkedMeanwhile ? null : dependency.id,
      error: reason,
      nextRetryAt: linkedMeanwhile ? sql`now()` : sql`now() + make_interval(secs => ${BACKSTOP_SECONDS})`,
    })
    .where('id', '=', intent.id)
    .execute();
}

async function describeWait(
  transaction: Database,
  scope: { tenantId: string; companyId: string },
  { dependency, lane }: { dependency: Dependency; lane: ClaimedIntent['lane'] },
): Promise<string> {
  const reason = `waiting for ${dependency.type} ${dependency.id}`;
  const unsettled = await transaction
    .selectFrom('alignSyncOutbox')
    .select(['status', 'error'])
    .where('companyId', '=', scope.companyId)
    .where('entityFamily', '=', dependency.type)
    .where('localId', '=', dependency.id)
    .where('operation', '=', 'upsert')
    .where('status', '<>', 'done')
    .orderBy('sequence')
    .executeTakeFirst();
  if (unsettled?.status === 'failed') return `${reason}, which failed: ${unsettled.error ?? ''}`;
  if (unsettled === undefined) {
    await enqueueIntent(transaction, {
      tenantId: scope.tenantId,
      companyId: scope.companyId,
      entityType: dependency.type,
      localId: dependency.id,
      operation: 'upsert',
      lane,
    });
  } else if (lane === 'live') {
    await hastenBackfill(scope.companyId, dependency).execute(transaction);
  }
  return reason;
}
