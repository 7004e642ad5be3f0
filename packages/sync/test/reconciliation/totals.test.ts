import { createEngagement, createTimeEntry, useTestDatabase } from '@illumera/testkit';
import { v7 as uuid } from 'uuid';
import { expect, test } from 'vitest';
import { compareCost } from '../../src/reconciliation/totals/compare-cost.ts';
import { compareMinutes, countedMinutes } from '../../src/reconciliation/totals/compare-minutes.ts';
import { readOurTotals } from '../../src/reconciliation/totals/read-our-totals.ts';
import { inboundCompany } from '../inbound-company.ts';

const { database } = await useTestDatabase();

async function invoicedCompany(invoices: { cents: number; currency?: string; status?: 'void' | 'paid' }[]) {
  const company = await inboundCompany(database);
  for (const { cents, currency = 'USD', status = 'paid' } of invoices) {
    await database
      .insertInto('invoices')
      .values({
        id: uuid(),
        tenantId: company.tenantId,
        companyId: company.companyId,
        engagementId: company.engagement.id,
        amountCents: cents,
        currency,
        status,
      })
      .execute();
  }
  const place = { companyId: company.companyId, projectId: company.project.id };
  return { ...company, totals: () => readOurTotals(database, place) };
}

const costDifference = async (
  invoices: Parameters<typeof invoicedCompany>[0],
  align: { approvedCost: string; currency?: string },
  toleranceCents = 100,
) => {
  const company = await invoicedCompany(invoices);
  const { centsByCurrency } = await company.totals();
  return compareCost({ centsByCurrency, toleranceCents }, { currency: 'USD', ...align });
};

test('takes 1,234.35 and 123435 cents for the same', async () => {
  expect(
    await costDifference([{ cents: 100_000 }, { cents: 23_435 }], { approvedCost: '1,234.35' }, 0),
  ).toEqual([]);
});

test.each([
  ['1,235.35', []],
  ['1233.35', []],
  ['1235.36', [{ field: 'approved_cost_cents', illumeraValue: '123435', alignValue: '123536' }]],
  ['1233.34', [{ field: 'approved_cost_cents', illumeraValue: '123435', alignValue: '123334' }]],
])('lets one dollar pass and flags a cent more: %s', async (approvedCost, differences) => {
  expect(await costDifference([{ cents: 123_435 }], { approvedCost })).toEqual(differences);
});

test('keeps to the tolerance that is set', async () => {
  expect(await costDifference([{ cents: 100 }], { approvedCost: '1.01' }, 0)).toHaveLength(1);
  expect(await costDifference([{ cents: 100 }], { approvedCost: '6.00' }, 500)).toEqual([]);
});

test('flags another currency, alone or beside the right one, and compares no amounts then', async () => {
  const align = { approvedCost: '9.00', currency: 'usd' };
  expect(await costDifference([{ cents: 100, currency: 'EUR' }], align)).toEqual([
    { field: 'approved_cost_currency', illumeraValue: 'EUR', alignValue: 'USD' },
  ]);
  expect(await costDifference([{ cents: 900 }, { cents: 1, currency: 'EUR' }], align)).toEqual([
    { field: 'approved_cost_currency', illumeraValue: 'EUR, USD', alignValue: 'USD' },
  ]);
});

test('adds no void invoice, and sums beyond what a float can hold', async () => {
  const company = await invoicedCompany([
    { cents: Number.MAX_SAFE_INTEGER },
    { cents: Number.MAX_SAFE_INTEGER },
    { cents: 5, status: 'void' },
  ]);
  expect((await company.totals()).centsByCurrency).toEqual(new Map([['USD', 18_014_398_509_481_982n]]));
});

test('counts approved, locked and invoiced minutes together, whichever way Align names them', async () => {
  const company = await inboundCompany(database);
  const statuses = ['approved', 'locked', 'invoiced', 'draft', 'submitted', 'rejected'] as const;
  for (const status of statuses)
    await createTimeEntry(database, company.engagement, { status, minutes: 1_200 });
  await createTimeEntry(database, company.engagement, {
    status: 'approved',
    minutes: 7,
    deletedAt: new Date(),
  });
  const elsewhere = await createEngagement(database, {
    ...(await inboundCompany(database)).engagement,
    id: uuid(),
    status: 'accepted',
  });
  await createTimeEntry(database, elsewhere, { status: 'approved', minutes: 11 });
  const { minutes } = await readOurTotals(database, {
    companyId: company.companyId,
    projectId: company.project.id,
  });
  expect(minutes).toBe(3_600);
  const namings = [
    { totalMinutes: 7_200, byStatus: { approved: 1_200, locked: 1_200, invoiced: 1_200, draft: 3_600 } },
    { totalMinutes: 7_200, byStatus: { approved: 0, locked: 2_400, invoiced: 1_200, submitted: 3_600 } },
    { totalMinutes: 3_600, byStatus: { approved: 3_600, submitted: 0 } },
    { totalMinutes: 3_600 },
  ];
  expect(namings.map(countedMinutes)).toEqual([3_600, 3_600, 3_600, 3_600]);
  expect(compareMinutes(minutes, 3_600)).toEqual([]);
  expect(compareMinutes(minutes, 3_599)).toEqual([
    { field: 'approved_minutes', illumeraValue: '3600', alignValue: '3599' },
  ]);
});
