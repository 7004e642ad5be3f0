import type { Database, OutboxEntityType } from '@illumera/schema';
import { sql } from 'kysely';
import { type Done, done, type Invalid, type NotFound, notFound } from '../answer.ts';
import { recordAction } from '../audit/record-action.ts';
import { inTransaction } from '../in-transaction.ts';
import { given } from '../listing/given.ts';
import type { Period } from '../listing/period.ts';
import { within } from '../listing/within.ts';
import type { Actor } from '../people/actor.ts';
import { companyScope } from '../people/company-scope.ts';

export interface RetryFilter extends Period {
  companyId?: string | undefined;
  entityType?: OutboxEntityType | undefined;
  localId?: string | undefined;
  id?: string | undefined;
}

export interface RetryRequest {
  filter: RetryFilter;
  /** Counts what would be reset and changes nothing. */
  dryRun?: boolean | undefined;
  /** Why, for the record. */
  reason?: string | undefined;
}

export interface RetryCount {
  matched: number;
  reset: number;
}

/**
 * Resets failed intents to `pending` with all their attempts before them (S1 "Retry"). Their sequence stays, so that an
 * entity's changes go in the order they were made, and one that has been reset is no longer failed, so that many presses at
 * once reset each once.
 */
export async function retryFailed(
  database: Database,
  actor: Actor,
  { filter, dryRun = false, reason }: RetryRequest,
): Promise<Done<RetryCount> | Invalid | NotFound> {
  if (Object.keys(given(filter)).length === 0) {
    return { kind: 'invalid', field: 'filter', message: 'must name what to retry' };
  }
  const { companyId, entityType, localId, id, ...period } = filter;
  const scope = await companyScope(database, actor, companyId);
  if (scope === undefined) return notFound;
  return inTransaction(database, async (transaction) => {
    const failed = await transaction
      .selectFrom('alignSyncOutbox')
      .select(['id', 'companyId', 'entityFamily', 'localId'])
      .where((where) => where.and(given({ ...scope, entityType, localId, id })))
      .where('status', '=', 'failed')
      .where(within('createdAt', period))
      .orderBy('sequence')
      .$if(!dryRun, (query) => query.forUpdate())
      .execute();
    if (dryRun) return done({ matched: failed.length, reset: 0 });
    await resetIntents(
      transaction,
      failed.map((intent) => intent.id),
    );
    await markEntries(transaction, actor, failed);
    await wakeCompanies(transaction, actor, [...new Set(failed.map((intent) => intent.companyId))]);
    await recordAction(transaction, actor, {
      action: 'outbox.retry',
      subjectType: 'outbox',
      subjectId: id,
      reason,
      ...(companyId === undefined ? {} : { companyId }),
      detail: { filter: given(filter), reset: failed.length },
    });
    return done({ matched: failed.length, reset: failed.length });
  });
}

async function resetIntents(transaction: Database, ids: string[]): Promise<void> {
  await sql`
    update align_sync_outbox set
      status = 'pending', attempts = 0, error = null, settled_at = null, lease_token = null,
      next_retry_at = now(), waiting_for_type = null, waiting_for_id = null
    where id = any(${ids}) and status = 'failed'
  `.execute(transaction);
}

async function markEntries(
  transaction: Database,
  actor: Actor,
  failed: readonly { entityFamily: string; localId: string }[],
): Promise<void> {
  const entries = failed.filter((intent) => intent.entityFamily === 'time_entry');
  await sql`
    update time_entries set sync_status = 'pending', sync_error = null
    where tenant_id = ${actor.tenantId} and id = any(${entries.map((intent) => intent.localId)})
  `.execute(transaction);
}

async function wakeCompanies(transaction: Database, actor: Actor, companyIds: string[]): Promise<void> {
  await sql`
    select wake_align_drain(id) from align_connections
    where tenant_id = ${actor.tenantId} and company_id = any(${companyIds}) and status <> 'disconnected'
  `.execute(transaction);
}
