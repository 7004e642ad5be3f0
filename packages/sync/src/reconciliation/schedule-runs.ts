import type { Database, ReconciliationScope } from '@illumera/schema';
import { type RawBuilder, type SqlBool, sql } from 'kysely';
import { startRuns } from './start-runs.ts';

/** What has to be so for a connection that is not in every slot: links are read again once new ones were written. */
const isDue: Partial<Record<ReconciliationScope, RawBuilder<SqlBool>>> = {
  links: sql<SqlBool>`exists (
    select from align_entity_links link
    where link.tenant_id = align_connections.tenant_id and link.company_id = align_connections.company_id
      and link.align_org_id = align_connections.align_org_id and link.created_at > coalesce((
        select max(run.started_at) from align_reconciliation_runs run
        where run.connection_id = align_connections.id and run.scope in ('links', 'nightly') and run.state = 'complete'
      ), '-infinity')
  )`,
};

/**
 * Starts a run for every connection that works and is due, for one slot of the clock: however many workers hear the clock, each
 * connection has one run a slot. One whose last run of that scope is not over yet goes without.
 * @returns how many runs are new
 */
export async function scheduleRuns(
  database: Database,
  { scope, slot }: { scope: ReconciliationScope; slot: string },
): Promise<number> {
  const connections = await database
    .selectFrom('alignConnections')
    .select(['id', 'tenantId', 'companyId'])
    .where('status', '=', 'active')
    .where(isDue[scope] ?? sql<SqlBool>`true`)
    .execute();
  const started = await startRuns(database, { connections, scope, slot });
  return started.length;
}
