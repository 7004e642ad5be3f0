import { setTimeout as delay } from 'node:timers/promises';
import type { Database } from '@illumera/schema';
import { sql } from 'kysely';
import { addJob } from '../jobs/add-job.ts';
import { claimDeliveries } from './claim-deliveries.ts';
import { type AlignOf, type HandledDelivery, handleDelivery } from './handle-delivery.ts';
import { lowerDeliveryWake } from './lower-delivery-wake.ts';
import { releaseDeliveries } from './release-deliveries.ts';

export interface HandleDeliveriesOptions {
  alignOf: AlignOf;
  /** How many are handled at the same time, so that one that asks Align does not keep the others waiting. */
  concurrency: number;
  /** Fires when no more are to be taken up. */
  stopping: AbortSignal;
  /** Told of each one handled. */
  onHandled: (deliveryId: string, outcome: HandledDelivery) => void;
}

/** Taken up at once; few enough to be through long before the claim ends. */
const CLAIMED_AT_ONCE = 20;
/** After so long a job makes way for others and comes back behind them. */
const TURN_MS = 1_000;
/** Before another look while deliveries are being stored. */
const LOOK_AGAIN_MS = 20;

/** Handles what is due until nothing is left, each in its own transaction; where there is more than enough, other jobs help. */
export async function handleDeliveries(database: Database, options: HandleDeliveriesOptions): Promise<void> {
  const turnEndsAt = performance.now() + TURN_MS;
  let hasHelp = false;
  let isLowered = false;
  while (performance.now() < turnEndsAt && !options.stopping.aborted) {
    const ids = await claimDeliveries(database, CLAIMED_AT_ONCE);
    if (ids.length > 0) {
      if (ids.length === CLAIMED_AT_ONCE && !hasHelp) {
        await callForHelp(database);
        hasHelp = true;
      }
      await handleClaimed(database, ids, options);
    } else if (isLowered) {
      return;
    } else {
      isLowered = await lowerDeliveryWake(database);
      if (!isLowered) await delay(LOOK_AGAIN_MS);
    }
  }
  await addJob(database, 'handle_deliveries', {});
}

/** At most one such job waits to be begun; it calls for the next. */
async function callForHelp(database: Database): Promise<void> {
  await sql`select graphile_worker.add_job('handle_deliveries', job_key => 'handle_deliveries:help')`.execute(
    database,
  );
}

async function handleClaimed(
  database: Database,
  ids: readonly string[],
  { alignOf, concurrency, stopping, onHandled }: HandleDeliveriesOptions,
): Promise<void> {
  const waiting = [...ids];
  const work = async (): Promise<void> => {
    while (!stopping.aborted) {
      const id = waiting.shift();
      if (id === undefined) return;
      onHandled(id, await handleDelivery(database, id, alignOf));
    }
  };
  await Promise.all(Array.from({ length: concurrency }, work));
  if (waiting.length > 0) await releaseDeliveries(database, waiting);
}
