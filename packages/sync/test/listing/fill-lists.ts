import type { Database } from '@illumera/schema';
import { type RawBuilder, sql } from 'kysely';
import type { buildCompany } from '../support/build-company.ts';

type Company = Awaited<ReturnType<typeof buildCompany>>;

/** Fills every listed table with so many rows of one company, whose ids grow with their number; one in 100 is in trouble. */
export async function fillLists(database: Database, company: Company, rows: number): Promise<void> {
  await database.connection().execute(async (connection) => {
    // Neither foreign keys nor triggers are what is looked at here.
    await sql`set session_replication_role = replica`.execute(connection);
    for (const fill of fills(company)) await fill(rows).execute(connection);
    await sql`reset session_replication_role`.execute(connection);
  });
  await sql`analyze`.execute(database);
}

const id = sql`'r-' || lpad(n::text, 9, '0')`;

const series = (rows: number) => sql`generate_series(1, ${rows}::int) as n`;

function fills(company: Company): ((rows: number) => RawBuilder<unknown>)[] {
  const { tenantId, companyId, project, engagement, connection } = company;
  const person = engagement.personId;
  return [
    (rows) => sql`
      insert into projects (id, tenant_id, company_id, name)
      select ${id}, ${tenantId}, ${companyId}, 'P' from ${series(rows)}`,
    (rows) => sql`
      insert into users (id, tenant_id, email, name, role)
      select ${id}, ${tenantId}, n || '@example.test', 'T', 'talent' from ${series(rows)}`,
    (rows) => sql`
      insert into person_profiles (id, tenant_id, user_id)
      select ${id}, ${tenantId}, ${id} from ${series(rows)}`,
    (rows) => sql`
      insert into engagements (id, tenant_id, company_id, project_id, person_id)
      select ${id}, ${tenantId}, ${companyId}, ${project.id}, ${id} from ${series(rows)}`,
    (rows) => sql`
      insert into invoices (id, tenant_id, company_id, engagement_id, amount_cents, currency)
      select ${id}, ${tenantId}, ${companyId}, ${engagement.id}, 1, 'USD' from ${series(rows)}`,
    (rows) => sql`
      insert into time_entries (id, tenant_id, company_id, project_id, engagement_id, person_id, work_date, minutes)
      select ${id}, ${tenantId}, ${companyId}, ${project.id}, ${engagement.id}, ${person}, '2026-03-02', 60
      from ${series(rows)}`,
    (rows) => sql`
      insert into align_sync_outbox (id, tenant_id, company_id, entity_type, local_id, operation, status, settled_at)
      select ${id}, ${tenantId}, ${companyId}, 'project', ${id}, 'upsert',
        case when n % 100 = 0 then 'failed' else 'done' end, now()
      from ${series(rows)}`,
    (rows) => sql`
      insert into align_webhook_deliveries
        (id, tenant_id, company_id, connection_id, delivery_id, event_id, event_name, body, signature, status)
      select ${id}, ${tenantId}, ${companyId}, ${connection.id}, ${id}, ${id}, 'time.approved', '', 's',
        case when n % 100 = 0 then 'failed' else 'processed' end
      from ${series(rows)}`,
    (rows) => sql`
      insert into align_reconciliation_log (id, tenant_id, company_id, field, state)
      select ${id}, ${tenantId}, ${companyId}, 'minutes-' || n, case when n % 100 = 0 then 'open' else 'ignored' end
      from ${series(rows)}`,
    (rows) => sql`
      insert into align_reconciliation_runs
        (id, tenant_id, company_id, connection_id, scope, slot, state, finished_at)
      select ${id}, ${tenantId}, ${companyId}, ${connection.id}, 'time_entries', n::text, 'complete', now()
      from ${series(rows)}`,
    (rows) => sql`
      insert into align_connections (id, tenant_id, company_id, encrypted_api_key, key_last_four, align_org_id, align_key_scope, status)
      select ${id}, ${tenantId}, ${companyId}, 'sealed', '0000', 'org', 'organization', 'disconnected' from ${series(rows)}`,
  ];
}
