import type { Database } from '@illumera/schema';
import { sql } from 'kysely';
import type { DrainedConnection } from './acquire-drain.ts';

/** Whether something of the connection's company could be sent now. */
export async function hasRunnable(database: Database, connection: DrainedConnection): Promise<boolean> {
  const result = await sql<{ runnable: boolean }>`
    select exists (
      select from align_sync_outbox intent
      where tenant_id = ${connection.tenantId} and company_id = ${connection.companyId}
        and status = 'pending' and next_retry_at <= now()
        and not exists (
          select from align_sync_outbox earlier
          where earlier.company_id = intent.company_id
            and earlier.entity_family = intent.entity_family
            and earlier.local_id = intent.local_id
            and earlier.sequence < intent.sequence
            and earlier.status in ('pending', 'processing', 'failed')
        )
    ) as runnable
  `.execute(database);
  return result.rows[0]?.runnable ?? false;
}
