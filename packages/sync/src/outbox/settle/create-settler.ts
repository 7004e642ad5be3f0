import type { Database } from '@illumera/schema';
import type { Outcome } from '../outcome.ts';
import { isRefusedByDatabase } from './is-refused-by-database.ts';
import { settleIntents } from './settle-intents.ts';
import type { Ended } from './settlement.ts';

/**
 * Settles an attempt that has ended. What the database refuses to write down of it counts as a failed attempt, so that one
 * intent does not keep the others for ever.
 * @returns what became of the intent, or undefined where it was no longer this worker's
 * @throws the database's errors that are not about what is written
 */
export type Settle = (ended: Ended) => Promise<Outcome | undefined>;

interface Waiting {
  ended: Ended;
  resolve: (outcome: Outcome | undefined) => void;
  reject: (error: unknown) => void;
}

/**
 * Settles the attempts of one lease as they end. Those that end well while others are being settled share the next
 * transaction, so that a fast drain makes few; each of the others has one of its own.
 */
export function createSettler(database: Database): Settle {
  const waiting: Waiting[] = [];
  let isSettling = false;
  const settleAll = async (): Promise<void> => {
    if (isSettling) return;
    isSettling = true;
    while (waiting.length > 0) await settleTogether(database, waiting.splice(0));
    isSettling = false;
  };
  return async (ended) => {
    if (ended.outcome.kind !== 'done') return settleAlone(database, ended);
    return new Promise((resolve, reject) => {
      waiting.push({ ended, resolve, reject });
      void settleAll();
    });
  };
}

async function settleTogether(database: Database, batch: readonly Waiting[]): Promise<void> {
  const all = batch.map(({ ended }) => ended);
  // What the database refuses of one is not to keep the others.
  const held = all.length > 1 ? await settleIntents(database, all).catch(() => undefined) : undefined;
  for (const { ended, resolve, reject } of batch) {
    if (held === undefined) await settleAlone(database, ended).then(resolve, reject);
    else resolve(heldOutcome(held, ended));
  }
}

async function settleAlone(database: Database, ended: Ended): Promise<Outcome | undefined> {
  try {
    return heldOutcome(await settleIntents(database, [ended]), ended);
  } catch (error) {
    if (!isRefusedByDatabase(error)) throw error;
    const failed: Ended = {
      settlement: ended.settlement,
      outcome: { kind: 'retry', reason: `the outcome cannot be stored: ${error.message}` },
    };
    return heldOutcome(await settleIntents(database, [failed]), failed);
  }
}

function heldOutcome(held: ReadonlySet<string>, { settlement, outcome }: Ended): Outcome | undefined {
  return held.has(settlement.intent.id) ? outcome : undefined;
}
