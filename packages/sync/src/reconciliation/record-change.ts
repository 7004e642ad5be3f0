import type { Database, ExternalType } from '@illumera/schema';
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
export async function recordChange(transaction: Database, run: HeldRun, change: RunChange): Promise<void> {
  await transaction
    .insertInto('alignReconciliationChanges')
    .values({
      id: uuid(),
      runId: run.id,
      tenantId: run.tenantId,
      externalType: change.externalType,
      externalId: change.externalId,
      before: change.before === null ? null : JSON.stringify(change.before),
      after: change.after === null ? null : JSON.stringify(change.after),
    })
    .execute();
}
