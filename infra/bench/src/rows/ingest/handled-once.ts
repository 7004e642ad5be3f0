import { setTimeout as delay } from 'node:timers/promises';
import type { BenchDatabase } from '../../database/bench-databases.ts';
import type { Program, ProgramOptions } from '../../programs/start-program.ts';
import { startSyncWorker } from '../../programs/start-sync-worker.ts';
import type { Gate } from '../../report/row-result.ts';

const HANDLE_LIMIT_MS = 300_000;

/** What was taken in is handled by a sync-worker, each delivery settled in one attempt. */
export async function handledOnce(
  start: (options: ProgramOptions) => Program,
  { pool, connectionString }: BenchDatabase,
): Promise<Gate> {
  await startSyncWorker(start, { connectionString, alignBaseUrl: 'http://127.0.0.1:1/api/v1' });
  const deadline = performance.now() + HANDLE_LIMIT_MS;
  for (;;) {
    const { rows } = await pool.query<{ received: string; failed: string; total: string; jobs: string }>(`
      select count(*) filter (where status = 'received') as received, count(*) filter (where status = 'failed') as failed,
        count(*) as total, (select count(*) from graphile_worker.jobs where task_identifier like 'handle%') as jobs
      from align_webhook_deliveries
    `);
    const [counts] = rows;
    if (counts === undefined) throw new Error('the deliveries cannot be counted');
    const done = Number(counts.received) === 0 && Number(counts.jobs) === 0;
    if (done || performance.now() > deadline)
      return {
        name: 'every stored delivery is handled',
        passed: done && Number(counts.failed) === 0,
        detail: `${counts.total} stored, ${counts.received} left, ${counts.failed} failed`,
      };
    await delay(250);
  }
}
