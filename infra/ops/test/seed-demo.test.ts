import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { useTestDatabase } from '@illumera/testkit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runCommand } from './run-command.ts';

const { database, connectionString } = await useTestDatabase();

/** An API that is not ready. */
const unready = createServer((_request, response) => response.writeHead(503).end());
let unreadyUrl = '';
beforeAll(async () => {
  await new Promise<void>((listening) => unready.listen(0, '127.0.0.1', listening));
  unreadyUrl = `http://127.0.0.1:${(unready.address() as AddressInfo).port}`;
});
afterAll(() => {
  unready.close();
});

const nowhere = 'http://127.0.0.1:1';

test('names the service that does not answer, and has made nothing', async () => {
  const run = await runCommand(connectionString, ['seed', 'demo'], { API_URL: nowhere });

  expect(run).toMatchObject({ exitCode: 1, stdout: '' });
  expect(run.stderr).toContain('the API does not answer at http://127.0.0.1:1/readyz; start it first');
  expect(await database.selectFrom('tenants').select('id').execute()).toStrictEqual([]);
});

test('names the service that is not ready', async () => {
  const run = await runCommand(connectionString, ['seed', 'demo', '--json'], { API_URL: `${unreadyUrl}/` });

  expect(run.json()).toStrictEqual({ error: `the API is not ready: ${unreadyUrl}/readyz answers 503` });
});

test('names a malformed address without repeating it', async () => {
  const run = await runCommand(connectionString, ['seed', 'demo'], { SANDBOX_URL: 'localhost:4010' });

  expect(run).toMatchObject({ exitCode: 1, stderr: 'SANDBOX_URL must be an http or https URL\n' });
});
