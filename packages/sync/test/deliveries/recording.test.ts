import { useTestDatabase } from '@illumera/testkit';
import { expect, test } from 'vitest';
import { handleDelivery, listDeliveries } from '../../src/index.ts';
import { inboundCompany, noAlign } from '../inbound-company.ts';

const { database } = await useTestDatabase();

test('keeps an event that was signed more than 25 h before it came, without applying it', async () => {
  const company = await inboundCompany(database);
  const entry = await company.linkedEntry();
  const deliver = (hours: number) => {
    const occurredAt = new Date(Date.now() - hours * 3_600_000).toISOString();
    return company.deliver({ eventName: 'time.approved', entityId: entry.alignId, occurredAt });
  };
  expect(await deliver(25.1)).toMatchObject({ kind: 'ignored' });
  expect((await company.readEntry(entry.id)).status).toBe('submitted');
  expect(await deliver(24.9)).toEqual({ kind: 'applied' });
});

test('applies an event that came in time but is handled days later', async () => {
  const company = await inboundCompany(database);
  const entry = await company.linkedEntry();
  const occurredAt = new Date(Date.now() - 72 * 3_600_000).toISOString();
  const { id } = await company.store({ eventName: 'time.approved', entityId: entry.alignId, occurredAt });
  await database
    .updateTable('alignWebhookDeliveries')
    .set({ receivedAt: occurredAt })
    .where('id', '=', id)
    .execute();
  expect(await handleDelivery(database, id, noAlign)).toEqual({ kind: 'applied' });
});

test.each([
  { eventName: 'time.logged' },
  { eventName: 'time.submitted' },
  { eventName: 'user.updated' },
  { eventName: 'release.released' },
  { eventName: 'webhook.test' },
  { eventName: 'never.heard_of' },
  { eventName: 'constructor' },
  { eventName: 'time.approved', schemaVersion: 2, entityId: 'te_1' },
  { eventName: 'time.approved' },
])('records $eventName (version $schemaVersion) with a reason and does nothing', async (event) => {
  const company = await inboundCompany(database);
  const { id } = await company.store(event);
  expect(await handleDelivery(database, id, noAlign)).toMatchObject({ kind: 'ignored' });
  expect(await company.readDelivery(id)).toMatchObject({
    status: 'processed',
    outcome: expect.stringMatching(/^ignored: ./),
    error: null,
  });
});

test('leaves all there is as it is where a test delivery names it', async () => {
  const company = await inboundCompany(database);
  const entry = await company.linkedEntry();
  const before = await company.readEntry(entry.id);
  const payload = { timeEntryId: entry.alignId, status: 'locked', minutes: 1 };
  const { id } = await company.store({ eventName: 'webhook.test', entityId: entry.alignId, payload });
  expect(await handleDelivery(database, id, noAlign)).toEqual({ kind: 'ignored', reason: 'a test delivery' });
  expect(await company.readEntry(entry.id)).toEqual(before);
  expect(await company.discrepancies()).toEqual([]);
  const admin = { userId: 'u', role: 'company_admin', personId: null } as const;
  const shown = await listDeliveries(
    database,
    { ...admin, tenantId: company.tenantId, companyId: company.companyId },
    { limit: 10 },
  );
  expect(shown).toMatchObject({
    kind: 'done',
    value: {
      data: [{ id, eventName: 'webhook.test', status: 'processed', outcome: 'ignored: a test delivery' }],
    },
  });
});
