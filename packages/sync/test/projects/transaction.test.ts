import { useTestDatabase } from '@illumera/testkit';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { activateProject } from '../../src/projects/activate-project.ts';
import { createProject } from '../../src/projects/create-project.ts';
import { buildCompany, readIntents } from '../support/build-company.ts';

const { database } = await useTestDatabase();

async function countJobs(): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*) from graphile_worker.jobs`.execute(database);
  return rows[0]?.count ?? 0;
}

test('a change that is rolled back leaves no intent and no job', async () => {
  const { admin, companyId, project } = await buildCompany(database);
  const jobsBefore = await countJobs();
  const rolledBack = database.transaction().execute(async (transaction) => {
    await createProject(transaction, admin, { companyId, name: 'Gone' });
    await activateProject(transaction, admin, project.id);
    expect(await readIntents(transaction, companyId)).toHaveLength(2);
    throw new Error('changed my mind');
  });
  await expect(rolledBack).rejects.toThrow('changed my mind');
  expect(await readIntents(database, companyId)).toEqual([]);
  expect(await countJobs()).toBe(jobsBefore);
});

test('a change whose intent cannot be written is not made', async () => {
  const { admin, companyId, project } = await buildCompany(database);
  await sql`
    create function refuse_intent() returns trigger language plpgsql as $$ begin raise 'no intents today'; end $$;
    create trigger refuse before insert on align_sync_outbox for each row
      when (new.company_id = ${sql.lit(companyId)}) execute function refuse_intent()
  `.execute(database);
  await expect(activateProject(database, admin, project.id)).rejects.toThrow('no intents today');
  const row = await database
    .selectFrom('projects')
    .select('status')
    .where('id', '=', project.id)
    .executeTakeFirst();
  expect(row?.status).toBe('draft');
});

test('a company without a connection leaves no intent', async () => {
  const { admin, companyId, connection } = await buildCompany(database);
  await database
    .updateTable('alignConnections')
    .set({ status: 'disconnected' })
    .where('id', '=', connection.id)
    .execute();
  await createProject(database, admin, { companyId, name: 'Quiet' });
  expect(await readIntents(database, companyId)).toEqual([]);
});
