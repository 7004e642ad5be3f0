import { useTestDatabase } from '@illumera/testkit';
import { expect, test } from 'vitest';
import { inboundCompany } from '../inbound-company.ts';

const { database } = await useTestDatabase();

test("does not touch another company's entry that has the same Align id", async () => {
  const [ours, theirs] = await Promise.all([inboundCompany(database), inboundCompany(database)]);
  const entry = await theirs.linkedEntry();
  const outcome = await ours.deliver({ eventName: 'time.approved', entityId: entry.alignId });
  expect(outcome).toMatchObject({ kind: 'wait' });
  expect((await theirs.readEntry(entry.id)).status).toBe('submitted');
});
