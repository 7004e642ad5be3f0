import type { Database, ReconciliationScope } from '@illumera/schema';
import { sql } from 'kysely';
import { v7 as uuid } from 'uuid';

export interface NewRun {
  /** Those that have no such run under way yet get one; others are left as they are. */
  connections: readonly { id: string; tenantId: string; companyId: string }[];
  scope: ReconciliationScope;
  /** One run of a scope is made per connection and slot, however often it is asked for. */
  slot: string;
  /** A user's id, or "operator"; absent where the clock asks. */
  requestedBy?: string;
}

/**
 * Makes runs with their jobs, in the caller's transaction where there is one.
 * @returns the ids of the runs that are new
 */
export async function startRuns(database: Database, run: NewRun): Promise<string[]> {
  const { connections, scope, slot, requestedBy = null } = run;
  const { rows } = await sql<{ id: string }>`
    with started as (
      insert into align_reconciliation_runs (id, tenant_id, company_id, connection_id, scope, slot, requested_by)
      select id, tenant_id, company_id, connection_id, ${scope}, ${slot}, ${requestedBy}
      from unnest(
        ${connections.map(() => uuid())}::text[], ${connections.map(({ tenantId }) => tenantId)}::text[],
        ${connections.map(({ companyId }) => companyId)}::text[], ${connections.map(({ id }) => id)}::text[]
      ) as wanted (id, tenant_id, company_id, connection_id)
      on conflict do nothing
      returning id
    ), woken as (
      select graphile_worker.add_job(
        'reconcile', json_build_object('runId', id), job_key => 'reconcile:' || id
      ) from started
    )
    select started.id from started, (select count(*) from woken) as jobs
  `.execute(database);
  return rows.map(({ id }) => id);
}
