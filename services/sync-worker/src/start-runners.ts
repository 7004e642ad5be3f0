import { setTimeout as delay } from 'node:timers/promises';
import { pendingMigrations } from '@illumera/schema';
import type { TaskName } from '@illumera/sync';
import type { Settings } from './config.ts';
import { RECONCILIATION_CRONTAB } from './reconciliation-crontab.ts';
import { type JobRunner, runJobs } from './run-jobs.ts';
import type { TaskContext } from './tasks/task-context.ts';

/** In UTC. Each line runs once however many workers there are, and after a standstill once for what was missed. */
const CRONTAB = '17 * * * * prune ?fill=1d';
const TRY_AGAIN_MS = 1_000;
/** Jobs at once that touch no other system, beside the connections drained at once. */
export const INBOUND_CONCURRENCY = 4;
/** Connections compared at once; each waits for what the key's budget has left. */
export const RECONCILIATION_CONCURRENCY = 4;

export interface Runners {
  /** Whether all tasks are being run. */
  isRunning: () => boolean;
  /** The ids of this process's pools of graphile-worker, under which it locks their jobs. */
  poolIds: () => string[];
  /** Takes no more jobs and waits for those at hand. */
  stop: () => Promise<void>;
}

/**
 * Runs the tasks in groups, so that calls to Align never keep what Align delivered from being handled, and a reconciliation
 * keeps nobody's changes waiting. Where Postgres
 * is not there yet, or not migrated, they begin as soon as it is; nothing is migrated from here.
 */
export function startRunners(context: TaskContext, settings: Settings): Runners {
  const groups: { names: TaskName[]; concurrency: number; crontab?: string }[] = [
    { names: ['drain'], concurrency: settings.WORKER_CONCURRENCY },
    {
      names: ['handle_deliveries', 'handle_delivery', 'sweep', 'prune'],
      concurrency: INBOUND_CONCURRENCY,
      crontab: CRONTAB,
    },
    {
      names: ['schedule_reconciliation', 'reconcile'],
      concurrency: RECONCILIATION_CONCURRENCY,
      crontab: RECONCILIATION_CRONTAB,
    },
  ];
  const running: JobRunner[] = [];
  const starting = startAll();

  async function startAll(): Promise<void> {
    for (const group of groups) {
      const runner = await untilReached(context, () =>
        runJobs(context, { connectionString: settings.DATABASE_URL, ...group }),
      );
      if (runner !== undefined) running.push(runner);
    }
  }

  return {
    isRunning: () => running.length === groups.length,
    poolIds: () => running.flatMap((runner) => runner.poolIds()),
    stop: async () => {
      await starting;
      await Promise.all(running.map((runner) => runner.stop()));
    },
  };
}

async function untilReached<Started>(
  { database, logger, stopping }: TaskContext,
  start: () => Promise<Started>,
): Promise<Started | undefined> {
  while (!stopping.aborted) {
    try {
      const pending = await pendingMigrations(database);
      if (pending.length === 0) return await start();
      logger.warn({ pending }, 'waiting for migrations');
    } catch (error) {
      logger.warn({ err: error }, 'waiting for Postgres');
    }
    await delay(TRY_AGAIN_MS, undefined, { signal: stopping }).catch(() => undefined);
  }
  return undefined;
}
