import type { Database } from '@illumera/schema';
import { sql } from 'kysely';
import { inTransaction } from '../in-transaction.ts';
import { type HeldRun, RunLostError } from './run.ts';

export type RunEnd = { state: 'complete' | 'incomplete' } | { state: 'failed'; reason: string };

/**
 * Ends a run with what its steps came to and lets go of what it has read. It is complete if no step has a gap.
 * @param failure why it cannot go on; absent when all its steps are through
 * @throws RunLostError
 */
export async function finishRun(database: Database, run: HeldRun, failure?: string): Promise<RunEnd> {
  return inTransaction(database, async (transaction) => {
    const { rows } = await sql<{ state: 'complete' | 'incomplete' | 'failed' }>`
      with result as (
        select coalesce(jsonb_object_agg(step, counts), '{}') as counts,
          coalesce((select array_agg(gap order by gap) from (
            select distinct unnest(gaps) as gap from align_reconciliation_steps where run_id = ${run.id}
          ) as all_gaps), '{}') as gaps
        from align_reconciliation_steps where run_id = ${run.id}
      )
      update align_reconciliation_runs run set
        state = case when ${failure ?? null}::text is not null then 'failed'
          when cardinality(result.gaps) > 0 then 'incomplete' else 'complete' end,
        counts = result.counts, gaps = result.gaps || array_remove(array[${failure ?? null}]::text[], null),
        step = null, lease_token = null, finished_at = now()
      from result
      where run.id = ${run.id} and run.lease_token = ${run.token} and run.state = 'running'
      returning run.state
    `.execute(transaction);
    const [row] = rows;
    if (row === undefined) throw new RunLostError();
    await transaction.deleteFrom('alignReconciliationRows').where('runId', '=', run.id).execute();
    await transaction.deleteFrom('alignReconciliationParts').where('runId', '=', run.id).execute();
    await transaction.deleteFrom('alignReconciliationSuspects').where('runId', '=', run.id).execute();
    return row.state === 'failed' ? { state: 'failed', reason: failure ?? '' } : { state: row.state };
  });
}
