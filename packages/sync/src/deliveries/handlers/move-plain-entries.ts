import type { Database, TimeEntryStatus } from '@illumera/schema';
import { sql } from 'kysely';
import type { LinkScope } from '../../links/find-link.ts';
import { fitting } from './fitting-content.ts';

/** What Align shows of an entry, later than all that it said of it before. */
export interface PlainMove {
  id: string;
  status: TimeEntryStatus;
  rejectionReason: string | null;
  minutes: number | undefined;
  workDate: string | undefined;
  description: string | undefined;
  occurredAt: Date;
}

/**
 * Does to entries that the caller holds what `bringToStatus` does to each, where nothing else bears on them: no adjustment, no
 * deletion or submission that Align told of, and minutes that a day has.
 */
export async function movePlainEntries(
  transaction: Database,
  scope: LinkScope,
  moves: readonly PlainMove[],
): Promise<void> {
  const rows = moves.map(({ id, status, rejectionReason, occurredAt, ...said }) => ({
    id,
    status,
    rejection_reason: status === 'rejected' ? rejectionReason : null,
    occurred_at: occurredAt,
    ...fitting(said),
  }));
  await sql`
    update time_entries entry set
      status = moved.status, minutes = coalesce(moved.minutes, entry.minutes),
      work_date = coalesce(moved."workDate", entry.work_date), notes = coalesce(moved.notes, entry.notes),
      rejection_reason = moved.rejection_reason, sync_status = 'synced', sync_error = null,
      align_occurred_at = moved.occurred_at
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as moved (
      id text, status text, minutes integer, "workDate" text, notes text, rejection_reason text, occurred_at timestamptz
    )
    where entry.id = moved.id
  `.execute(transaction);
  await sql`
    update align_entity_links set last_sent = null
    where tenant_id = ${scope.tenantId} and company_id = ${scope.companyId} and align_org_id = ${scope.alignOrgId}
      and external_type = 'time_entry' and external_id = any(${moves.map(({ id }) => id)}::text[])
      and last_sent is not null
  `.execute(transaction);
}
