import { execFile } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { alignClient, createAlignTransport } from '@illumera/align-client';
import { concealed } from '@illumera/sealed';
import { useTestDatabase } from '@illumera/testkit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { hashKey, type Lane, openBudget } from '../src/index.ts';
import { countWindows } from './count-windows.ts';
import type { SendOrder } from './fixtures/send-within-budget.ts';
import { type AlignStub, startAlignStub } from './support/start-align-stub.ts';

const { database, connectionString } = await useTestDatabase();
const main = fileURLToPath(new URL('./fixtures/send-within-budget.ts', import.meta.url));
const run = promisify(execFile);
/** Half of Align's, so that the second window comes sooner. */
const limit = { requests: 300, windowMs: 30_000 };
const RUN_MS = 42_000;
const apiKey = 'ako_processes';
let stub: AlignStub;

beforeAll(async () => {
  stub = await startAlignStub(() => {
    const now = performance.now();
    const arrived = stub.requests.filter((request) => request.atMs > now - limit.windowMs).length;
    const headers = {
      'x-ratelimit-limit': String(limit.requests),
      'x-ratelimit-remaining': String(Math.max(0, limit.requests - arrived)),
    };
    if (arrived > limit.requests) return { status: 429, headers: { ...headers, 'retry-after': '60' } };
    const body = { organizationId: 'org_1', scope: 'organization', permissions: [] };
    return { status: 200, body, headers, afterMs: 50 };
  });
});
afterAll(() => stub.stop());

function send(lane: Lane, concurrency: number): Promise<unknown> {
  const order: SendOrder = {
    connectionString,
    baseUrl: stub.baseUrl,
    apiKey,
    lane,
    limit,
    concurrency,
    forMs: RUN_MS,
  };
  return run(process.execPath, ['--disable-warning=ExperimentalWarning', main, JSON.stringify(order)]);
}

test('keeps three processes and a sweep on one key at the limit, and sends a change in the middle at once', async () => {
  const sending = Promise.all([
    send('backfill', 4),
    send('backfill', 4),
    send('live', 8),
    send('reconciliation', 4),
  ]);
  await delay(RUN_MS * 0.8);
  const transport = createAlignTransport({ baseUrl: stub.baseUrl });
  const budget = openBudget(database, { keyHash: hashKey(apiKey), lane: 'live', limit });
  const startedAt = performance.now();
  await budget.within(alignClient(transport, concealed(apiKey))).call('getMe');
  // The two seconds are held by the simulation in budget.test.ts; this is on the machine's own, perhaps busy, clock.
  expect(performance.now() - startedAt).toBeLessThan(limit.windowMs / 3);
  await transport.close();

  await sending;
  const arrivals = stub.requests.map((request) => request.atMs);
  const counted = countWindows(arrivals, limit.windowMs);
  expect(counted.exact).toBeLessThanOrEqual(limit.requests);
  expect(counted.weighted).toBeLessThanOrEqual(limit.requests);
  const first = arrivals[0] ?? 0;
  const whole = arrivals.filter((at) => at < first + limit.windowMs).length;
  expect(whole / limit.requests).toBeGreaterThanOrEqual(0.98);
}, 90_000);
