import { type Database, isDataError } from '@illumera/schema';
import { type NewDelivery, type StoreAnswer, storeDeliveries } from '@illumera/sync';
import { type Batcher, createBatcher } from '../batching/create-batcher.ts';

const MIB = 1024 * 1024;
/** So that the next batch is on its way to Postgres while one waits for its commit. */
const RUNS_AT_ONCE = 2;
const BATCH = { items: 500, weight: 4 * MIB };
/** Twice as long is still well within the 5 s of an answer. */
const WAITING = { items: 2_000, weight: 64 * MIB, ms: 2_000 };

export type DeliveryStore = Batcher<NewDelivery, StoreAnswer | 'unavailable'>;

/** Stores deliveries, those that arrive together in one commit; each is answered after its commit. */
export function createDeliveryStore(database: Database): DeliveryStore {
  return createBatcher({
    run: (deliveries) => storeTogether(database, deliveries),
    weigh: ({ body }) => body.length,
    runsAtOnce: RUNS_AT_ONCE,
    batch: BATCH,
    waiting: WAITING,
  });
}

/** One that Postgres refuses does not keep the others from being stored: it is found by halves. */
async function storeTogether(
  database: Database,
  deliveries: readonly NewDelivery[],
): Promise<(StoreAnswer | 'unavailable')[]> {
  try {
    return await storeDeliveries(database, deliveries);
  } catch (error) {
    if (!isDataError(error)) throw error;
  }
  const [delivery] = deliveries;
  if (deliveries.length === 1 && delivery !== undefined) {
    return delivery.asJson === false
      ? ['unavailable']
      : storeTogether(database, [{ ...delivery, asJson: false }]);
  }
  const middle = Math.ceil(deliveries.length / 2);
  const answers = await storeTogether(database, deliveries.slice(0, middle));
  return [...answers, ...(await storeTogether(database, deliveries.slice(middle)))];
}
