import { useTestDatabase } from '@illumera/testkit';
import { expect, test } from 'vitest';
import { inboundCompany } from '../inbound-company.ts';

const { database } = await useTestDatabase();

test.each(['draft', 'submitted', 'rejected'] as const)(
  'deletes a %s entry that Align deleted',
  async (status) => {
    const company = await inboundCompany(database);
    const entry = await company.linkedEntry(status);
    const outcome = await company.deliver({ eventName: 'time.deleted', entityId: entry.alignId });
    expect(outcome).toEqual({ kind: 'applied' });
    expect((await company.readEntry(entry.id)).deletedAt).not.toBeNull();
    expect(await company.discrepancies()).toEqual([]);
  },
);

test.each(['approved', 'locked', 'invoiced'] as const)(
  'keeps an %s entry that Align deleted and makes it a critical discrepancy, once',
  async (status) => {
    const company = await inboundCompany(database);
    const entry = await company.linkedEntry(status);
    const event = { eventName: 'time.deleted', entityId: entry.alignId };
    expect(await company.deliver(event)).toMatchObject({ kind: 'refused' });
    await company.deliver(event);
    expect(await company.readEntry(entry.id)).toMatchObject({ status, deletedAt: null });
    expect(await company.discrepancies()).toEqual([
      {
        field: 'time_entry.deleted',
        externalId: entry.id,
        illumeraValue: status,
        alignValue: 'deleted',
        severity: 'critical',
        state: 'open',
        timesSeen: 2,
      },
    ]);
  },
);
