import { addJob } from '@illumera/sync';
import type { Database } from '@illumera/schema';
import { sql } from 'kysely';
import { v7 as uuid } from 'uuid';
import type { ConnectedCompany } from '../../database/connect-companies.ts';

export interface CompanySize {
  users: number;
  members: number;
  entries: number;
}

/** Talents, memberships and entries of one project, each with the intents that its making enqueues. @returns the project's id */
export async function loadCompany(
  database: Database,
  { tenantId, companyId, connectionId }: ConnectedCompany,
  { users, members, entries }: CompanySize,
): Promise<string> {
  const projectId = uuid();
  await database.transaction().execute(async (transaction) => {
    await transaction
      .insertInto('projects')
      .values({ id: projectId, tenantId, companyId, name: 'Pilot' })
      .execute();
    await sql`
      insert into users (id, tenant_id, email, name, role)
      select 'user-' || n, ${tenantId}, 'user-' || n || '@example.test', 'User ' || n, 'talent'
      from generate_series(1, ${users}::int) n`.execute(transaction);
    await sql`
      insert into person_profiles (id, tenant_id, user_id)
      select 'person-' || n, ${tenantId}, 'user-' || n from generate_series(1, ${users}::int) n`.execute(
      transaction,
    );
    await sql`
      insert into engagements (id, tenant_id, company_id, project_id, person_id, status)
      select 'engagement-' || n, ${tenantId}, ${companyId}, ${projectId}, 'person-' || n, 'accepted'
      from generate_series(1, ${members}::int) n`.execute(transaction);
    await sql`
      insert into time_entries (id, tenant_id, company_id, project_id, engagement_id, person_id, work_date, minutes, notes)
      select 'entry-' || n, ${tenantId}, ${companyId}, ${projectId}, 'engagement-' || (1 + n % ${members}::int),
        'person-' || (1 + n % ${members}::int), '2026-03-02', 60, 'first'
      from generate_series(1, ${entries}::int) n`.execute(transaction);
    const made = [
      { type: 'project', ids: sql`select ${projectId}::text` },
      { type: 'user', ids: sql`select 'user-' || n from generate_series(1, ${users}::int) n` },
      {
        type: 'project_member',
        ids: sql`select 'engagement-' || n from generate_series(1, ${members}::int) n`,
      },
      { type: 'time_entry', ids: sql`select 'entry-' || n from generate_series(1, ${entries}::int) n` },
    ];
    for (const { type, ids } of made) {
      await sql`
        insert into align_sync_outbox (id, tenant_id, company_id, entity_type, local_id, operation)
        select gen_random_uuid()::text, ${tenantId}, ${companyId}, ${type}, id, 'upsert' from (${ids}) as made (id)
      `.execute(transaction);
    }
    await addJob(transaction, 'drain', { connectionId });
  });
  await sql`analyze`.execute(database);
  return projectId;
}

/** Edits every entry so many times, in turns, each edit with its intent, as they pile up behind a key that is used up. */
export async function editEntries(
  database: Database,
  { connectionId, companyId, tenantId }: ConnectedCompany,
  edits: number,
): Promise<void> {
  await database.transaction().execute(async (transaction) => {
    for (let edit = 1; edit <= edits; edit += 1) {
      await sql`update time_entries set minutes = 60 + ${edit}::int, notes = ${`edit ${edit}`}`.execute(
        transaction,
      );
      await sql`
        insert into align_sync_outbox (id, tenant_id, company_id, entity_type, local_id, operation)
        select gen_random_uuid()::text, ${tenantId}, ${companyId}, 'time_entry', id, 'upsert' from time_entries
      `.execute(transaction);
    }
    await addJob(transaction, 'drain', { connectionId });
  });
  await sql`analyze`.execute(database);
}
