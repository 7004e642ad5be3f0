import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { reachableDirectory, startEmbeddedPostgres } from '@illumera/testkit/servers';

export interface Server {
  /** Connects as somebody who may create databases. */
  connectionString: string;
  /** Where its files lie, where it is ours. */
  directory: string | undefined;
  stop: () => Promise<void>;
}

/** The server at `DATABASE_URL`, or a durable one of our own that is gone afterwards. */
export async function openServer(databaseUrl: string | undefined): Promise<Server> {
  if (databaseUrl !== undefined)
    return { connectionString: databaseUrl, directory: undefined, stop: async () => undefined };
  const temporary = mkdtempSync(join(tmpdir(), 'illumera-bench-'));
  chmodSync(temporary, 0o755);
  const directory = reachableDirectory(temporary);
  const remove = (): void => {
    for (const path of [temporary, directory]) rmSync(path, { recursive: true, force: true });
  };
  try {
    const server = await startEmbeddedPostgres({ dataDirectory: directory, durability: 'durable' });
    const stop = async (): Promise<void> => {
      await server.stop();
      remove();
    };
    return { connectionString: server.connectionString, directory: temporary, stop };
  } catch (error) {
    remove();
    throw error;
  }
}
