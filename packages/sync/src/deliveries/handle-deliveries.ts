import { setTimeout as delay } from 'node:timers/promises';
import type { Database } from '@illumera/schema';
import { sql } from 'kysely';
import { addJob } from '../jobs/add-job.ts';
import { type ClaimedDelivery, claimDeliveries } from './claim-deliveries.ts';
import type { HandledDelivery } from './handle-delivery.ts';
import { lowerDeliveryWake } from './lower-delivery-wake.ts';
import { releaseDeliveries } from './release-deliveries.ts';

export interface HandleDeliveriesOptions {
  /** Handles one that was claimed, as what is its tenant's. */
  handle: (delivery: ClaimedDelivery) => Promise<HandledDelivery>;
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
/** What is claimed at once is handled in a small part of this, unless something hangs. */
const LONG_MS = 250;
/** Before another look while deliveries are being stored. */
const LOOK_AGAIN_MS = 20;

/** Handles what is due until nothing is left, each in its own transaction; where there is more than enough, other jobs help. */
export async function handleDeliveries(database: Database, options: HandleDeliveriesOptions): Promise<void> {
  const turnEndsAt = performance.now() + TURN_MS;
  let hasHelp = false;
  let isLowered = false;
  while (performance.now() < turnEndsAt && !options.stopping.aborted) {
    const claimed = await claimDeliveries(database, CLAIMED_AT_ONCE);
    if (claimed.length > 0) {
      if (claimed.length === CLAIMED_AT_ONCE && !hasHelp) {
        await callForHelp(database);
        hasHelp = true;
      }
      await handleClaimed(database, claimed, options);
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
  claimed: readonly ClaimedDelivery[],
  { handle, concurrency, stopping, onHandled }: HandleDeliveriesOptions,
): Promise<void> {
  const waiting = [...claimed];
  const work = async (): Promise<void> => {
    while (!stopping.aborted) {
      const delivery = waiting.shift();
      if (delivery === undefined) return;
      onHandled(delivery.id, await handle(delivery));
    }
  };
  const giveBack = async (): Promise<void> => {
    const left = waiting.splice(0).map(({ id }) => id);
    if (left.length > 0) await releaseDeliveries(database, left);
  };
  const handled = Promise.all(Array.from({ length: concurrency }, work));
  if (await takesLong(handled)) {
    // One that waits, perhaps for Align, keeps neither those claimed with it waiting nor what comes from now on.
    await giveBack();
    await callForHelp(database);
  }
  await handled;
  await giveBack();
}

async function takesLong(work: Promise<unknown>): Promise<boolean> {
  const over = new AbortController();
  try {
    return await Promise.race([
      work.then(() => false),
      delay(LONG_MS, true, { signal: over.signal, ref: false }),
    ]);
  } finally {
    over.abort();
  }
}
