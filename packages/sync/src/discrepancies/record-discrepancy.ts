import type { Database, Severity } from '@illumera/schema';
import { sql } from 'kysely';
import { v7 as uuid } from 'uuid';

/** One thing about which the two sides differ. */
export interface NewDiscrepancy {
  tenantId: string;
  companyId: string;
  connectionId?: string;
  projectId?: string;
  /** What was compared, such as `approved_minutes` or `entity_link.time_entry`. */
  field: string;
  externalType?: string;
  externalId?: string;
  illumeraValue: string | null;
  alignValue: string | null;
  severity: Severity;
}

/** Records a difference, or that a known one is still there: one row a difference, until it is resolved. */
export async function recordDiscrepancy(database: Database, difference: NewDiscrepancy): Promise<void> {
  await database
    .insertInto('alignReconciliationLog')
    .values({ id: uuid(), ...difference })
    .onConflict((conflict) =>
      conflict
        .columns(['tenantId', 'companyId', 'field', 'projectId', 'externalType', 'externalId'])
        .where('state', '<>', 'resolved')
        .where('companyId', 'is not', null)
        .doUpdateSet((row) => ({
          illumeraValue: row.ref('excluded.illumeraValue'),
          alignValue: row.ref('excluded.alignValue'),
          severity: row.ref('excluded.severity'),
          lastSeenAt: sql<Date>`now()`,
          timesSeen: sql<number>`align_reconciliation_log.times_seen + 1`,
        })),
    )
    .execute();
}
