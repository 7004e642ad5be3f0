import type { Database } from '@illumera/schema';
import { type NewDiscrepancy, recordDiscrepancy } from '../discrepancies/record-discrepancy.ts';
import type { HeldRun } from './run.ts';

/** Records a difference that a run has found, once a run: one that is interrupted and goes on does not count it twice. */
export async function recordFinding(
  database: Database,
  run: HeldRun,
  finding: Omit<NewDiscrepancy, 'tenantId' | 'companyId' | 'connectionId'>,
): Promise<void> {
  const { tenantId, companyId, connectionId, startedAt } = run;
  await recordDiscrepancy(
    database,
    { ...finding, tenantId, companyId, connectionId },
    { unlessSeenSince: startedAt },
  );
}
