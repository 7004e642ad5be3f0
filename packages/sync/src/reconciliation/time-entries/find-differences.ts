import type { Database, TimeEntrySource, TimeEntryStatus } from '@illumera/schema';
import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { HeldRun } from '../run.ts';

/** A linked entry that is not as Align shows it. */
export interface EntryDifference {
  id: string;
  alignId: string;
  projectId: string;
  source: TimeEntrySource;
  here: EntryContent & { status: TimeEntryStatus; rejectionReason: string | null };
  /** As Align listed it. */
  there: EntryContent & { status: string };
  /** When its page was asked for, or right after the last event that changed the entry, if Align's clock is ahead. */
  occurredAt: Date;
}

interface EntryContent {
  minutes: number;
  workDate: string;
  notes: string | null;
}

/** Which entry differs. */
export type DifferingEntry = Pick<EntryDifference, 'id' | 'alignId'>;

/**
 * Finds out which of these entries Align shows otherwise than they are here, and how. What is about to change does not count:
 * an entry with an intent that is not settled or has failed, or one that was changed or sent after its page was asked for. All
 * these times are the database's, so that Align's clock decides nothing.
 */
export async function findDifferences(
  transaction: Database,
  run: HeldRun,
  entries: readonly DifferingEntry[],
): Promise<EntryDifference[]> {
  const { rows } = await sql<EntryDifference>`
    select entry.id, staged.remote_id as align_id, entry.project_id, entry.source,
      greatest(staged.fetched_at, entry.align_occurred_at + interval '1 millisecond') as occurred_at,
      jsonb_build_object('status', entry.status, 'minutes', entry.minutes, 'workDate', entry.work_date,
        'notes', entry.notes, 'rejectionReason', entry.rejection_reason) as here,
      staged.data - 'description' || jsonb_build_object('notes', staged.data -> 'description') as there
    ${compared(run)} and (${differs(run)}) and entry.id = any(${entries.map(({ id }) => id)}::text[])
      and staged.remote_id = any(${entries.map(({ alignId }) => alignId)}::text[])
  `.execute(transaction);
  return rows;
}

/** The run's rows with our entries, by their links. */
function compared(run: HeldRun): RawBuilder<unknown> {
  return sql`
    from align_reconciliation_rows staged
    join align_entity_links link
      on link.tenant_id = staged.tenant_id and link.company_id = ${run.companyId}
      and link.align_org_id = ${run.alignOrgId} and link.external_type = 'time_entry'
      and link.align_entity_type = 'time_entry' and link.align_entity_id = staged.remote_id
    join time_entries entry on entry.tenant_id = link.tenant_id and entry.id = link.external_id
    where staged.run_id = ${run.id} and staged.kind = 'time_entry' and entry.deleted_at is null
      and entry.updated_at < staged.fetched_at
      and coalesce(link.sent_at < staged.fetched_at, true)
      and not exists (
        select from align_sync_outbox intent
        where intent.company_id = link.company_id and intent.entity_family = 'time_entry'
          and intent.local_id = entry.id and intent.status in ('pending', 'processing', 'failed')
      )
  `;
}

/**
 * What was decided on before the entry came to this organization stands until this one decides: that it has it as a draft, or
 * as submitted, is nothing it has said of it.
 */
const isDecidedElsewhere = sql<SqlBool>`
  entry.source = 'illumera' and entry.align_occurred_at is null
  and entry.status in ('approved', 'rejected', 'locked', 'invoiced') and staged.status in ('draft', 'submitted')
`;

const statusDiffers = sql<SqlBool>`
  staged.status in ('draft', 'submitted', 'approved', 'rejected', 'locked', 'invoiced') and staged.status <> entry.status
`;

/** An absent field says nothing; texts are as long as they may be here. */
const contentDiffers = sql<SqlBool>`
  staged.minutes <> entry.minutes
  or staged.work_date <> entry.work_date
  or (staged.description <> coalesce(entry.notes, '') and char_length(staged.description) <= 10000)
`;

/**
 * Whether a row of the run, `staged`, may be another than ours, `entry`: it asks no other table, so that all rows can be gone
 * through by several processes of Postgres. Of an unlocked entry, `findDifferences` tells.
 */
export const mayDiffer = sql<SqlBool>`
  ((${statusDiffers}) or ${contentDiffers}) and not (${isDecidedElsewhere})
`;

/** Whether it is another than ours. */
function differs(run: HeldRun): RawBuilder<SqlBool> {
  return sql`
    ((${statusDiffers} and not (${isUnlocked(run)})) or ${contentDiffers}) and not (${isDecidedElsewhere})
  `;
}

/**
 * An unlocked entry is a draft here, and no page of Align's says what it is there: it may be called submitted or approved, as
 * long as Align is not seen to call another unlocked one a draft.
 */
function isUnlocked(run: HeldRun): RawBuilder<SqlBool> {
  return sql`
    entry.status = 'draft' and staged.status in ('submitted', 'approved')
    and exists (
      select from align_webhook_deliveries delivery
      where delivery.company_id = ${run.companyId} and delivery.entity_id = staged.remote_id
        and delivery.event_name = 'time.unlocked'
        and coalesce(delivery.occurred_at, delivery.received_at) = entry.align_occurred_at
    )
    and not exists (
      select from align_webhook_deliveries delivery join align_reconciliation_rows other
        on other.run_id = ${run.id} and other.kind = 'time_entry' and other.remote_id = delivery.entity_id
        and other.status = 'draft'
      where delivery.company_id = ${run.companyId} and delivery.event_name = 'time.unlocked'
    )
  `;
}
