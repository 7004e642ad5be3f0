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

const OLD = 2_500;

test('lets go of many bodies in batches, of none that are still to be handled, and of no more when it is to stop', async () => {
  const { tenantId, companyId, connection } = await inboundCompany(database);
  await sql`
    insert into align_webhook_deliveries
      (id, tenant_id, company_id, connection_id, delivery_id, event_id, event_name, body, signature, status, received_at)
    select 'old' || n, ${tenantId}, ${companyId}, ${connection.id}, 'old' || n, 'old' || n, 'time.approved', 'body', 's',
      case when n % 500 = 0 then 'received' else 'processed' end, now() - interval '31 days'
    from generate_series(1, ${OLD}) as n
  `.execute(database);
  const withBody = async () => {
    const { rows } = await sql<{ status: string }>`
      select status from align_webhook_deliveries where connection_id = ${connection.id} and body <> ''
    `.execute(database);
    return rows.map(({ status }) => status);
  };
  await prune(database, { stopping: AbortSignal.abort() });
  expect(await withBody()).toHaveLength(OLD);
  await prune(database, { stopping: new AbortController().signal });
  expect(await withBody()).toEqual(Array.from({ length: 5 }, () => 'received'));
});
