import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from '@illumera/runtime';
import type { Database } from '@illumera/schema';
import { beat, type WorkerIdentity } from '@illumera/sync';

/** Well within the silence after which others take a worker for dead. */
const BEAT_EVERY_MS = 2_000;

/** Shows that this worker lives until it is told to stop; a beat that fails is tried again at the next. */
export async function keepBeating(
  database: Database,
  options: { worker: () => WorkerIdentity; logger: Logger; stopping: AbortSignal },
): Promise<void> {
  const { worker, logger, stopping } = options;
  while (!stopping.aborted) {
    try {
      const freed = await beat(database, worker());
      if (freed.length > 0)
        logger.warn({ pools: freed }, 'freed the jobs of workers that stopped without a word');
    } catch (error) {
      logger.warn({ err: error }, 'could not beat');
    }
    await delay(BEAT_EVERY_MS, undefined, { signal: stopping }).catch(() => undefined);
  }
}
