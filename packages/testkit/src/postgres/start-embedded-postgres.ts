import { mkdirSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { Client } from 'pg';
import { freePort } from '../free-port.ts';
import { spawnTethered, type TetheredProcess } from '../processes/spawn-tethered.ts';
import { initialiseCluster } from './initialise-cluster.ts';
import { postgresBinaries } from './postgres-binaries.ts';
import { releaseCluster } from './release-cluster.ts';
import { serverAccount } from './server-account.ts';

export interface EmbeddedPostgresOptions {
  /** Kept between runs; made, and filled by initdb, where it does not exist. Root passes it through `reachableDirectory`. */
  dataDirectory: string;
  /** Default: any free one. */
  port?: number;
  /** Whether a power cut may cost data, in exchange for speed. */
  durability: 'durable' | 'disposable';
  /** Every line that the server logs. */
  onLog?: (line: string) => void;
}

export interface EmbeddedPostgres {
  connectionString: string;
  /** Settles when the server ends, asked or not. */
  exited: Promise<number>;
  /** A fast shutdown: sessions are ended, everything committed is kept. */
  stop: () => Promise<void>;
}

const START_TIMEOUT_MS = 60_000;
const STOP_GRACE_MS = 20_000;

const durabilitySettings = {
  durable: [],
  disposable: ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'autovacuum=off'],
} satisfies Record<EmbeddedPostgresOptions['durability'], string[]>;

/**
 * Runs the Postgres that comes from npm on 127.0.0.1, as another account where we are root. The server stops when this
 * process ends, however it ends.
 * @throws Error when the server does not start, with the last lines of its log.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const account = serverAccount();
  const binaries = postgresBinaries(account);
  mkdirSync(options.dataDirectory, { recursive: true });
  const cluster = initialiseCluster({ dataDirectory: options.dataDirectory, account, binaries });
  await releaseCluster(cluster.directory, STOP_GRACE_MS);

  const port = options.port ?? (await freePort());
  const settings = [
    `port=${port}`,
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=',
    'max_connections=600',
    'timezone=UTC',
    'log_timezone=UTC',
    'jit=off',
    ...durabilitySettings[options.durability],
  ];
  const server = spawnTethered({
    command: binaries.postgres,
    args: ['-D', cluster.directory, ...settings.flatMap((setting) => ['-c', setting])],
    workingDirectory: cluster.directory,
    ...(account === undefined ? {} : { account: { uid: account.uid, gid: account.gid } }),
    stopSignal: 'SIGINT',
    graceMs: STOP_GRACE_MS,
    output: 'pipe',
  });
  const recentLog = followLog(server, options.onLog);
  const connectionString = `postgres://postgres:${cluster.password}@127.0.0.1:${port}/postgres`;
  await waitUntilReady(server, connectionString, recentLog);
  return { connectionString, exited: server.exited, stop: async () => void (await server.stop()) };
}

/** Passes lines on and keeps the last of them for an error's message. */
function followLog(server: TetheredProcess, onLog: ((line: string) => void) | undefined): string[] {
  const recent: string[] = [];
  for (const stream of [server.tether.stdout, server.tether.stderr]) {
    if (stream === null) continue;
    createInterface({ input: stream }).on('line', (line) => {
      recent.push(line);
      if (recent.length > 20) recent.shift();
      onLog?.(line);
    });
  }
  return recent;
}

async function waitUntilReady(
  server: TetheredProcess,
  connectionString: string,
  recentLog: readonly string[],
): Promise<void> {
  const deadline = Date.now() + START_TIMEOUT_MS;
  while (server.isRunning() && Date.now() < deadline) {
    if (await answers(connectionString)) return;
    await delay(50);
  }
  await server.stop();
  throw new Error(`Postgres did not start:\n${recentLog.join('\n')}`);
}

async function answers(connectionString: string): Promise<boolean> {
  const client = new Client({ connectionString, connectionTimeoutMillis: 2_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.query('select 1');
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}
