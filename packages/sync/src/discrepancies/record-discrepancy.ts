import type { Database, Severity } from '@illumera/schema';
import { sql } from 'kysely';
import { v7 as uuid } from 'uuid';

/** What tells one difference from another. */
export interface DiscrepancyKey {
  tenantId: string;
  companyId: string;
  /** What differs: `approved_minutes`, `entity_link.<type>` (S1 "align_reconciliation_log"), `time_entry.deleted`. */
  field: string;
  projectId?: string | undefined;
  externalType?: string | undefined;
  externalId?: string | undefined;
}

export interface NewDiscrepancy extends DiscrepancyKey {
  connectionId?: string | undefined;
  illumeraValue: string | null;
  alignValue: string | null;
  severity: Severity;
}

/**
 * Records a difference between the two sides. One that is known and not resolved is one row, however often it is seen: its
 * values become the latest, its state and note stay as people left them.
 * @param options.unlessSeenSince one that was seen since then is left as it is
 */
export async function recordDiscrepancy(
  database: Database,
  discrepancy: NewDiscrepancy,
  { unlessSeenSince }: { unlessSeenSince?: Date } = {},
): Promise<void> {
  await database
    .insertInto('alignReconciliationLog')
    .values({ id: uuid(), ...discrepancy })
    .onConflict((conflict) =>
      conflict
        .columns(['tenantId', 'companyId', 'field', 'projectId', 'externalType', 'externalId'])
        .where('state', '<>', 'resolved')
        .where('companyId', 'is not', null)
        .doUpdateSet((update) => ({
          timesSeen: sql<number>`align_reconciliation_log.times_seen + 1`,
          lastSeenAt: sql<Date>`now()`,
          illumeraValue: update.ref('excluded.illumeraValue'),
          alignValue: update.ref('excluded.alignValue'),
          severity: update.ref('excluded.severity'),
        }))
        .where((where) =>
          unlessSeenSince === undefined
            ? where.lit(true)
            : where('alignReconciliationLog.lastSeenAt', '<', unlessSeenSince),
        ),
    )
    .execute();
}
