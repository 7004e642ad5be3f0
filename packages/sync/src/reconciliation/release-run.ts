import type { Database } from '@illumera/schema';
import { sql } from 'kysely';
import type { HeldRun } from './run.ts';

/** Gives a run back, to be taken up again when that time is over. */
export async function releaseRun(
  database: Database,
  { id, token }: HeldRun,
  resumeInMs: number,
): Promise<void> {
  await database
    .updateTable('alignReconciliationRuns')
    .set({ leaseToken: null, leasedUntil: sql`now() + make_interval(secs => ${resumeInMs / 1000})` })
    .where('id', '=', id)
    .where('leaseToken', '=', token)
    .execute();
}
