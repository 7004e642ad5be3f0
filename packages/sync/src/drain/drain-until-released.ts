import { setTimeout as delay } from 'node:timers/promises';
import type { Database } from '@illumera/schema';
import { wakeLater } from '../outbox/wake-later.ts';
import { drainConnection } from './drain-connection.ts';
import type { DrainOptions } from './drain-options.ts';
import { releaseUnlessAwaited } from './release-drain.ts';

/** While a transaction is open that relies on this drain, its change is looked for this often. */
const LOOK_SOON_MS = 25;
/** One that stays open for longer is looked after by a job, so that it keeps no worker. */
const PATIENCE_MS = 1_000;

/**
 * Drains a connection and lets go of it once no transaction is open that has enqueued without a job of its own because this
 * drain was at work. The lease is still held afterwards where the drain may not go on, or a job will look again.
 * @throws the database's errors
 */
export async function drainUntilReleased(database: Database, options: DrainOptions): Promise<void> {
  const { lease } = options;
  let patientUntil: number | undefined;
  while (await drainConnection(database, options)) {
    if (await releaseUnlessAwaited(database, lease)) return;
    patientUntil ??= performance.now() + PATIENCE_MS;
    if (performance.now() > patientUntil) {
      await wakeLater(database, lease.connection.id, 0);
      return;
    }
    await delay(LOOK_SOON_MS);
  }
}
