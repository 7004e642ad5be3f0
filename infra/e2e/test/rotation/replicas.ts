import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import {
  createTestDatabase,
  type NodeProcess,
  startAlignSandbox,
  startNodeProcess,
  until,
} from '@illumera/testkit';
import { z } from 'zod';
import { startRoundRobin } from './round-robin.ts';

const [oldKey, newKey] = [randomBytes(32).toString('hex'), randomBytes(32).toString('hex')];

/** The steps in which a deployment gets from one encryption key to the next; neighbours run side by side. */
const keyrings = {
  sealsWithOld: { ALIGN_ENCRYPTION_KEY: oldKey, ALIGN_ENCRYPTION_KEYS_OLD: newKey },
  sealsWithNew: { ALIGN_ENCRYPTION_KEY: newKey, ALIGN_ENCRYPTION_KEYS_OLD: oldKey },
  knowsNewOnly: { ALIGN_ENCRYPTION_KEY: newKey },
};
export type KeyringName = keyof typeof keyrings;

/** One replica of each service, with one configuration. */
export interface Replica {
  api: NodeProcess;
  ingest: NodeProcess;
  worker: NodeProcess;
}

const mainOf = (path: string) => fileURLToPath(new URL(`../../../../${path}/src/main.ts`, import.meta.url));

const KeyCounts = z.object({ remaining: z.int() });

/** A database, Align's stand-in and two replicas of everything, behind one address for what Align delivers. */
export async function openReplicas() {
  const testDatabase = await createTestDatabase();
  const sandbox = await startAlignSandbox();
  const entrance = await startRoundRobin();
  const common = {
    DATABASE_URL: testDatabase.connectionString,
    PORT: '0',
    ALIGN_BASE_URL: `${sandbox.url}/api/v1`,
    ALIGN_WEBHOOK_BASE_URL: entrance.url,
    AUTH_ISSUER: `${sandbox.url}/issuer`,
    AUTH_JWKS_URL: `${sandbox.url}/issuer/jwks.json`,
  };
  const running: Replica[] = [];
  const start = (service: string, keyring: KeyringName) =>
    startNodeProcess({ main: mainOf(`services/${service}`), env: { ...common, ...keyrings[keyring] } });

  async function add(keyring: KeyringName): Promise<Replica> {
    const [api, ingest, worker] = await Promise.all([
      start('api', keyring),
      start('webhook-ingest', keyring),
      start('sync-worker', keyring),
    ]);
    const replica = { api, ingest, worker };
    running.push(replica);
    for (const { url } of [api, ingest, worker]) {
      await until('readiness', async () => (await fetch(`${url}/readyz`)).ok);
    }
    entrance.point(running.map(({ ingest: { url } }) => url));
    return replica;
  }

  /** Takes a replica out of the way of new requests, lets it end what it has begun, and stops it. */
  async function remove(replica: Replica): Promise<number[]> {
    running.splice(running.indexOf(replica), 1);
    entrance.point(running.map(({ ingest: { url } }) => url));
    return Promise.all([replica.api.stop(), replica.ingest.stop(), replica.worker.stop()]);
  }

  /** Runs `ops keys …` as an operator would; how many values are left that need another key than the current one. */
  async function opsKeys(command: 'rotate' | 'status', keyring: KeyringName): Promise<number> {
    const { stdout } = await promisify(execFile)(
      process.execPath,
      [mainOf('infra/ops'), 'keys', command, '--json'],
      { env: { PATH: process.env['PATH'], DATABASE_URL: common.DATABASE_URL, ...keyrings[keyring] } },
    );
    return KeyCounts.parse(JSON.parse(stdout)).remaining;
  }

  return {
    database: testDatabase.database,
    sandbox,
    entrance,
    running,
    add,
    remove,
    opsKeys,
    stop: async () => {
      while (running[0] !== undefined) await remove(running[0]);
      await entrance.stop();
      await sandbox.stop();
      await testDatabase.destroy();
    },
  };
}

export type Replicas = Awaited<ReturnType<typeof openReplicas>>;
