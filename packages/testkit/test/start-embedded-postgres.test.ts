import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { Client } from 'pg';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { readCommandLine } from '../src/processes/read-command-line.ts';
import { type EmbeddedPostgres, reachableDirectory, startEmbeddedPostgres } from '../src/servers.ts';

const temporary = mkdtempSync(join(tmpdir(), 'testkit-'));
chmodSync(temporary, 0o755);
const dataDirectory = reachableDirectory(temporary);
const lockFile = join(dataDirectory, 'cluster', 'postmaster.pid');

const start = () => startEmbeddedPostgres({ dataDirectory, durability: 'disposable' });

async function query(
  server: Pick<EmbeddedPostgres, 'connectionString'>,
  statement: string,
): Promise<unknown[]> {
  const client = new Client({ connectionString: server.connectionString });
  await client.connect();
  try {
    return (await client.query(statement)).rows;
  } finally {
    await client.end();
  }
}

beforeAll(async () => {
  const server = await start();
  await query(server, 'create table kept (n integer)');
  await server.stop();
});

afterAll(() => {
  for (const path of [temporary, dataDirectory]) rmSync(path, { recursive: true, force: true });
});

test('keeps what was written when it is started again', async () => {
  const server = await start();
  await expect(query(server, 'select n from kept')).resolves.toEqual([]);
  await server.stop();
});

test('leaves no server behind when its starter is killed', async () => {
  const fixture = fileURLToPath(new URL('./fixtures/hold-postgres.ts', import.meta.url));
  const starter = spawn(process.execPath, [fixture, dataDirectory], { stdio: ['ignore', 'pipe', 'inherit'] });
  await once(createInterface({ input: starter.stdout }), 'line');
  const postmaster = Number(readFileSync(lockFile, 'utf8').split('\n')[0]);
  expect(readCommandLine(postmaster)).toContain(dataDirectory);

  starter.kill('SIGKILL');

  await vi.waitFor(() => expect(readCommandLine(postmaster) ?? '').not.toContain(dataDirectory), 15_000);
});

test('starts at once after a starter was killed', async () => {
  const server = await start();
  await expect(query(server, 'select 1 as n')).resolves.toEqual([{ n: 1 }]);
  await server.stop();
});

test('takes away a lock file whose process is somebody else by now', async () => {
  writeFileSync(lockFile, `${process.pid}\n${join(dataDirectory, 'cluster')}\n`);
  const server = await start();
  await expect(query(server, 'select 1 as n')).resolves.toEqual([{ n: 1 }]);
  await server.stop();
});

test('says what the server logged when it cannot start', async () => {
  const holder = createServer().listen(0, '127.0.0.1');
  await once(holder, 'listening');
  const address = holder.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  await expect(startEmbeddedPostgres({ dataDirectory, port, durability: 'disposable' })).rejects.toThrow(
    /did not start:[\s\S]*Address already in use/,
  );
  holder.close();
});
