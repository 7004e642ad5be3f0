import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { reachableDirectory, releaseCluster } from '@illumera/testkit/servers';

export interface DataDirectory {
  logs: string;
  /** For the embedded Postgres; elsewhere than the rest where the rest is closed to the account that runs it. */
  postgres: string;
  sandboxState: string;
  encryptionKey: string;
}

const POSTGRES_TIMEOUT_MS = 20_000;

/**
 * Makes what the demo keeps its state in, after emptying it where `fresh` asks for that.
 * @throws the system's error when it cannot be written, Error when a Postgres is using it.
 */
export async function openDataDirectory(path: string, fresh: boolean): Promise<DataDirectory> {
  if (fresh) await empty(path);
  const logs = join(path, 'logs');
  mkdirSync(logs, { recursive: true });
  // Written before anything is started, so that a full disk or a closed directory is told once and plainly.
  const probe = join(path, '.probe');
  writeFileSync(probe, Buffer.alloc(4096));
  rmSync(probe);
  return {
    logs,
    postgres: reachableDirectory(join(path, 'postgres')),
    sandboxState: join(path, 'align-sandbox.json'),
    encryptionKey: join(path, 'encryption-key'),
  };
}

async function empty(path: string): Promise<void> {
  const postgres = reachableDirectory(join(path, 'postgres'));
  await releaseCluster(join(postgres, 'cluster'), POSTGRES_TIMEOUT_MS);
  for (const directory of [postgres, path]) rmSync(directory, { recursive: true, force: true });
}
