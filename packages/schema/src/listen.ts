import type { PoolClient } from 'pg';
import { type Database, poolOf } from './create-database.ts';

/** A connection that broke is replaced after so long. */
const TRY_AGAIN_MS = 1_000;

export interface ListenOptions {
  /** A plain identifier. */
  channel: string;
  onMessage: (payload: string) => void;
  /** Told each time listening begins; what was announced before that has not been heard. */
  onListening: () => void;
  onError: (error: unknown) => void;
}

/**
 * Listens to a channel on one connection of the database's pool, and on another when that one breaks, until stopped.
 * It needs a session of its own: behind a transaction pooler nothing is heard.
 * @throws Error on a database that `createDatabase` has not made
 */
export function listen(database: Database, options: ListenOptions): { stop: () => Promise<void> } {
  const pool = poolOf(database);
  const stopping = new AbortController();
  const ended = keepListening();

  async function keepListening(): Promise<void> {
    while (!stopping.signal.aborted) {
      try {
        const client = await pool.connect();
        await listenOn(client, options, stopping.signal);
      } catch (error) {
        if (!stopping.signal.aborted) options.onError(error);
      }
      if (!stopping.signal.aborted) await pause(stopping.signal);
    }
  }

  return {
    stop: async () => {
      stopping.abort();
      await ended;
    },
  };
}

/** Ends when the connection breaks or the signal fires; the connection is never used again. */
async function listenOn(client: PoolClient, options: ListenOptions, stopping: AbortSignal): Promise<void> {
  const broken = Promise.withResolvers<never>();
  const stopped = Promise.withResolvers<void>();
  const stop = () => stopped.resolve();
  client.on('error', broken.reject);
  client.on('end', () => broken.reject(new Error('the connection that listens has ended')));
  client.on('notification', ({ payload }) => options.onMessage(payload ?? ''));
  stopping.addEventListener('abort', stop);
  try {
    if (stopping.aborted) return;
    await Promise.race([client.query(`listen ${client.escapeIdentifier(options.channel)}`), broken.promise]);
    options.onListening();
    await Promise.race([stopped.promise, broken.promise]);
  } finally {
    stopping.removeEventListener('abort', stop);
    broken.promise.catch(() => undefined);
    client.release(true);
  }
}

function pause(stopping: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, TRY_AGAIN_MS);
    stopping.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
