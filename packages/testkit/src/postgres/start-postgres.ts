import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PostgreSqlContainer } from '@testcontainers/postgresql';
import { getContainerRuntimeClient } from 'testcontainers';
import { reachableDirectory } from './reachable-directory.ts';
import { startEmbeddedPostgres } from './start-embedded-postgres.ts';

export interface PostgresSettings {
  /** A server that is running already; nothing is started then. */
  databaseUrl: string | undefined;
  /** Insists on one source; `auto` takes a container where Docker answers, and the embedded server otherwise. */
  source: 'auto' | 'embedded' | 'testcontainers';
  /** Told when `auto` could not use a container although Docker answers. */
  onWarning: (message: string) => void;
}

export interface RunningPostgres {
  /** Connects as somebody who may create databases. */
  connectionString: string;
  stop: () => Promise<void>;
}

const IMAGE = 'postgres:17';

/**
 * Starts a disposable Postgres for a run of the tests.
 * @throws Error when the source that was insisted on is not available.
 */
export async function startPostgres(settings: PostgresSettings): Promise<RunningPostgres> {
  if (settings.databaseUrl !== undefined) {
    return { connectionString: settings.databaseUrl, stop: async () => undefined };
  }
  if (settings.source === 'embedded') return startDisposable();
  if (settings.source === 'testcontainers') return startContainer();
  if (!(await dockerAnswers())) return startDisposable();
  try {
    return await startContainer();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    settings.onWarning(`Docker answers, but ${IMAGE} did not start (${reason}); using the embedded Postgres`);
    return startDisposable();
  }
}

async function dockerAnswers(): Promise<boolean> {
  try {
    await getContainerRuntimeClient();
    return true;
  } catch {
    return false;
  }
}

async function startContainer(): Promise<RunningPostgres> {
  const container = await new PostgreSqlContainer(IMAGE)
    .withTmpFs({ '/var/lib/postgresql/data': 'rw' })
    .withCommand(['postgres', '-c', 'fsync=off', '-c', 'max_connections=600', '-c', 'timezone=UTC'])
    .start();
  return {
    connectionString: container.getConnectionUri(),
    stop: async () => void (await container.stop({ remove: true, removeVolumes: true })),
  };
}

async function startDisposable(): Promise<RunningPostgres> {
  const temporary = mkdtempSync(join(tmpdir(), 'illumera-postgres-'));
  chmodSync(temporary, 0o755);
  const dataDirectory = reachableDirectory(temporary);
  const remove = () => {
    for (const path of [temporary, dataDirectory]) rmSync(path, { recursive: true, force: true });
  };
  try {
    const server = await startEmbeddedPostgres({ dataDirectory, durability: 'disposable' });
    const stop = async () => {
      await server.stop();
      remove();
    };
    return { connectionString: server.connectionString, stop };
  } catch (error) {
    remove();
    throw error;
  }
}
