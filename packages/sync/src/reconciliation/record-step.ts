import type { Database } from '@illumera/schema';
import { sql } from 'kysely';
import { type HeldRun, RunLostError } from './run.ts';
import type { StepOutcome } from './step.ts';
import type { StepName } from './steps.ts';

/**
 * Says on the run which step is at hand.
 * @returns whether the step is to be taken; false where an earlier worker is through with it
 * @throws RunLostError
 */
export async function beginStep(database: Database, run: HeldRun, step: StepName): Promise<boolean> {
  const { rows } = await sql<{ isDone: boolean }>`
    update align_reconciliation_runs set step = ${step}
    where id = ${run.id} and lease_token = ${run.token}
    returning exists (
      select from align_reconciliation_steps where run_id = ${run.id} and step = ${step}
    ) as is_done
  `.execute(database);
  const [row] = rows;
  if (row === undefined) throw new RunLostError();
  return !row.isDone;
}

/**
 * Keeps what a step came to.
 * @throws RunLostError
 */
export async function recordStep(
  database: Database,
  run: HeldRun,
  { step, outcome }: { step: StepName; outcome: StepOutcome },
): Promise<void> {
  const { rows } = await sql`
    insert into align_reconciliation_steps (run_id, tenant_id, step, counts, gaps)
    select id, tenant_id, ${step}, ${JSON.stringify(outcome.counts)}, ${outcome.gaps}
    from align_reconciliation_runs where id = ${run.id} and lease_token = ${run.token}
    on conflict (run_id, step) do update set counts = excluded.counts, gaps = excluded.gaps, finished_at = now()
    returning run_id
  `.execute(database);
  if (rows.length === 0) throw new RunLostError();
}
