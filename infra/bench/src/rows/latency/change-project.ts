import { enqueueIntent } from '@illumera/sync';
import type { Database } from '@illumera/schema';
import { sql } from 'kysely';
import type { LinkedProject } from '../../database/create-linked-projects.ts';
import { wallClockMs } from '../../machine/wall-clock.ts';

/** Adds, in the transaction of a change, whatever wakes the contestant. */
export type Enqueue = (transaction: Database, project: LinkedProject, name: string) => Promise<unknown>;

/** The key that a peer sends a project's calls with. */
export function keyOf({ company }: LinkedProject): string {
  return `ak_live_${company.connectionId}`;
}

/** Renames a project and enqueues the change in one transaction. @returns when COMMIT was sent */
export async function changeProject(
  database: Database,
  { project, name, enqueue }: { project: LinkedProject; name: string; enqueue: Enqueue },
): Promise<number> {
  const transaction = await database.startTransaction().execute();
  await transaction.updateTable('projects').set({ name }).where('id', '=', project.projectId).execute();
  await enqueue(transaction, project, name);
  const committedAtMs = wallClockMs();
  await transaction.commit().execute();
  return committedAtMs;
}

export const enqueueOurs: Enqueue = (transaction, { company, projectId }) =>
  enqueueIntent(transaction, {
    tenantId: company.tenantId,
    companyId: company.companyId,
    entityType: 'project',
    localId: projectId,
    operation: 'upsert',
  });

export const enqueueGraphile: Enqueue = (transaction, project, name) => {
  const payload = JSON.stringify({ alignId: project.alignId, name, key: keyOf(project) });
  return sql`select graphile_worker.add_job('push', payload => ${payload}::json)`.execute(transaction);
};

export const enqueueSeed: Enqueue = (transaction, project, name) => {
  const payload = JSON.stringify({ name, _key: keyOf(project) });
  return sql`insert into seed_outbox (entity_type, local_id, payload)
    values ('project', ${project.projectId}, ${payload}::jsonb)`.execute(transaction);
};
