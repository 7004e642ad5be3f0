import type { AlignClient, AlignClientOptions } from '@illumera/align-client';
import type { DrainedConnection } from './acquire-drain.ts';

/** A connection's API key, opened. */
export interface OpenedKey {
  /** Names the key's budget, from `hashKey`. */
  keyHash: string;
  /** A client that calls Align with the key; making one costs nothing. */
  client: (options: AlignClientOptions) => AlignClient;
}

/** Opens the key of a connection; undefined where what is stored does not open. */
export type OpenKey = (connection: DrainedConnection) => OpenedKey | undefined;
