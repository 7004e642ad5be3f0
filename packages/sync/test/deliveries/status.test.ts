import { eventNames } from '@illumera/align-client';
import { useTestDatabase } from '@illumera/testkit';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { inboundCompany, moment } from '../inbound-company.ts';

const { database } = await useTestDatabase();

test.each([
  ['time.approved', 'locked', 'approved'],
  ['time.rejected', 'rejected', 'rejected'],
  ['time.locked', 'locked', 'locked'],
  ['time.invoiced', 'invoiced', 'invoiced'],
  ['time.unlocked', 'locked', 'draft'],
])('%s whose payload says %s makes an entry %s', async (eventName, payloadStatus, expected) => {
  const company = await inboundCompany(database);
  const entry = await company.linkedEntry();
  const outcome = await company.deliver({
    eventName,
    entityId: entry.alignId,
    occurredAt: moment(1),
    payload: { status: payloadStatus, reason: 'Split by task.' },
  });
  expect(outcome).toEqual({ kind: 'applied' });
  expect(await company.readEntry(entry.id)).toMatchObject({
    status: expected,
    rejectionReason: expected === 'rejected' ? 'Split by task.' : null,
    syncStatus: 'synced',
    minutes: 120,
  });
  const intents = await database
    .selectFrom('alignSyncOutbox')
    .select('id')
    .where('localId', '=', entry.id)
    .execute();
  expect(intents).toEqual([]);
});

test.each(eventNames)('%s sends nothing to Align by itself', async (eventName) => {
  const company = await inboundCompany(database);
  const entry = await company.linkedEntry('approved');
  const payload = {
    userId: 'usr_1',
    projectId: 'prj_1',
    minutes: 90,
    changedFields: ['name'],
    name: 'Changed',
  };
  await company.deliver({ eventName, entityId: entry.alignId, occurredAt: moment(1), payload });
  const { rows } = await sql<{ count: number }>`
    select (select count(*) from align_sync_outbox where company_id = ${company.companyId})::int
      + (select count(*) from graphile_worker.jobs where task_identifier = 'drain')::int as count
  `.execute(database);
  expect(rows).toEqual([{ count: 0 }]);
});

test("takes over Align's minutes, date and description and forgets what was sent", async () => {
  const company = await inboundCompany(database);
  const entry = await company.linkedEntry();
  await database
    .updateTable('alignEntityLinks')
    .set({ lastSent: JSON.stringify({ minutes: 120 }) })
    .where('externalId', '=', entry.id)
    .execute();
  await company.deliver({
    eventName: 'time.approved',
    entityId: entry.alignId,
    occurredAt: moment(1),
    payload: { minutes: 90, workDate: '2026-03-09', description: 'Shortened' },
  });
  expect(await company.readEntry(entry.id)).toMatchObject({
    minutes: 90,
    workDate: '2026-03-09',
    notes: 'Shortened',
  });
  const link = await database
    .selectFrom('alignEntityLinks')
    .select('lastSent')
    .where('externalId', '=', entry.id)
    .executeTakeFirstOrThrow();
  expect(link.lastSent).toBeNull();
});

test('approves an entry whose minutes no day has, keeps ours and says so', async () => {
  const company = await inboundCompany(database);
  const entry = await company.linkedEntry();
  const approval = { eventName: 'time.approved', entityId: entry.alignId, payload: { minutes: 5_000 } };
  expect(await company.deliver(approval)).toEqual({ kind: 'applied' });
  expect(await company.readEntry(entry.id)).toMatchObject({ status: 'approved', minutes: 120 });
  expect(await company.discrepancies()).toMatchObject([{ field: 'time_entry.minutes', alignValue: '5000' }]);
});

test('applies an event without a time of its own as of when it came', async () => {
  const company = await inboundCompany(database);
  const entry = await company.linkedEntry();
  await company.deliver({ eventName: 'time.approved', entityId: entry.alignId });
  expect((await company.readEntry(entry.id)).status).toBe('approved');
});

test('takes our own submission to another organization for no decision of it, however late it comes', async () => {
  const company = await inboundCompany(database);
  const entry = await company.entry('approved');
  await database
    .updateTable('timeEntries')
    .set({ alignOccurredAt: minutesAgo(60) })
    .where('id', '=', entry.id)
    .execute();
  await company.link(entry);
  const about = (eventName: string, minutes: number) => ({
    eventName,
    entityId: entry.alignId,
    occurredAt: minutesAgo(minutes).toISOString(),
    payload: { minutes: 60 },
  });
  expect(await company.deliver(about('time.submitted', 90))).toMatchObject({ kind: 'ignored' });
  expect(await company.readEntry(entry.id)).toMatchObject({ status: 'approved' });
  expect(await company.deliver(about('time.rejected', 80))).toEqual({ kind: 'applied' });
  expect(await company.readEntry(entry.id)).toMatchObject({ status: 'rejected' });
});

function minutesAgo(minutes: number): Date {
  return new Date(Date.now() - minutes * 60_000);
}
