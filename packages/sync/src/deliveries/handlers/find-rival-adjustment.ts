import type { Database, TimeEntryStatus } from '@illumera/schema';
import { recordDiscrepancy } from '../../discrepancies/record-discrepancy.ts';
import type { EventContext, LinkedEntity } from '../event-handler.ts';

/**
 * Finds another open adjustment of the same original, which Align knows nothing of: reviving a rejected adjustment beside it
 * would count the hours twice. That is a critical discrepancy.
 */
export async function findRivalAdjustment(
  database: Database,
  { scope, connectionId }: EventContext,
  { entry, status }: { entry: LinkedEntity; status: TimeEntryStatus },
): Promise<string | undefined> {
  if (status === 'rejected') return undefined;
  const rival = await database
    .selectFrom('timeEntries as own')
    .innerJoin('timeEntries as rival', 'rival.adjustsEntryId', 'own.adjustsEntryId')
    .select('rival.id')
    .where('own.id', '=', entry.id)
    .where('own.status', '=', 'rejected')
    .where('own.deletedAt', 'is', null)
    .whereRef('rival.id', '<>', 'own.id')
    .where('rival.status', '<>', 'rejected')
    .where('rival.deletedAt', 'is', null)
    .executeTakeFirst();
  if (rival === undefined) return undefined;
  await recordDiscrepancy(database, {
    tenantId: scope.tenantId,
    companyId: scope.companyId,
    connectionId,
    field: 'time_entry.adjustments',
    externalType: 'time_entry',
    externalId: entry.id,
    illumeraValue: rival.id,
    alignValue: status,
    severity: 'critical',
  });
  return rival.id;
}
