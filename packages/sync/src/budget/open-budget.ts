import { type AlignClient, AlignRateLimitError, type RateLimitReading } from '@illumera/align-client';
import type { Database } from '@illumera/schema';
import { correctBudget } from './correct-budget.ts';
import type { Lane } from './lanes.ts';
import { ALIGN_RATE_LIMIT, type RateLimit, SPARE_REQUESTS } from './rate-limit.ts';
import { readRest } from './read-rest.ts';
import { reserveSlots } from './reserve-slots.ts';
import { restKey } from './rest-key.ts';
import { createSlotQueue } from './slot-queue.ts';

export interface BudgetOptions {
  /** From `hashKey`. */
  keyHash: string;
  lane: Lane;
  /** How long a call waits for a slot while others use up the key. Default: for ever. */
  patienceMs?: number;
  /** Default: Align's. */
  limit?: RateLimit;
  /** Finds out, shortly before a slot, what the call will want to know, so that it is not kept from leaving in its slot. */
  lookAhead?: () => Promise<unknown>;
}

export interface Budget {
  /**
   * Lets each call out in a slot of its own, and lets the key rest when Align answers 429. Beyond what the client throws, a
   * call throws SlotDeniedError when it was not made for want of a slot.
   */
  within: (client: AlignClient) => AlignClient;
  /** To be told what Align says about the key's window; it is written down where it differs from what was thought. */
  onRateLimit: (reading: RateLimitReading) => void;
  /** Says whether more is to be sent than has been called for, so that a rested key hurries. */
  expectMore: (isExpected: boolean) => void;
}

/** One caller's way to a key's budget, which all processes share in Postgres. */
export function openBudget(database: Database, options: BudgetOptions): Budget {
  const { keyHash, lane, patienceMs = Number.POSITIVE_INFINITY, limit = ALIGN_RATE_LIMIT } = options;
  let atOnceLeft = 0;
  let knownLimit = limit.requests;
  let isMoreExpected = false;
  const waitForSlot = createSlotQueue({
    reserve: async (count, moreWait) => {
      const request = { keyHash, lane, count, limit, moreWait: moreWait || isMoreExpected };
      const reserved = await reserveSlots(database, request);
      atOnceLeft = reserved.atOnceLeft;
      return reserved;
    },
    restsForMs: async () => {
      const [restsForMs] = await Promise.all([readRest(database, keyHash), options.lookAhead?.()]);
      return restsForMs;
    },
    patienceMs,
  });
  const rest = async (error: unknown): Promise<void> => {
    if (!(error instanceof AlignRateLimitError)) return;
    await restKey(database, { keyHash, seconds: error.retryAfterSeconds, limit });
  };
  return {
    expectMore: (isExpected) => {
      isMoreExpected = isExpected;
    },
    onRateLimit: (reading) => {
      const isAsThought =
        Math.min(reading.limit, limit.requests) === knownLimit &&
        reading.remaining - SPARE_REQUESTS >= atOnceLeft &&
        reading.remaining > 1;
      if (isAsThought) return;
      knownLimit = Math.min(reading.limit, limit.requests);
      // What is not written now is said again with the next answer.
      correctBudget(database, { keyHash, reading, limit }).catch(() => undefined);
    },
    within: (client) => ({
      call: async (name, ...parts) => {
        await waitForSlot();
        try {
          return await client.call(name, ...parts);
        } catch (error) {
          await rest(error);
          throw error;
        }
      },
    }),
  };
}
