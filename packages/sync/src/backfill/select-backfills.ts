import type { Database } from '@illumera/schema';
import { sql } from 'kysely';
import { backfillColumns, plannedOf } from './backfill-columns.ts';

const intents = sql`align_sync_outbox where backfill_id = align_backfills.id`;

/**
 * Backfills, whoever's they are, with how many of their intents are left, as the intents themselves tell. Those that are done are let go of in
 * time, and are what is neither left nor failed.
 */
export function selectBackfills(database: Database) {
  return database
    .selectFrom('alignBackfills')
    .select(backfillColumns)
    .select([
      sql<number>`(select count(*)::int from ${intents} and status in ('pending', 'processing'))`.as('left'),
      sql<number>`(select count(*)::int from ${intents} and status = 'failed')`.as('failed'),
      sql<Date | null>`case
        when (select true from ${intents} and status in ('pending', 'processing') limit 1) then null
        else coalesce(finished_at, (select max(settled_at) from ${intents}), created_at)
      end`.as('finishedAt'),
    ]);
}

type SelectedBackfill = Awaited<ReturnType<ReturnType<typeof selectBackfills>['executeTakeFirstOrThrow']>>;

/** Shows a backfill as callers see it. */
export function presentBackfill(backfill: SelectedBackfill) {
  const { id, companyId, connectionId, requestedBy, createdAt, left, failed, finishedAt } = backfill;
  const planned = plannedOf(backfill);
  const total = Object.values(planned).reduce((sum, count) => sum + count, 0);
  const progress = { planned, total, done: total - left - failed, failed };
  return { id, companyId, connectionId, requestedBy, createdAt, ...progress, finishedAt };
}
