import { EventEmitter } from 'node:events';
import type { Logger } from '@illumera/runtime';
import { createPool } from '@illumera/schema';
import type { TaskName } from '@illumera/sync';
import { Logger as GraphileLogger, type Runner, run, type WorkerEvents } from 'graphile-worker';
import type { TaskContext } from './tasks/task-context.ts';
import { toTaskList } from './tasks/to-task-list.ts';

export interface JobRunner {
  /** The ids of this runner's pools of graphile-worker, under which it locks their jobs. */
  poolIds: () => string[];
  /** Takes no more jobs and waits for those at hand. */
  stop: () => Promise<void>;
}

export interface JobOptions {
  connectionString: string;
  names: readonly TaskName[];
  /** Jobs at once. */
  concurrency: number;
  crontab?: string;
}

type JobPool = ReturnType<typeof createPool>;

/** A job that is due is looked for this often where its notification was lost. */
const POLL_INTERVAL_MS = 2_000;

/**
 * Runs some of the tasks with so many at once.
 * @throws when Postgres cannot be reached
 */
export async function runJobs(context: TaskContext, options: JobOptions): Promise<JobRunner> {
  const events: WorkerEvents = new EventEmitter();
  const poolIds = new Set<string>();
  events.on('pool:create', ({ workerPool }) => poolIds.add(workerPool.id));
  const pool = openPool(context, options);
  const runner = await orEnd(
    pool,
    run({
      pgPool: pool,
      concurrency: options.concurrency,
      taskList: toTaskList(context, options.names),
      // graphile-worker looks for a file where it is given none.
      crontab: options.crontab ?? '',
      pollInterval: POLL_INTERVAL_MS,
      noHandleSignals: true,
      events,
      logger: quietLogger(context.logger),
    }),
  );
  return {
    poolIds: () => [...poolIds],
    stop: async () => {
      await runner.stop();
      await pool.end();
    },
  };
}

function openPool({ logger }: TaskContext, { connectionString, concurrency }: JobOptions): JobPool {
  const warn = (error: Error): void => logger.warn({ err: error }, 'a connection for jobs broke');
  const pool = createPool({
    connectionString,
    maxConnections: concurrency + 2,
    applicationName: 'sync-worker jobs',
    role: 'illumera_dispatcher',
    onIdleError: warn,
  });
  // One that breaks while it is in use says so to whoever uses it, and would end the process if nobody heard it.
  return pool.on('connect', (client) => client.on('error', warn));
}

async function orEnd(pool: JobPool, starting: Promise<Runner>): Promise<Runner> {
  try {
    return await starting;
  } catch (error) {
    await pool.end();
    throw error;
  }
}

/** graphile-worker tells of each job at `info`; the tasks say that themselves. */
function quietLogger(logger: Logger): GraphileLogger {
  const levels = { error: 'error', warning: 'warn', info: 'debug', debug: 'trace' } as const;
  return new GraphileLogger(() => (level, message) => logger[levels[level]](message));
}
