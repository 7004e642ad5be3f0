import { createEngagement, useTestDatabase } from '@illumera/testkit';
import { expect, test } from 'vitest';
import { createTimeEntry } from '../../src/time-entries/create-time-entry.ts';
import { buildCompany } from '../support/build-company.ts';

const { database } = await useTestDatabase();
const company = await buildCompany(database);
const hours = { engagementId: company.engagement.id, minutes: 60 };
const dayFromNow = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

test.each([
  ['today', dayFromNow(0), 'done'],
  [
    'the day that it is furthest ahead',
    new Date(Date.now() + 14 * 3_600_000).toISOString().slice(0, 10),
    'done',
  ],
  ['the day after tomorrow', dayFromNow(2), 'invalid'],
  ['a day of the next century', '2126-01-01', 'invalid'],
])('hours of %s: %3$s', async (_, workDate, kind) => {
  const outcome = await createTimeEntry(database, company.talent, { ...hours, workDate });
  expect(outcome.kind).toBe(kind);
});

test.each(['offered', 'ended'] as const)('takes no hours on an engagement that is %s', async (status) => {
  const { tenantId, companyId, engagement } = company;
  const { projectId, personId } = engagement;
  const other = await createEngagement(database, { tenantId, companyId, projectId, personId, status });
  const entry = { engagementId: other.id, minutes: 60, workDate: '2026-03-02' };
  expect((await createTimeEntry(database, company.talent, entry)).kind).toBe('conflict');
});
