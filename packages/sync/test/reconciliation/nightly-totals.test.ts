import { useTestDatabase } from '@illumera/testkit';
import { v7 as uuid } from 'uuid';
import { expect, test } from 'vitest';
import { daysAgo, type Meddling } from './reconciling-company.ts';
import { refusing } from './refusing.ts';
import { rewriting } from './rewriting.ts';
import { useStandIn } from './stand-in.ts';

const { database } = await useTestDatabase();
const standIn = await useStandIn(database);

/** A company with three hours approved on both sides, worth 300 dollars in Align; `invoice` is what is invoiced for it here. */
async function newCompany({ cents = 30_000, currency = 'USD' } = {}) {
  const company = await standIn.newCompany();
  const { tenantId, companyId, engagement, alignProjectId } = company;
  await standIn.control('PATCH', `/projects/${alignProjectId}`, { hourlyRateCents: 10_000 });
  const entries = await Promise.all([1, 2, 40].map((days) => company.log(daysAgo(days), 'approved')));
  for (const { alignId } of entries) await company.move(alignId, 'submit', 'approve');
  await database
    .insertInto('invoices')
    .values({ id: uuid(), tenantId, companyId, engagementId: engagement.id, amountCents: cents, currency })
    .execute();
  return {
    ...company,
    logged: entries,
    night: async (meddle?: Meddling) => company.take(await company.start({ scope: 'nightly' }), meddle),
  };
}

/** Align's cost summary says this. */
const costing = (cost: { approvedCost: string; currency?: string }) =>
  rewriting('getCostSummary', () => cost);

test('finds no difference in equal totals, also where Align calls approved entries locked', async () => {
  const company = await newCompany();
  expect(await company.night()).toEqual({ kind: 'ended', state: 'complete' });
  await standIn.control('PATCH', '/switches', { approvedStatus: 'locked' });
  await company.night();
  await standIn.control('PATCH', '/switches', { approvedStatus: 'approved' });
  expect(await company.discrepancies()).toEqual([]);
});

test('takes S1’s summary of approved minutes where Align does not say them by status', async () => {
  const company = await newCompany();
  const asked: unknown[] = [];
  const withoutStatuses = rewriting('getTimeSummary', (parts) => {
    asked.push(parts[0]);
    return { byStatus: undefined };
  });
  await company.night(withoutStatuses);
  expect(asked).toMatchObject([{}, { query: { status: 'approved' } }]);
  expect(await company.discrepancies()).toEqual([]);
});

test('puts right what no event told before it says that totals differ, however old it is', async () => {
  const company = await newCompany();
  const old = company.logged.at(-1)?.id ?? '';
  for (const { alignId } of company.logged) await company.move(alignId, 'invoice');
  const ours = database.updateTable('timeEntries').where('companyId', '=', company.companyId);
  await ours.set({ status: 'invoiced' }).execute();
  await ours.set({ minutes: 30 }).where('id', '=', old).execute();
  await company.sweep();
  expect(await company.readEntry(old)).toMatchObject({ minutes: 30 });
  await company.night();
  expect(await company.discrepancies()).toEqual([]);
  expect(await company.readEntry(old)).toMatchObject({ minutes: 60, status: 'invoiced' });
});

test('sees minutes that differ on three nights as one difference, resolved when they are equal', async () => {
  const company = await newCompany();
  const byStatus = { approved: 100, locked: 90, invoiced: 9, submitted: 1_000 };
  for (let night = 1; night <= 3; night += 1) {
    await company.night(rewriting('getTimeSummary', () => ({ byStatus })));
    const minutes = { field: 'approved_minutes', illumeraValue: '180', alignValue: '199' };
    expect(await company.discrepancies()).toMatchObject([{ ...minutes, state: 'open', timesSeen: night }]);
  }
  await company.night();
  expect(await company.discrepancies()).toMatchObject([{ state: 'resolved', timesSeen: 3 }]);
});

test.each([
  ['301.00', 'USD', []],
  ['301.01', 'USD', [{ field: 'approved_cost_cents', illumeraValue: '30000', alignValue: '30101' }]],
  ['300.00', 'EUR', [{ field: 'approved_cost_currency', illumeraValue: 'USD', alignValue: 'EUR' }]],
])('judges an approved cost of %s %s', async (approvedCost, currency, differences) => {
  const company = await newCompany();
  await company.night(costing({ approvedCost, currency }));
  expect(await company.discrepancies()).toMatchObject(differences);
});

test('says nothing of totals that cannot be had, or move while they are compared', async () => {
  const company = await newCompany({ cents: 1 });
  expect(await company.night(refusing('getCostSummary'))).toEqual({ kind: 'ended', state: 'incomplete' });
  let dollars = 300;
  const moving = rewriting('getCostSummary', () => {
    dollars += 1;
    return { approvedCost: `${dollars}.00` };
  });
  await company.night(moving);
  expect(await company.discrepancies()).toEqual([]);
  await company.night();
  expect(await company.discrepancies()).toMatchObject([{ field: 'approved_cost_cents', illumeraValue: '1' }]);
});

test.each([
  ['off', 3],
  ['reconcile', 4],
] as const)("counts Align's own entries only where they are brought here: %s", async (mode, entries) => {
  const company = await newCompany();
  await company.importing(mode);
  await company.move(await company.logAtAlign(daysAgo(3), 61), 'submit', 'approve');
  expect(await company.night()).toEqual({ kind: 'ended', state: 'complete' });
  expect(await company.entries()).toHaveLength(entries);
  const fields = (await company.discrepancies()).map(({ field }) => field);
  expect(fields).not.toContain('approved_minutes');
});
