import type { Database, ExternalType } from '@illumera/schema';
import { sql } from 'kysely';
import { v7 as uuid } from 'uuid';
import type { HeldRun } from './run.ts';

export interface RunChange {
  externalType: ExternalType;
  externalId: string;
  /** The fields that changed; null for what was not there. */
  before: object | null;
  after: object | null;
}

/** Keeps what a run has put right here, in the transaction that does it, so that the change has a source. */
export function recordChange(transaction: Database, run: HeldRun, change: RunChange): Promise<void> {
  return recordChanges(transaction, run, [change]);
}

/** The same for several. */
export async function recordChanges(
  transaction: Database,
  run: HeldRun,
  changes: readonly RunChange[],
): Promise<void> {
  if (changes.length === 0) return;
  await sql`
    insert into align_reconciliation_changes (id, run_id, tenant_id, external_type, external_id, before, after)
    select id, ${run.id}, ${run.tenantId}, external_type, external_id, before::jsonb, after::jsonb
    from unnest(
      ${changes.map(() => uuid())}::text[], ${changes.map(({ externalType }) => externalType)}::text[],
      ${changes.map(({ externalId }) => externalId)}::text[], ${changes.map(({ before }) => json(before))}::text[],
      ${changes.map(({ after }) => json(after))}::text[]
    ) as changed (id, external_type, external_id, before, after)
  `.execute(transaction);
}

const json = (fields: object | null) => (fields === null ? null : JSON.stringify(fields));
