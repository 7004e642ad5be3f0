import type { Database } from '@illumera/schema';
import { sql } from 'kysely';
import type { HeldRun } from './run.ts';

/** Gives a run back, to be taken up again when that time is over; that it was taken does not count against it. */
export async function releaseRun(
  database: Database,
  { id, token }: HeldRun,
  resumeInMs: number,
): Promise<void> {
  await database
    .updateTable('alignReconciliationRuns')
    .set({
      leaseToken: null,
      leasedUntil: sql`now() + make_interval(secs => ${resumeInMs / 1000})`,
      takes: sql`takes - 1`,
    })
    .where('id', '=', id)
    .where('leaseToken', '=', token)
    .execute();
}
