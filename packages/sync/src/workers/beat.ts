import type { Database } from '@illumera/schema';
import { sql } from 'kysely';

/** A worker that has been silent for so long is taken for dead; well within the 60 s that the contract allows. */
const SILENCE_SECONDS = 15;

export interface WorkerIdentity {
  /** Of this process. */
  id: string;
  /** The ids of its pools of graphile-worker, under which their jobs are locked. */
  poolIds: string[];
}

/**
 * Says that this worker lives, frees the jobs of those that have stopped saying so or were killed before they could, and sees
 * to it that a sweep is scheduled. graphile-worker by itself frees a killed worker's jobs only after four hours.
 * @returns the pools whose jobs were freed
 */
export async function beat(database: Database, worker: WorkerIdentity): Promise<string[]> {
  await sql`
    insert into sync_workers (id, graphile_worker_ids) values (${worker.id}, ${worker.poolIds})
    on conflict (id) do update set seen_at = now(), graphile_worker_ids = excluded.graphile_worker_ids
  `.execute(database);
  await sql`
    delete from sync_workers where seen_at < now() - make_interval(secs => ${SILENCE_SECONDS})
  `.execute(database);
  const freed = await freeAbandonedJobs(database);
  await sql`
    select graphile_worker.add_job('sweep', job_key => 'sweep', job_key_mode => 'preserve_run_at')
  `.execute(database);
  return freed;
}

async function freeAbandonedJobs(database: Database): Promise<string[]> {
  const abandoned = await sql<{ lockedBy: string }>`
    select distinct locked_by from graphile_worker.jobs
    where locked_at < now() - make_interval(secs => ${SILENCE_SECONDS})
      and not exists (select from sync_workers where locked_by = any (graphile_worker_ids))
  `.execute(database);
  const poolIds = abandoned.rows.map((job) => job.lockedBy);
  if (poolIds.length > 0) {
    await sql`select graphile_worker.force_unlock_workers(${poolIds})`.execute(database);
  }
  return poolIds;
}
