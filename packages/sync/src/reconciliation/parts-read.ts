import type { Database } from '@illumera/schema';
import { sql } from 'kysely';
import { type HeldRun, RunLostError } from './run.ts';
import type { StagedKind } from './stage-rows.ts';

interface NamedParts {
  kind: StagedKind;
  names: readonly string[];
}

/** Finds out which of these lists the run has read whole. */
export async function findPartsRead(
  database: Database,
  run: HeldRun,
  { kind, names }: NamedParts,
): Promise<Set<string>> {
  const { rows } = await sql<{ part: string }>`
    select part from align_reconciliation_parts
    where run_id = ${run.id} and kind = ${kind} and part = any(${names}::text[])
  `.execute(database);
  return new Set(rows.map(({ part }) => part));
}

/**
 * Writes down that the run has read these lists whole.
 * @throws RunLostError
 */
export async function markPartsRead(
  database: Database,
  run: HeldRun,
  { kind, names, fetchedAt }: NamedParts & { fetchedAt: Date },
): Promise<void> {
  const { rows } = await sql`
    insert into align_reconciliation_parts (run_id, tenant_id, kind, part, fetched_at)
    select id, tenant_id, ${kind}, part, ${fetchedAt} from align_reconciliation_runs, unnest(${names}::text[]) as part
    where id = ${run.id} and lease_token = ${run.token}
    on conflict (run_id, kind, part) do update set fetched_at = excluded.fetched_at
    returning run_id
  `.execute(database);
  if (rows.length === 0) throw new RunLostError();
}
