import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chownSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PostgresBinaries } from './postgres-binaries.ts';
import type { ServerAccount } from './server-account.ts';

export interface Cluster {
  /** Postgres' own data directory. */
  directory: string;
  /** The password of the role `postgres`. */
  password: string;
}

export interface ClusterPlace {
  dataDirectory: string;
  account: ServerAccount | undefined;
  binaries: PostgresBinaries;
}

/**
 * Opens the cluster kept in a directory, and creates it where there is none. One that was being created when its process
 * died is created again.
 * @throws Error with what initdb said when it fails.
 */
export function initialiseCluster(place: ClusterPlace): Cluster {
  const directory = join(place.dataDirectory, 'cluster');
  const passwordFile = join(place.dataDirectory, 'password');
  const completed = join(place.dataDirectory, 'initialised');
  if (existsSync(completed)) return { directory, password: readFileSync(passwordFile, 'utf8').trim() };

  rmSync(directory, { recursive: true, force: true });
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const password = randomBytes(18).toString('base64url');
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
  if (place.account !== undefined) {
    for (const path of [directory, passwordFile]) chownSync(path, place.account.uid, place.account.gid);
  }
  runInitdb({ ...place, directory, passwordFile });
  writeFileSync(completed, '');
  return { directory, password };
}

function runInitdb(place: ClusterPlace & { directory: string; passwordFile: string }): void {
  const args = [
    `--pgdata=${place.directory}`,
    '--username=postgres',
    `--pwfile=${place.passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale=C',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--no-instructions',
    // What this saves is written again by the checkpoint that ends the first run.
    '--no-sync',
  ];
  const answer = spawnSync(place.binaries.initdb, args, {
    cwd: '/',
    encoding: 'utf8',
    ...(place.account === undefined ? {} : { uid: place.account.uid, gid: place.account.gid }),
  });
  if (answer.status === 0) return;
  throw new Error(`initdb failed: ${answer.error?.message ?? (answer.stderr || answer.stdout).trim()}`);
}
