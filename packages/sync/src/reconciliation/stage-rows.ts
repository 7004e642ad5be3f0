import type { Database } from '@illumera/schema';
import { sql } from 'kysely';
import { type HeldRun, RUN_LEASE_SECONDS, RunLostError } from './run.ts';

/** What kinds of Align's rows a run may hold. */
export type StagedKind =
  | 'time_entry'
  | 'user'
  | 'project_member'
  | 'wiki_page'
  | 'integration_link'
  | 'webhook'
  | 'delivery';

export interface StagedRow {
  /** Align's id; one row of a kind has one. */
  remoteId: string;
  /** What of it is compared, as Postgres can store it. */
  data: Record<string, unknown>;
}

export interface StagedPage {
  kind: StagedKind;
  /** Names the list that they are of. */
  part: string;
  rows: readonly StagedRow[];
  /** When the page was asked for. */
  fetchedAt: Date;
}

/**
 * Keeps a page's rows for the run. Of a row that is seen twice the newer stays.
 * @throws RunLostError
 */
export async function stageRows(database: Database, run: HeldRun, page: StagedPage): Promise<void> {
  const byId = new Map(page.rows.map(({ remoteId, data }) => [remoteId, { remote_id: remoteId, data }]));
  const { rows } = await sql`
    with held as (
      update align_reconciliation_runs set
        rows_read = rows_read + ${byId.size}, leased_until = now() + make_interval(secs => ${RUN_LEASE_SECONDS})
      where id = ${run.id} and lease_token = ${run.token}
      returning id, tenant_id
    ), staged as (
      insert into align_reconciliation_rows (run_id, tenant_id, kind, remote_id, part, data, fetched_at)
      select held.id, held.tenant_id, ${page.kind}, staged.remote_id, ${page.part}, staged.data, ${page.fetchedAt}
      from held, jsonb_to_recordset(${JSON.stringify([...byId.values()])}::jsonb) as staged (remote_id text, data jsonb)
      on conflict (run_id, kind, remote_id) do update
        set part = excluded.part, data = excluded.data, fetched_at = excluded.fetched_at
        where excluded.fetched_at >= align_reconciliation_rows.fetched_at
    )
    select id from held
  `.execute(database);
  if (rows.length === 0) throw new RunLostError();
}
