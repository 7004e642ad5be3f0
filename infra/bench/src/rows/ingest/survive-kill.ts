import { setTimeout as delay } from 'node:timers/promises';
import type { BenchDatabase, BenchDatabases } from '../../database/bench-databases.ts';
import { connectCompanies } from '../../database/connect-companies.ts';
import { withPrograms } from '../../programs/with-programs.ts';
import type { Gate } from '../../report/row-result.ts';
import { ingestContestants, OURS } from './contestants.ts';
import { deliver } from './deliver.ts';
import { ORGANIZATIONS, targetsOf } from './measure-ingest.ts';
import { storedGate } from './stored-gate.ts';

const CONNECTIONS = 64;
const DURATION_MS = 5_000;
const KILLED_AFTER_DELIVERIES = 200;
const LOOK_EVERY_MS = 20;

/** Kills webhook-ingest with SIGKILL in the middle of a load: what it had acknowledged is stored. */
export async function surviveKill(databases: BenchDatabases): Promise<Gate> {
  const contestant = ingestContestants.find(({ name }) => name === OURS);
  if (contestant === undefined) throw new Error('there is nobody to kill');
  const bench = await databases.migrated();
  try {
    return await withPrograms(async (start) => {
      const targets = targetsOf(await connectCompanies(bench.database, ORGANIZATIONS));
      const { url, program } = await contestant.start(start, bench);
      const load = { url, format: contestant.format, targets, connections: CONNECTIONS };
      const delivering = deliver({ ...load, durationMs: DURATION_MS });
      await untilStored(bench, KILLED_AFTER_DELIVERIES);
      process.kill(program.pid(), 'SIGKILL');
      const { acknowledged, statuses } = await delivering;
      const stored = await storedGate(bench, contestant, acknowledged);
      const wasKilled = (statuses['broken'] ?? 0) > 0;
      return {
        name: 'kill -9 loses nothing acknowledged',
        passed: stored.passed && wasKilled && acknowledged.length > 0,
        detail: stored.detail,
      };
    });
  } finally {
    await bench.destroy();
  }
}

/** Waits for so many, as long as there is a load to wait for. */
async function untilStored({ pool }: BenchDatabase, count: number): Promise<void> {
  const deadline = performance.now() + DURATION_MS;
  while (performance.now() < deadline) {
    const { rowCount } = await pool.query('select from align_webhook_deliveries limit $1', [count]);
    if (rowCount === count) return;
    await delay(LOOK_EVERY_MS);
  }
}
