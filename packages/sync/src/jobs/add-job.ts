import type { Database } from '@illumera/schema';
import { sql } from 'kysely';
import type { TaskName, TaskPayloads } from './task-names.ts';

/**
 * Adds a job for the sync-worker. Inside a transaction the job exists exactly if that transaction commits.
 * It carries no job key, because transactions that share one would wait for each other.
 */
export async function addJob<Name extends TaskName>(
  database: Database,
  name: Name,
  payload: TaskPayloads[Name],
): Promise<void> {
  await sql`select graphile_worker.add_job(${name}, payload => ${JSON.stringify(payload)}::json)`.execute(
    database,
  );
}
