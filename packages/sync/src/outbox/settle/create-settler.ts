import type { Database } from '@illumera/schema';
import { settleIntents } from './settle-intents.ts';
import type { Ended } from './settlement.ts';

/**
 * Settles an attempt that has ended.
 * @returns whether the intent was still this worker's
 * @throws the database's errors
 */
export type Settle = (ended: Ended) => Promise<boolean>;

interface Waiting {
  ended: Ended;
  resolve: (wasOurs: boolean) => void;
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
    if (ended.outcome.kind !== 'done') return isOurs(await settleIntents(database, [ended]), ended);
    return new Promise((resolve, reject) => {
      waiting.push({ ended, resolve, reject });
      void settleAll();
    });
  };
}

async function settleTogether(database: Database, batch: readonly Waiting[]): Promise<void> {
  try {
    const held = await settleIntents(
      database,
      batch.map(({ ended }) => ended),
    );
    for (const { ended, resolve } of batch) resolve(isOurs(held, ended));
  } catch (error) {
    // What the database refuses of one is not to keep the others.
    if (batch.length > 1) for (const each of batch) await settleTogether(database, [each]);
    else for (const { reject } of batch) reject(error);
  }
}

function isOurs(held: ReadonlySet<string>, { settlement }: Ended): boolean {
  return held.has(settlement.intent.id);
}
