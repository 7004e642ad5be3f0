import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { startEmbeddedPostgres } from '@illumera/testkit/servers';
import { Client } from 'pg';
import { StartFault } from '../start-fault.ts';
import type { DataDirectory } from './open-data-directory.ts';

export interface OpenPostgres {
  connectionString: string;
  /** Settles when the server ends, where it is ours. */
  ended: Promise<number>;
  stop: () => Promise<void>;
}

const CONNECT_TIMEOUT_MS = 5_000;

/**
 * Starts the embedded Postgres, or makes sure that the one named by `databaseUrl` answers.
 * @throws StartFault when it does not answer.
 */
export async function openPostgres(
  databaseUrl: string | undefined,
  directory: DataDirectory,
): Promise<OpenPostgres> {
  if (databaseUrl !== undefined) {
    await reach(databaseUrl);
    return {
      connectionString: databaseUrl,
      ended: new Promise(() => undefined),
      stop: async () => undefined,
    };
  }
  const log = createWriteStream(join(directory.logs, 'postgres.log'));
  const server = await startEmbeddedPostgres({
    dataDirectory: directory.postgres,
    durability: 'durable',
    onLog: (line) => log.write(`${line}\n`),
  });
  return { connectionString: server.connectionString, ended: server.exited, stop: server.stop };
}

async function reach(databaseUrl: string): Promise<void> {
  const client = new Client({
    connectionString: databaseUrl,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    application_name: 'demo',
  });
  client.on('error', () => undefined);
  try {
    await client.connect();
  } catch (cause) {
    const { hostname, port, pathname } = new URL(databaseUrl);
    const where = `${hostname}:${port || '5432'}${pathname}`;
    throw new StartFault(
      `The database of DATABASE_URL (${where}) cannot be reached: ${reasonOf(cause)}. ` +
        'Start it, correct the variable, or unset it to use the Postgres that comes along.',
      { cause },
    );
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** A name with several addresses fails with one error for each. */
function reasonOf(cause: unknown): string {
  if (cause instanceof AggregateError) return cause.errors.map(reasonOf).join(', ');
  return cause instanceof Error ? cause.message : String(cause);
}
