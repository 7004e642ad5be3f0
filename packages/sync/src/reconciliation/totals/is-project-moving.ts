import type { Database } from '@illumera/schema';
import { sql } from 'kysely';
import type { HeldRun } from '../run.ts';
import { countedStatuses } from './counted-statuses.ts';

/**
 * Whether totals of a project are bound to differ: hours of it are on their way to Align, hours that count failed on it, or
 * what Align told of hours is not handled yet.
 */
export async function isProjectMoving(database: Database, run: HeldRun, projectId: string): Promise<boolean> {
  const { rows } = await sql<{ isMoving: boolean }>`
    select exists (
      select from align_sync_outbox intent
      join time_entries entry on entry.id = intent.local_id and entry.tenant_id = intent.tenant_id
      where intent.company_id = ${run.companyId} and intent.entity_family = 'time_entry'
        and entry.project_id = ${projectId} and (
          intent.status in ('pending', 'processing')
          or (intent.status = 'failed' and entry.status = any(${countedStatuses}::text[]))
        )
    ) or exists (
      select from align_webhook_deliveries delivery
      where delivery.connection_id = ${run.connectionId} and delivery.status = 'received'
        and delivery.waiting_for_align_id is null and delivery.event_name like 'time.%'
    ) as is_moving
  `.execute(database);
  return rows[0]?.isMoving ?? true;
}
