import { fromKysely, PgBoss } from 'pg-boss';
import type { BenchDatabase } from '../../database/bench-databases.ts';
import { createSeedTables } from '../../peers/seed-outbox/tables.ts';
import type { Program, ProgramOptions } from '../../programs/start-program.ts';
import { startSyncWorker } from '../../programs/start-sync-worker.ts';
import { type Enqueue, enqueueGraphile, enqueueOurs, enqueueSeed, keyOf } from './change-project.ts';
import type { LinkedProject } from '../../database/create-linked-projects.ts';

export interface Setting {
  start: (options: ProgramOptions) => Program;
  bench: BenchDatabase;
  alignBaseUrl: string;
  projects: readonly LinkedProject[];
}

/** Starts whoever is to carry changes to the stand-in, and says how a change is handed to it. */
export type Bring = (setting: Setting) => Promise<{ enqueue: Enqueue; stop?: () => Promise<unknown> }>;

export const bringOurs: Bring = async ({ start, bench, alignBaseUrl }) => {
  await startSyncWorker(start, { connectionString: bench.connectionString, alignBaseUrl });
  return { enqueue: enqueueOurs };
};

export const bringGraphile: Bring = async (setting) => {
  await startPeer(setting, 'graphile-worker.ts', {});
  return { enqueue: enqueueGraphile };
};

export const bringPgBoss: Bring = async (setting) => {
  await startPeer(setting, 'pg-boss.ts', {});
  const boss = new PgBoss({
    connectionString: setting.bench.connectionString,
    supervise: false,
    schedule: false,
  });
  await boss.start();
  const enqueue: Enqueue = (transaction, project, name) =>
    boss.send(
      'push',
      { alignId: project.alignId, name, key: keyOf(project) },
      { db: fromKysely(transaction) },
    );
  return { enqueue, stop: () => boss.stop({ graceful: false }) };
};

/** @param pollIntervalMs S1's is 30 s; a shorter one stands for it by its ratio */
export function bringSeed(pollIntervalMs: number): Bring {
  return async (setting) => {
    await createSeedTables(setting.bench.pool);
    for (const { projectId, alignId } of setting.projects) {
      await setting.bench.pool.query('insert into seed_links values ($1, $2, $3)', [
        'project',
        projectId,
        alignId,
      ]);
    }
    await startPeer(setting, 'seed-outbox/main.ts', { POLL_INTERVAL_MS: String(pollIntervalMs) });
    return { enqueue: enqueueSeed };
  };
}

async function startPeer(
  { start, bench, alignBaseUrl }: Setting,
  file: string,
  env: Record<string, string>,
): Promise<void> {
  const peer = start({
    main: `infra/bench/src/peers/${file}`,
    env: { DATABASE_URL: bench.connectionString, ALIGN_BASE_URL: alignBaseUrl, ...env },
  });
  await peer.says(/ready/);
}
