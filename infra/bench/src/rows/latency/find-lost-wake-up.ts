import { setTimeout as delay } from 'node:timers/promises';
import { v7 as uuid } from 'uuid';
import type { BenchDatabases } from '../../database/bench-databases.ts';
import { connectCompanies } from '../../database/connect-companies.ts';
import { createLinkedProjects } from '../../database/create-linked-projects.ts';
import { startAlign } from '../../programs/start-align.ts';
import { startSyncWorker } from '../../programs/start-sync-worker.ts';
import { withPrograms } from '../../programs/with-programs.ts';
import type { Gate } from '../../report/row-result.ts';

const LIMIT_MS = 15_000;

/** Writes an intent without its job, as if the notification and the job had been lost, and waits for it to arrive. */
export async function findLostWakeUp(databases: BenchDatabases): Promise<Gate> {
  const bench = await databases.migrated();
  try {
    return await withPrograms(async (start) => {
      const align = await startAlign(start);
      const companies = await connectCompanies(bench.database, 1);
      const [project] = await createLinkedProjects(bench.database, companies, align.baseUrl);
      if (project === undefined) throw new Error('there is no project to change');
      await startSyncWorker(start, {
        connectionString: bench.connectionString,
        alignBaseUrl: align.baseUrl,
      });
      const { tenantId, companyId } = project.company;
      const intent = { id: uuid(), tenantId, companyId, localId: project.projectId };
      await bench.database
        .insertInto('alignSyncOutbox')
        .values({ ...intent, entityType: 'project', operation: 'upsert' })
        .execute();
      const startedAt = performance.now();
      const elapsed = (): number => performance.now() - startedAt;
      while (elapsed() < LIMIT_MS) {
        const arrivals = await align.arrivals();
        if (arrivals.some(({ method }) => method === 'PATCH')) return gateOf(elapsed());
        await delay(20);
      }
      return gateOf(undefined);
    });
  } finally {
    await bench.destroy();
  }
}

function gateOf(arrivedAfterMs: number | undefined): Gate {
  return {
    name: 'nothing is lost when notifications are dropped',
    passed: arrivedAfterMs !== undefined,
    detail:
      arrivedAfterMs === undefined
        ? `not there after ${LIMIT_MS} ms`
        : `arrived ${Math.round(arrivedAfterMs)} ms after a commit without a job`,
  };
}
