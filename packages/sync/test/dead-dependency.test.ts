import { until, useTestDatabase } from '@illumera/testkit';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { lockLink } from '../src/links/lock-link.ts';
import { connectedCompany } from './connected-company.ts';
import { useAlign } from './support/use-align.ts';

const { database } = await useTestDatabase();
const { sandbox, transport } = await useAlign();

test('names the failure to what began to wait at the very moment of it', async () => {
  const world = await connectedCompany({ database, sandbox, transport });
  const userId = world.person.user.id;
  await database.updateTable('users').set({ email: 'nobody@nowhere' }).where('id', '=', userId).execute();
  await world.enqueue('user', userId);

  // As one that has seen the user on its way and is about to say that it waits.
  const waiting = await database.startTransaction().execute();
  await lockLink(waiting, `${world.companyId}/user/${userId}`);
  const draining = world.drain();
  await until('the failure to wait for the lock', async () => (await countWaitingForLock()) > 0);
  await sql`
    insert into align_sync_outbox
      (id, tenant_id, company_id, entity_type, local_id, operation, next_retry_at, waiting_for_type, waiting_for_id, error)
    values ('waiting', ${world.tenantId}, ${world.companyId}, 'project_member', ${world.engagement.id}, 'upsert',
      now() + interval '1 hour', 'user', ${userId}, 'waiting')
  `.execute(waiting);
  await waiting.commit().execute();
  await draining;

  const [user, member] = await world.intents();
  expect(user?.status).toBe('failed');
  expect(member?.error).toBe(`waiting for user ${userId}, which failed: ${user?.error}`);
});

async function countWaitingForLock(): Promise<number> {
  const { rows } = await sql`
    select 1 from pg_locks
    where locktype = 'advisory' and not granted
      and database = (select oid from pg_database where datname = current_database())
  `.execute(database);
  return rows.length;
}
