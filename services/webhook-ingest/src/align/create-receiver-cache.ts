import type { Database } from '@illumera/schema';
import type { Keyring } from '@illumera/sealed';
import { findReceivers, type ReceiverName } from '@illumera/sync';
import type { FastifyBaseLogger } from 'fastify';
import { LRUCache } from 'lru-cache';
import { createBatcher } from '../batching/create-batcher.ts';
import { createAllowances } from '../limits/create-allowances.ts';
import { type OpenReceiver, openReceiver } from './open-receiver.ts';

/** The connections that a name stands for, as they were at a time by `performance.now()`. */
export interface KnownReceivers {
  receivers: readonly OpenReceiver[];
  /** When their reading began. */
  readAtMs: number;
}

export interface ReceiverCache {
  /** What is remembered of a name and young enough. */
  remembered: (name: ReceiverName) => KnownReceivers | undefined;
  /**
   * Reads a name, unless that was done since a time. Names asked for at once are read at once.
   * @returns `overloaded` where too many names wait to be read; throws the database's error
   */
  readSince: (name: ReceiverName, sinceMs: number) => Promise<KnownReceivers | 'overloaded'>;
  /** Takes one of the few readings that a name may have beside what its remembered one's end asks for. */
  mayReadAgain: (name: ReceiverName) => boolean;
}

const LIFE_MS = 5_000;
/** A name that nobody has is remembered for a shorter time, since somebody may have it soon. */
const UNKNOWN_LIFE_MS = 1_000;
/** Unknown names are kept apart, so that made-up ones push out none that is somebody's. */
const MOST_NAMES = 10_000;
/** So that nobody can make Postgres work by asking again and again. */
const READINGS = { burst: 20, perSecond: 10, keys: MOST_NAMES };
/** Names read with one statement, and names that wait for that. */
const LOOK_UP = {
  batch: { items: 500, weight: 0 },
  waiting: { items: 5_000, weight: Number.POSITIVE_INFINITY, ms: 1_000 },
};

/** Remembers connections and their opened secrets for a short time. */
export function createReceiverCache(options: {
  database: Database;
  keyring: Keyring;
  logger: FastifyBaseLogger;
}): ReceiverCache {
  const { database, keyring, logger } = options;
  const known = new LRUCache<string, KnownReceivers>({ max: MOST_NAMES });
  const unknown = new LRUCache<string, KnownReceivers>({ max: MOST_NAMES });
  const underWay = new Map<string, Promise<KnownReceivers | 'overloaded'>>();
  const lookUps = createBatcher<ReceiverName, KnownReceivers>({ run: readTogether, ...LOOK_UP });
  const allowances = createAllowances(READINGS);

  async function readTogether(names: readonly ReceiverName[]): Promise<KnownReceivers[]> {
    const readAtMs = performance.now();
    const found = await findReceivers(database, names);
    return found.map((receivers) => ({
      receivers: receivers.map((receiver) => openReceiver(receiver, { keyring, logger, readAtMs })),
      readAtMs,
    }));
  }

  async function read(key: string, name: ReceiverName): Promise<KnownReceivers | 'overloaded'> {
    try {
      const reading = await lookUps.add(name);
      if (reading === 'overloaded') return reading;
      known.delete(key);
      unknown.delete(key);
      (reading.receivers.length > 0 ? known : unknown).set(key, reading);
      return reading;
    } finally {
      underWay.delete(key);
    }
  }

  return {
    remembered: (name) => {
      const key = keyOf(name);
      const reading = known.get(key) ?? unknown.get(key);
      if (reading === undefined) return undefined;
      const lifeMs = reading.receivers.length > 0 ? LIFE_MS : UNKNOWN_LIFE_MS;
      return performance.now() - reading.readAtMs <= lifeMs ? reading : undefined;
    },
    readSince: async (name, sinceMs) => {
      const key = keyOf(name);
      for (;;) {
        const reading = underWay.get(key) ?? read(key, name);
        underWay.set(key, reading);
        const result = await reading;
        if (result === 'overloaded' || result.readAtMs >= sinceMs) return result;
      }
    },
    mayReadAgain: (name) => allowances.take(keyOf(name)),
  };
}

function keyOf(name: ReceiverName): string {
  return 'routeToken' in name ? `token ${name.routeToken}` : `organization ${name.alignOrgId}`;
}
