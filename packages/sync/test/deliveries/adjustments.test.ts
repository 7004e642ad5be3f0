import { useTestDatabase } from '@illumera/testkit';
import { expect, test } from 'vitest';
import { inboundCompany, moment } from '../inbound-company.ts';

const { database } = await useTestDatabase();

test('revives a rejected adjustment that Align approves and flags both, the other one being open', async () => {
  const company = await inboundCompany(database);
  const original = await company.linkedEntry('rejected');
  const [first, second] = [await company.linkedEntry('rejected'), await company.entry('draft')];
  for (const { id } of [first, second]) await company.makeAdjustment(id, original.id);
  const outcome = await company.deliver({ eventName: 'time.approved', entityId: first.alignId });
  expect(outcome).toEqual({ kind: 'applied' });
  expect((await company.readEntry(first.id)).status).toBe('approved');
  expect((await company.discrepancies()).map(({ externalId, severity }) => [externalId, severity])).toEqual(
    expect.arrayContaining([
      [first.id, 'warning'],
      [second.id, 'warning'],
    ]),
  );
});

test('flags an open adjustment whose original is resubmitted in Align, critically once both are approved', async () => {
  const company = await inboundCompany(database);
  const original = await company.linkedEntry();
  const about = { entityId: original.alignId };
  await company.deliver({ ...about, eventName: 'time.rejected', occurredAt: moment(1) });
  const adjustment = await company.linkedEntry('submitted');
  await company.makeAdjustment(adjustment.id, original.id);
  await company.deliver({ ...about, eventName: 'time.submitted', occurredAt: moment(2) });
  expect((await company.readEntry(original.id)).status).toBe('submitted');
  const flagged = { field: 'time_entry.adjustments', externalId: adjustment.id, state: 'open' };
  expect(await company.discrepancies()).toMatchObject([{ ...flagged, severity: 'warning' }]);

  await company.deliver({ ...about, eventName: 'time.approved', occurredAt: moment(3) });
  await company.deliver({
    eventName: 'time.approved',
    entityId: adjustment.alignId,
    occurredAt: moment(4),
  });
  expect(await company.discrepancies()).toMatchObject([{ ...flagged, severity: 'critical' }]);

  await company.deliver({ ...about, eventName: 'time.rejected', occurredAt: moment(5) });
  expect(await company.discrepancies()).toMatchObject([{ ...flagged, state: 'resolved' }]);
});

test('leaves the first submission of an entry of ours alone, as it began here', async () => {
  const company = await inboundCompany(database);
  const entry = await company.linkedEntry('draft');
  const outcome = await company.deliver({ eventName: 'time.submitted', entityId: entry.alignId });
  expect(outcome).toMatchObject({ kind: 'ignored' });
  expect((await company.readEntry(entry.id)).status).toBe('draft');
});
