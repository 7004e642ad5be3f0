import { type AlignTransport, createAlignTransport } from '@illumera/align-client';
import { useTestDatabase } from '@illumera/testkit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { reserveSlots } from '../src/budget/reserve-slots.ts';
import { restKey } from '../src/budget/rest-key.ts';
import { hashKey, openBudget, SlotDeniedError } from '../src/index.ts';
import { countWindows } from './count-windows.ts';
import { sendingCompany } from './support/sending-company.ts';
import { type AlignStub, startAlignStub } from './support/start-align-stub.ts';

const { database } = await useTestDatabase();
let stub: AlignStub;
let transport: AlignTransport;
const limited = new Set<string>();
const hanging = new Set<string>();

beforeAll(async () => {
  stub = await startAlignStub(({ apiKey }) => {
    if (hanging.has(apiKey)) return { status: 201, afterMs: 30_000 };
    if (limited.has(apiKey)) return { status: 429, headers: { 'retry-after': '30' } };
    return { status: 201, body: { id: `project-${stub.requests.length}` } };
  });
  transport = createAlignTransport({ baseUrl: stub.baseUrl, timeoutMs: 3_000, connections: 100 });
});
afterAll(async () => {
  await transport.close();
  await stub.stop();
});
const arrived = (apiKey: string) => stub.requests.filter((request) => request.apiKey === apiKey);

test('lets every company of a key rest after one 429, and uses no attempt', async () => {
  const apiKey = 'ako_shared';
  const first = await sendingCompany(database, { transport, apiKey });
  const second = await sendingCompany(database, { transport, apiKey });
  limited.add(apiKey);
  await first.addProjects(1);
  await second.addProjects(5);
  await first.drain();
  expect(arrived(apiKey)).toHaveLength(1);
  await second.drain();
  expect(await second.drain()).toBe('blocked');
  expect(arrived(apiKey)).toHaveLength(1);
  const intents = [...(await first.intents()), ...(await second.intents())];
  expect(new Set(intents.map((intent) => `${intent.status} ${intent.attempts}`))).toEqual(
    new Set(['pending 0']),
  );
  const budget = openBudget(database, { keyHash: hashKey(apiKey), lane: 'live' });
  const call = budget.within({ call: () => Promise.reject(new Error('was called')) }).call('getMe');
  await expect(call).rejects.toThrow(SlotDeniedError);
});

test('sends nothing more once a key rests, not even what has its slot already', async () => {
  const keyHash = hashKey('ako_slots_given');
  const limit = { requests: 60, windowMs: 60_000 };
  const budget = openBudget(database, { keyHash, lane: 'reconciliation', limit });
  let calls = 0;
  const client = budget.within({
    call: () => {
      calls += 1;
      return Promise.resolve({} as never);
    },
  });
  const first = client.call('getMe');
  const second = client.call('getMe');
  await first;
  await restKey(database, { keyHash, seconds: 30, limit });
  await expect(second).rejects.toMatchObject({ name: 'SlotDeniedError', isResting: true });
  expect(calls).toBe(1);
});

test('sends what people do before what a backfill brings over', async () => {
  const apiKey = 'ako_lanes';
  const company = await sendingCompany(database, { transport, apiKey });
  await company.addProjects(30, 'backfill');
  await company.addProjects(3);
  await company.drain();
  const live = new Set(
    (await company.intents()).filter((intent) => intent.lane === 'live').map((intent) => intent.localId),
  );
  const order = arrived(apiKey).map((request) =>
    live.has((request.body as { externalRef: { externalId: string } }).externalRef.externalId),
  );
  expect(order).toHaveLength(33);
  expect(order.lastIndexOf(true)).toBeLessThan(10);
});

/** Half a minute of a backfill that has kept the pace until now. */
async function keepPace(keyHash: string): Promise<void> {
  const nowMs = Date.now();
  for (let agoMs = 30_000; agoMs >= 0; agoMs -= 500) {
    await reserveSlots(database, { keyHash, lane: 'backfill', count: 10, nowMs: nowMs - agoMs });
  }
}

async function lastHurryOf(keyHash: string): Promise<number> {
  const query = database.selectFrom('alignRateBudgets').select('runFrom').where('keyHash', '=', keyHash);
  return (await query.executeTakeFirstOrThrow()).runFrom.getTime();
}

test('keeps the pace of a key in use with a change or two that are taken together with a backfill', async () => {
  const apiKey = 'ako_taken_together';
  const company = await sendingCompany(database, { transport, apiKey });
  await keepPace(hashKey(apiKey));
  const before = await lastHurryOf(hashKey(apiKey));
  await company.addProjects(12, 'backfill');
  await company.addProjects(2);
  await company.drain();
  expect(arrived(apiKey)).toHaveLength(14);
  expect(await lastHurryOf(hashKey(apiKey))).toBe(before);
});

test('does not let a company whose calls hang slow another one down', async () => {
  const slow = await sendingCompany(database, { transport, apiKey: 'ako_hanging' });
  const quick = await sendingCompany(database, { transport, apiKey: 'ako_quick' });
  hanging.add('ako_hanging');
  await slow.addProjects(50);
  const stop = new AbortController();
  const draining = slow.drain(stop.signal);
  await quick.addProjects(20);
  const startedAt = performance.now();
  await quick.drain();
  expect(performance.now() - startedAt).toBeLessThan(3_000);
  expect(arrived('ako_quick')).toHaveLength(20);
  stop.abort();
  await draining;
});

test('keeps ten calls of a second each under way', async () => {
  const apiKey = 'ako_distant';
  const distant = await startAlignStub(() => ({
    status: 201,
    body: { id: `project-${distant.requests.length}` },
    afterMs: 1_000,
  }));
  const away = createAlignTransport({ baseUrl: distant.baseUrl, connections: 24 });
  const company = await sendingCompany(database, { transport: away, apiKey });
  await company.addProjects(40);
  await company.drain();
  const arrivals = distant.requests.map((request) => request.atMs);
  expect(countWindows(arrivals, 900).exact).toBeGreaterThanOrEqual(10);
  await away.close();
  await distant.stop();
});
