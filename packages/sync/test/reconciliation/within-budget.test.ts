import { createProject, proofSize, until, useTestDatabase } from '@illumera/testkit';
import { expect, test } from 'vitest';
import { enqueueIntent } from '../../src/index.ts';
import { atOnce } from '../../src/reconciliation/at-once.ts';
import { daysAgo } from './reconciling-company.ts';
import { useStandIn } from './stand-in.ts';

const { database } = await useTestDatabase();
const { newCompany, control } = await useStandIn(database);

/**
 * The usual run takes a twentieth of Align's limit at the same pace. A request may leave 250 ms after its slot: what the pace
 * spares makes up for that in Align's window, and in a twentieth of it three more may come. Each entry that is gone takes two
 * calls.
 */
const {
  limit,
  atMost,
  gone: GONE,
} = proofSize({
  usual: { limit: { requests: 30, windowMs: 3_000 }, atMost: 33, gone: 20 },
  full: { limit: { requests: 600, windowMs: 60_000 }, atMost: 600, gone: 400 },
});
/** However many of reconciliation's calls are waiting. */
const LIVE_WITHIN_MS = 2_000;
const timeout = 240_000;

interface Request {
  status: number | null;
  externalIds: string[];
}

test('a run keeps to the limit of its key and draws no 429, and lets changes go before it', {
  timeout,
}, async () => {
  const company = await newCompany({ limit });
  const { tenantId, companyId, align } = company;
  const entries = await company.logMany(Array.from({ length: GONE }, (_, index) => daysAgo(index)));
  await atOnce(entries, 8, async ({ alignId }) => {
    await align.call('deleteTimeEntry', { params: { timeEntryId: alignId }, idempotencyKey: alignId });
  });
  // What was done so far is neither in a window any more nor in the ledger.
  await control('PATCH', '/clock', { advanceMs: 3 * limit.windowMs });
  await control('PATCH', '/switches', {
    rateLimit: `${limit.requests}/${limit.windowMs / 1000}`,
    rateCounting: 'weighted',
  });
  await control('DELETE', '/requests');
  const requests = async () => (await control<{ data: Request[] }>('GET', '/requests')).data;

  const over = new AbortController();
  const draining = company.keepDraining(over.signal);
  const sweeping = company.sweep();
  const waits: number[] = [];
  for (const share of [1 / 3, 2 / 3]) {
    await until('the middle', async () => (await requests()).length > 2 * GONE * share, timeout);
    const { id: localId } = await createProject(database, { tenantId, companyId });
    const sentAt = performance.now();
    await enqueueIntent(database, {
      tenantId,
      companyId,
      entityType: 'project',
      localId,
      operation: 'upsert',
    });
    await until('the change is at Align', async () => {
      const rows = await requests();
      return rows.some(({ externalIds }) => externalIds.includes(localId));
    });
    waits.push(performance.now() - sentAt);
  }
  expect(await sweeping).toEqual({ kind: 'ended', state: 'complete' });
  over.abort();
  await draining;

  expect(Math.max(...waits)).toBeLessThan(LIVE_WITHIN_MS);
  const made = await requests();
  expect(made.length).toBeGreaterThan(limit.requests);
  expect(made.filter(({ status }) => status === 429)).toEqual([]);
  const path = `/requests/busiest-window?windowMs=${limit.windowMs}`;
  const busiest = await control<{ count: number }>('GET', path);
  expect(busiest.count).toBeLessThanOrEqual(atMost);
  expect((await company.entries()).every(({ deletedAt }) => deletedAt !== null)).toBe(true);
});
