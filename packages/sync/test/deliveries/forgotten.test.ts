import { randomUUID } from 'node:crypto';
import { useTestDatabase } from '@illumera/testkit';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { type Actor, handleDelivery, prune, replayDelivery } from '../../src/index.ts';
import { inboundCompany, moment, noAlign } from '../inbound-company.ts';

const { database } = await useTestDatabase();

/** An approval that was applied, and whose bytes have been let go of since. */
async function forgottenApproval() {
  const company = await inboundCompany(database);
  const { alignId: entityId } = await company.linkedEntry();
  const event = { id: randomUUID(), eventName: 'time.approved', entityId, occurredAt: moment(1) };
  const { id } = await company.store(event);
  expect(await handleDelivery(database, id, noAlign)).toEqual({ kind: 'applied' });
  await sql`
    update align_webhook_deliveries set received_at = now() - interval '31 days' where id = ${id}
  `.execute(database);
  await prune(database, { stopping: new AbortController().signal });
  const forgotten = await company.readDelivery(id);
  expect(forgotten.body.toString()).toBe('');
  return { company, event, forgotten };
}

test('knows an event again whose bytes are gone', async () => {
  const { company, event, forgotten } = await forgottenApproval();
  expect((await company.store(event)).answer).toBe('duplicate');
  expect(await company.readDelivery(forgotten.id)).toEqual(forgotten);
});

test('does not replay an event whose bytes are gone, and keeps what became of it', async () => {
  const { company, forgotten } = await forgottenApproval();
  const { tenantId, companyId } = company;
  const actor: Actor = { userId: 'u', tenantId, companyId, personId: null, role: 'company_admin' };
  expect(await replayDelivery(database, actor, { deliveryId: forgotten.id })).toMatchObject({
    kind: 'conflict',
  });
  expect(await company.readDelivery(forgotten.id)).toEqual(forgotten);
});
