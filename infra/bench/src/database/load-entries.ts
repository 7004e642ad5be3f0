import { addJob } from '@illumera/sync';
import { type Database } from '@illumera/schema';
import { sql } from 'kysely';
import { v7 as uuid } from 'uuid';
import type { ConnectedCompany } from './connect-companies.ts';
import { type BenchEngagement, createEngagement } from './create-engagement.ts';

/** A company whose project, talent and membership are at Align, so that its entries can go. */
export async function createLinkedEngagement(
  database: Database,
  company: ConnectedCompany,
  alignBaseUrl: string,
): Promise<BenchEngagement> {
  const engagement = await createEngagement(database, company);
  const { tenantId, companyId, alignOrgId } = company;
  const { projectId, userId, engagementId } = engagement;
  const project = await createAt(alignBaseUrl, '/projects', projectId);
  const user = await createAt(alignBaseUrl, '/users/invite', userId);
  const links = [
    { externalType: 'project', externalId: projectId, alignEntityType: 'project', alignEntityId: project },
    { externalType: 'user', externalId: userId, alignEntityType: 'user', alignEntityId: user },
    {
      externalType: 'project_member',
      externalId: engagementId,
      alignEntityType: 'project_member',
      alignEntityId: `${project}:${user}`,
    },
  ] as const;
  for (const link of links) {
    await database
      .insertInto('alignEntityLinks')
      .values({ id: uuid(), tenantId, companyId, alignOrgId, ...link })
      .execute();
  }
  return engagement;
}

/** Writes entries of one company with the intents to create and to submit each; the drain's job comes with them. */
export async function loadEntries(
  database: Database,
  { tenantId, companyId, projectId, engagementId, personId }: BenchEngagement,
  { count, connectionId }: { count: number; connectionId: string },
): Promise<void> {
  await database.transaction().execute(async (transaction) => {
    await sql`
      insert into time_entries (id, tenant_id, company_id, project_id, engagement_id, person_id, work_date, minutes, notes, status)
      select ${engagementId} || '-' || n, ${tenantId}, ${companyId}, ${projectId}, ${engagementId}, ${personId},
        '2026-03-02', 60, 'entry ' || n, 'submitted'
      from generate_series(1, ${count}::int) n
    `.execute(transaction);
    await sql`
      insert into align_sync_outbox (id, tenant_id, company_id, entity_type, local_id, operation)
      select gen_random_uuid()::text, ${tenantId}, ${companyId}, kind, ${engagementId} || '-' || n, 'upsert'
      from generate_series(1, ${count}::int) n, unnest(array['time_entry', 'time_entry_submit']) with ordinality as kinds (kind, place)
      order by n, place
    `.execute(transaction);
    await addJob(transaction, 'drain', { connectionId });
  });
}

async function createAt(alignBaseUrl: string, path: string, externalId: string): Promise<string> {
  const answer = await fetch(`${alignBaseUrl}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer setup-${externalId}` },
    body: JSON.stringify({ name: 'before', externalRef: { externalId } }),
  });
  const { id, userId } = (await answer.json()) as { id?: string; userId?: string };
  return id ?? userId ?? '';
}
