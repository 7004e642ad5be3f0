import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { alignClient, createAlignTransport } from '@illumera/align-client';
import { concealed } from '@illumera/sealed';
import { hashKey, openBudget } from '@illumera/sync';
import { createProject, proofSize, until, useTestDatabase } from '@illumera/testkit';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Company, connectWith, openWorld, type World } from './support/open-world.ts';

const { database, connectionString } = await useTestDatabase();
const workerMain = fileURLToPath(new URL('./fixtures/limited-worker.ts', import.meta.url));
/** The usual run takes half of Align's limit at the same pace, so that the window is full sooner. */
const { limit, intents: INTENTS } = proofSize({
  usual: { limit: { requests: 300, windowMs: 30_000 }, intents: 360 },
  full: { limit: { requests: 600, windowMs: 60_000 }, intents: 2_001 },
});
const LIVE_WITHIN_MS = 2_000;
let world: World;
let companies: Company[] = [];

beforeAll(async () => {
  world = await openWorld(database, connectionString);
  await world.sandbox.control('PATCH', '/switches', {
    rateLimit: `${limit.requests}/${limit.windowMs / 1000}`,
    rateCounting: 'weighted',
  });
  const first = await world.connect();
  const others = [first, first].map((key) => connectWith(database, world.sandbox, key));
  companies = [first, ...(await Promise.all(others))];
  const env = { LIMIT_REQUESTS: String(limit.requests), LIMIT_WINDOW_MS: String(limit.windowMs) };
  await Promise.all(companies.map(() => world.startWorker(env, workerMain)));
});
afterAll(() => world.close());

/** So many projects of every company, brought over by a backfill. */
async function backfill(count: number): Promise<void> {
  for (const { scope, connectionId } of companies) {
    await sql`
      with project as (
        insert into projects (id, tenant_id, company_id, name)
        select gen_random_uuid()::text, ${scope.tenantId}, ${scope.companyId}, 'Project ' || number
        from generate_series(1, ${count}::int) number
        returning id, tenant_id, company_id
      )
      insert into align_sync_outbox (id, tenant_id, company_id, entity_type, local_id, operation, lane)
      select 'intent-' || id, tenant_id, company_id, 'project', id, 'upsert', 'backfill' from project
    `.execute(database);
    await sql`
      select graphile_worker.add_job('drain', json_build_object('connectionId', ${connectionId}::text))
    `.execute(database);
  }
}

/** Reads from Align without end, with what the others leave of the key, as reconciliation does. */
async function sweepOn(key: string, over: AbortSignal): Promise<void> {
  const transport = createAlignTransport({ baseUrl: `${world.sandbox.url}/api/v1` });
  const budget = openBudget(database, { keyHash: hashKey(key), lane: 'reconciliation', limit });
  const client = budget.within(alignClient(transport, concealed(key), { onRateLimit: budget.onRateLimit }));
  while (!over.aborted) await client.call('getMe').catch(() => delay(100));
  await transport.close();
}

const left = async () => {
  const open = database.selectFrom('alignSyncOutbox').select(({ fn }) => fn.countAll<number>().as('count'));
  return (await open.where('status', '<>', 'done').executeTakeFirstOrThrow()).count;
};
const firstKey = () => companies[0]?.apiKey ?? '';

async function readRestedUntil(): Promise<number> {
  const { blockedUntil } = await database
    .selectFrom('alignRateBudgets')
    .select('blockedUntil')
    .where('keyHash', '=', hashKey(firstKey()))
    .executeTakeFirstOrThrow();
  return blockedUntil?.getTime() ?? Number.NaN;
}

/** How long a change of somebody's takes from its commit to Align, in milliseconds. */
async function timeChange(company: Company): Promise<number> {
  const { id } = await createProject(database, company.scope);
  const committedAtMs = Date.now();
  await company.enqueue('project', id);
  const [row] = await until('the change', async () => {
    const rows = await world.requests(`?externalId=${id}`);
    return rows.length > 0 && rows;
  });
  return (row?.atMs ?? Number.NaN) - committedAtMs;
}

test('keeps three workers and a sweep on one key at its limit and never over, and sends a change in the middle at once', async () => {
  const over = new AbortController();
  const sweeping = sweepOn(firstKey(), over.signal);
  await backfill(INTENTS / companies.length);
  const times: number[] = [];
  for (const company of companies) {
    const share = INTENTS * (1 - (times.length + 1) / (companies.length + 1));
    await until('the middle', async () => (await left()) < share, limit.windowMs * 4);
    times.push(await timeChange(company));
  }
  await until('the rest', async () => (await left()) === 0, limit.windowMs * 4);
  over.abort();
  await sweeping;

  expect(Math.max(...times)).toBeLessThan(LIVE_WITHIN_MS);
  const rows = await world.requests();
  expect(rows.filter((row) => row.status === 429)).toEqual([]);
  const busiest = await world.sandbox.control<{ count: number }>(
    'GET',
    `/requests/busiest-window?windowMs=${limit.windowMs}&keyLastFour=${firstKey().slice(-4)}`,
  );
  expect(busiest.count).toBeLessThanOrEqual(limit.requests);
  expect(busiest.count / limit.requests).toBeGreaterThanOrEqual(0.98);
}, 400_000);

test('lets every worker and the sweep of a key wait after one 429, and uses no attempt', async () => {
  const over = new AbortController();
  const sweeping = sweepOn(firstKey(), over.signal);
  await backfill(20);
  const before = await left();
  await until('work on its way', async () => (await left()) < before);
  const since = new Date().toISOString();
  await world.sandbox.control('POST', '/faults', {
    kind: 'error',
    status: 429,
    retryAfter: '2',
    method: 'POST',
    times: 1,
  });
  await until('the rest', async () => (await left()) === 0, limit.windowMs * 4);
  over.abort();
  await sweeping;

  const rows = await world.requests(`?since=${since}`);
  expect(rows.filter((row) => row.status === 429)).toHaveLength(1);
  const restedUntilMs = await readRestedUntil();
  // What had left before the rest began may arrive a little later.
  const whileResting = rows.filter((row) => row.atMs > restedUntilMs - 1_500 && row.atMs < restedUntilMs);
  expect(whileResting).toEqual([]);
  expect(rows.filter((row) => row.atMs >= restedUntilMs).length).toBeGreaterThan(10);
  const intents = (await Promise.all(companies.map((company) => company.intents()))).flat();
  expect(new Set(intents.map((intent) => intent.attempts))).toEqual(new Set([0]));
}, 120_000);
