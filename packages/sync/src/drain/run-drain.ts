import type { Database } from '@illumera/schema';
import type { RateLimit } from '../budget/rate-limit.ts';
import type { Circuits } from '../circuit/create-circuits.ts';
import type { ClaimedIntent } from '../outbox/claim-intents.ts';
import type { Outcome } from '../outbox/outcome.ts';
import { createSettler } from '../outbox/settle/create-settler.ts';
import { wakeLater } from '../outbox/wake-later.ts';
import { acquireDrain, type DrainLease } from './acquire-drain.ts';
import { drainUntilReleased } from './drain-until-released.ts';
import { failConnection } from './fail-connection.ts';
import { LeaseLostError } from './guard-client.ts';
import { hasRunnable } from './has-runnable.ts';
import { keepLease } from './keep-lease.ts';
import type { OpenKey } from './open-key.ts';
import { releaseDrain } from './release-drain.ts';
import { createSender } from './sender.ts';
import { wakeDrain } from './wake-drain.ts';

export interface RunDrainOptions {
  connectionId: string;
  openKey: OpenKey;
  /** Those of this process. */
  circuits: Circuits;
  /** Failed attempts after which an intent is `failed`. */
  maxAttempts: number;
  /** Intents in hand at once for this connection, at Align or waiting for their slot. */
  concurrency: number;
  /** Nothing further is taken once this fires. */
  stopping: AbortSignal;
  /** What a key may send; default: Align's limit. */
  limit?: RateLimit;
  /** Tells whether other connections wait for a worker, whosever they are. */
  othersWait: () => Promise<boolean>;
  /**
   * Asked when the drain is to make way for other connections: whether it may let go of its worker. It then takes nothing more,
   * and ends once what it has under way has ended, in its own time.
   */
  letGo?: () => boolean;
  onSettled?: (intent: ClaimedIntent, outcome: Outcome) => void;
  /** Told of each attempt that another worker had taken over when it ended; it has changed nothing. */
  onLost?: (intent: ClaimedIntent) => void;
}

/** A drain that has run for so long makes way when other connections wait for a worker. */
const SLICE_MS = 2_000;
/** One of whose calls none has ended for so long makes way sooner; a call that takes a second does not hang. */
const IDLE_MS = 1_500;
const LOOK_EVERY_MS = 500;

/** What a drain came to; for the log. */
export type DrainResult =
  | 'drained'
  | 'made_way'
  | 'held'
  | 'blocked'
  | 'inactive'
  | 'lease_lost'
  | 'key_unreadable';

/**
 * Sends what a connection has waiting, unless another worker is at it. What is committed while this drain ends is seen
 * either by its last look or by the wake-up that came with it.
 * @throws the database's errors
 */
export async function runDrain(database: Database, options: RunDrainOptions): Promise<DrainResult> {
  for (;;) {
    const acquired = await acquireDrain(database, options.connectionId);
    if (acquired.kind === 'blocked') await wakeLater(database, options.connectionId, acquired.forMs);
    if (acquired.kind !== 'acquired') return acquired.kind;
    const result = await drainUnderLease(database, acquired.lease, options);
    if (result === 'made_way') await wakeDrain(database, options.connectionId);
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
  const { connectionId, circuits, limit } = options;
  const kept = keepLease(database, lease);
  const slice = watchSlice(options);
  try {
    const key = options.openKey(lease.connection);
    if (key === undefined) {
      await failConnection(database, lease.connection, 'the stored API key does not open');
      return 'key_unreadable';
    }
    const sender = createSender(database, { connectionId, key, circuits, stand: kept.stand, limit });
    const settle = createSettler(database);
    const { makesWay, onSettled } = slice;
    await drainUntilReleased(database, { ...options, lease, sender, settle, makesWay, onSettled });
    return makesWay() ? 'made_way' : 'drained';
  } catch (error) {
    if (error instanceof LeaseLostError) return 'lease_lost';
    throw error;
  } finally {
    slice.stop();
    kept.stop();
    await releaseDrain(database, lease);
  }
}

/** Lets a drain make way once its slice is over, for as long as other connections wait for a worker. */
function watchSlice({ othersWait, letGo, onSettled }: RunDrainOptions) {
  const startedAt = performance.now();
  let endedAt = startedAt;
  let makesWay = false;
  let hasLetGo = false;
  const look = async (): Promise<void> => {
    const now = performance.now();
    if (hasLetGo || (now - startedAt < SLICE_MS && now - endedAt < IDLE_MS)) return;
    // A look that fails is followed by the next one.
    makesWay = await othersWait().catch(() => makesWay);
    hasLetGo = makesWay && letGo?.() === true;
  };
  const timer = setInterval(() => void look(), LOOK_EVERY_MS);
  return {
    makesWay: () => makesWay,
    onSettled: (intent: ClaimedIntent, outcome: Outcome) => {
      endedAt = performance.now();
      onSettled?.(intent, outcome);
    },
    stop: () => clearInterval(timer),
  };
}
