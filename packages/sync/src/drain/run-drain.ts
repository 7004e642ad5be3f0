import type { AlignClient } from '@illumera/align-client';
import type { Database } from '@illumera/schema';
import type { ClaimedIntent } from '../outbox/claim-intents.ts';
import type { Outcome } from '../outbox/outcome.ts';
import { wakeLater } from '../outbox/wake-later.ts';
import { acquireDrain, type DrainedConnection, type DrainLease } from './acquire-drain.ts';
import { drainConnection } from './drain-connection.ts';
import { failConnection } from './fail-connection.ts';
import { guardClient, LeaseLostError } from './guard-client.ts';
import { hasRunnable } from './has-runnable.ts';
import { keepLease } from './keep-lease.ts';
import { releaseDrain } from './release-drain.ts';

export interface RunDrainOptions {
  connectionId: string;
  /** Makes the client of a connection's key; undefined where the sealed key does not open. */
  clientOf: (connection: DrainedConnection) => AlignClient | undefined;
  /** Failed attempts after which an intent is `failed`. */
  maxAttempts: number;
  /** Calls under way at once for this connection. */
  concurrency: number;
  /** Nothing further is taken once this fires. */
  stopping: AbortSignal;
  onSettled?: (intent: ClaimedIntent, outcome: Outcome) => void;
}

/** What a drain came to; for the log. */
export type DrainResult = 'drained' | 'held' | 'blocked' | 'inactive' | 'lease_lost' | 'key_unreadable';

/**
 * Sends what a connection has waiting, unless another worker is at it. What is committed while this drain ends is seen
 * either by its last look or by the wake-up that came with it.
 * @throws the database's errors
 */
export async function runDrain(database: Database, options: RunDrainOptions): Promise<DrainResult> {
  for (;;) {
    const acquired = await acquireDrain(database, options.connectionId);
    if (acquired.kind === 'blocked') {
      await wakeLater(database, options.connectionId, acquired.until.getTime() - Date.now());
    }
    if (acquired.kind !== 'acquired') return acquired.kind;
    const result = await drainUnderLease(database, acquired.lease, options);
    if (result !== 'drained' || options.stopping.aborted) return result;
    // A wake-up that came while the lease was held found it taken and went home.
    if (!(await hasRunnable(database, acquired.lease.connection))) return result;
  }
}

async function drainUnderLease(
  database: Database,
  lease: DrainLease,
  options: RunDrainOptions,
): Promise<DrainResult> {
  const kept = keepLease(database, lease);
  try {
    const client = options.clientOf(lease.connection);
    if (client === undefined) {
      await failConnection(database, lease.connection.id, 'the stored API key does not open');
      return 'key_unreadable';
    }
    await drainConnection(database, { ...options, lease, align: guardClient(client, kept.isHeld) });
    return 'drained';
  } catch (error) {
    if (error instanceof LeaseLostError) return 'lease_lost';
    throw error;
  } finally {
    kept.stop();
    await releaseDrain(database, lease);
  }
}
