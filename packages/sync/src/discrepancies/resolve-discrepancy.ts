import type { Database } from '@illumera/schema';
import { sql } from 'kysely';
import type { DiscrepancyKey } from './record-discrepancy.ts';

/** Closes a difference that is gone; where none is open it changes nothing. */
export async function resolveDiscrepancy(database: Database, key: DiscrepancyKey): Promise<void> {
  await database
    .updateTable('alignReconciliationLog')
    .set({ state: 'resolved', resolvedAt: sql<Date>`now()` })
    .where('state', '<>', 'resolved')
    .where('tenantId', '=', key.tenantId)
    .where('companyId', '=', key.companyId)
    .where('field', '=', key.field)
    .where('projectId', 'is not distinct from', key.projectId ?? null)
    .where('externalType', 'is not distinct from', key.externalType ?? null)
    .where('externalId', 'is not distinct from', key.externalId ?? null)
    .execute();
}
