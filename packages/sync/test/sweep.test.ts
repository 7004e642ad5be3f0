import { useTestDatabase } from '@illumera/testkit';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { enqueueIntent, sweep } from '../src/index.ts';
import { buildCompany } from './support/build-company.ts';

const { database } = await useTestDatabase();

/** A company with an intent in the hands of a worker whose lease ends then. */
async function companyInHand(status: 'active' | 'error' | 'disconnected', leasedUntil: string) {
  const company = await buildCompany(database);
  const { tenantId, companyId, connection } = company;
  await enqueueIntent(database, {
    tenantId,
    companyId,
    entityType: 'project',
    localId: company.project.id,
    operation: 'upsert',
  });
  await sql`
    insert into align_drain_leases (connection_id, lease_token, leased_until)
    values (${connection.id}, 'killed', now() + ${leasedUntil}::interval)
  `.execute(database);
  await sql`
    update align_sync_outbox set status = 'processing', lease_token = 'killed' where company_id = ${companyId}
  `.execute(database);
  await database.updateTable('alignConnections').set({ status }).where('id', '=', connection.id).execute();
  return async () => {
    const query = database.selectFrom('alignSyncOutbox').select(['status', 'attempts', 'leaseToken']);
    return query.where('companyId', '=', companyId).executeTakeFirstOrThrow();
  };
}

test.each(['error', 'disconnected'] as const)(
  'gives back what a killed worker had in hand for a connection that is in %s',
  async (status) => {
    const killed = await companyInHand(status, '-1 second');
    const atWork = await companyInHand(status, '20 seconds');
    await sweep(database);
    expect(await killed()).toEqual({ status: 'pending', attempts: 0, leaseToken: null });
    expect(await atWork()).toMatchObject({ status: 'processing' });
  },
);

test('leaves what a killed worker had in hand for an active connection to whoever takes it over', async () => {
  const killed = await companyInHand('active', '-1 second');
  expect((await sweep(database)).drains).toBe(1);
  expect(await killed()).toMatchObject({ status: 'processing' });
});
