import type { Database } from '@illumera/schema';
import { type RawBuilder, sql } from 'kysely';
import type { Lists, Owner } from './build-lists.ts';

/** The time of the row of this number; three rows share one. */
export const timeOf = (number: number): Date =>
  new Date(Date.UTC(2026, 0, 1) + Math.floor(number / 3) * 90_000);

/** The id of the row of this number. */
export const idOf = (number: number): string => `r-${String(number).padStart(9, '0')}`;

/**
 * Fills every listed table with so many rows, whose ids and times grow with their number. What is rare, be it a status, a
 * type, a project or a person, is among the first twentieth of the rows, where a list that is looked through from its newest
 * row on comes to it last. Indexes are built when the rows are there.
 */
export async function fillLists(database: Database, lists: Lists, rows: number): Promise<void> {
  await unchecked(database, async (connection) => {
    await numberRows(connection, lists, { rows, from: 1, to: rows });
    for (const [table, fill] of Object.entries(fills)) {
      const indexes = await takeIndexes(connection, table);
      await fill(rows).execute(connection);
      for (const index of indexes) await sql.raw(index).execute(connection);
      await sql`vacuum analyze ${sql.table(table)}`.execute(connection);
    }
  });
}

export type FilledTable = keyof typeof fills;

export interface Numbers {
  /** How many rows the table was filled with. */
  rows: number;
  /** The numbers of those to add. */
  from: number;
  to: number;
}

/** Adds rows to a table that has been filled. */
export async function addRows(
  database: Database,
  lists: Lists,
  { table, ...numbers }: Numbers & { table: FilledTable },
): Promise<void> {
  await unchecked(database, async (connection) => {
    await numberRows(connection, lists, numbers);
    await fills[table](numbers.rows).execute(connection);
  });
}

/** Neither foreign keys nor triggers are what is looked at here. */
async function unchecked(database: Database, work: (connection: Database) => Promise<void>): Promise<void> {
  await database.connection().execute(async (connection) => {
    await sql`set session_replication_role = replica`.execute(connection);
    await sql`set maintenance_work_mem = '256MB'`.execute(connection);
    await work(connection);
    await sql`drop table numbered`.execute(connection);
    await sql`reset all`.execute(connection);
  });
}

/** Whose each row is, and whether it is one of the rare ones, for all tables alike. */
async function numberRows(connection: Database, lists: Lists, { rows, from, to }: Numbers): Promise<void> {
  const { large, middling, small, dormant, foreign, alone } = lists;
  const owners = Object.entries({ large, middling, small, dormant, foreign, alone }).map(
    ([name, owner]: [string, Owner]) =>
      sql`(${sql.join([name, ...columnsOf(owner)].map((value) => sql`${value}::text`))})`,
  );
  await sql`
    create temporary table numbered as
    select n, 'r-' || lpad(n::text, 9, '0') as id, n <= ${rows}::int / 20 and n % 7 = 0 as is_rare,
      ${timeOf(0)}::timestamptz + (n / 3) * interval '90 seconds' as at, owner.*
    from generate_series(${from}::int, ${to}::int) as n join (values ${sql.join(owners)})
      as owner (name, tenant_id, company_id, connection_id, busy_project_id, early_project_id, engagement_id, person_id)
      on owner.name = case
        when n % greatest(${rows}::int / 300, 10) = 3 then 'small'
        when n % greatest(${rows}::int / 300, 10) = 7 then 'alone'
        when n <= ${rows}::int / 20 and n % 2 = 0 then 'dormant'
        when n % 20 = 1 then 'foreign'
        when n % 10 in (2, 5) then 'middling'
        else 'large'
      end
    order by n
  `.execute(connection);
}

function columnsOf(owner: Owner): string[] {
  const { tenantId, companyId, connectionId, busyProjectId, earlyProjectId, engagementId, personId } = owner;
  return [tenantId, companyId, connectionId, busyProjectId, earlyProjectId, engagementId, personId];
}

/** Drops the indexes of a table that are no constraint's, and returns what makes them again. */
async function takeIndexes(connection: Database, table: string): Promise<string[]> {
  const { rows } = await sql<{ name: string; definition: string }>`
    select indexrelid::regclass::text as name, pg_get_indexdef(indexrelid) as definition from pg_index
    where indrelid = ${table}::regclass
      and not exists (select from pg_constraint where conindid = indexrelid)
  `.execute(connection);
  for (const { name } of rows) await sql`drop index ${sql.id(name)}`.execute(connection);
  return rows.map(({ definition }) => definition);
}

const one = (values: Record<string, string>, usual: string) =>
  sql`case ${sql.join(
    Object.entries(values).map(([when, then]) => sql`when ${sql.raw(when)} then ${sql.lit(then)}`),
    sql` `,
  )} else ${sql.lit(usual)} end`;

/** The id of one of the first so many rows of another table. */
const oneOf = (many: number, rows: number) =>
  sql`'r-' || lpad((n % ${Math.min(many, rows)}::int + 1)::text, 9, '0')`;
const project = (
  rows: number,
) => sql`case when is_rare then early_project_id when n % 2 = 0 then busy_project_id
  else ${oneOf(1000, rows)} end`;
const engagement = (rows: number) =>
  sql`case when is_rare then engagement_id else ${oneOf(20_000, rows)} end`;
const person = (rows: number) => sql`case when is_rare and n < 20000 or n % 2000 = 0 then person_id
  else ${oneOf(20_000, rows)} end`;

const fills = {
  projects: () => sql`
    insert into projects (id, tenant_id, company_id, name, status, created_at)
    select id, tenant_id, company_id, 'P', ${one({ is_rare: 'draft', 'n % 5 = 0': 'completed' }, 'active')}, at from numbered`,
  users: () => sql`
    insert into users (id, tenant_id, email, name, role)
    select id, tenant_id, n || '@example.test', 'T', 'talent' from numbered`,
  person_profiles: () => sql`
    insert into person_profiles (id, tenant_id, user_id, created_at) select id, tenant_id, id, at from numbered`,
  engagements: (rows) => sql`
    insert into engagements (id, tenant_id, company_id, project_id, person_id, status, created_at)
    select id, tenant_id, company_id, ${project(rows)}, ${person(rows)}, ${one({ is_rare: 'offered', 'n % 3 = 0': 'ended' }, 'accepted')}, at
    from numbered`,
  invoices: (rows) => sql`
    insert into invoices (id, tenant_id, company_id, engagement_id, amount_cents, currency, status, created_at)
    select id, tenant_id, company_id, ${engagement(rows)}, 1, 'USD', ${one({ is_rare: 'void', 'n % 50 = 0': 'draft' }, 'paid')}, at
    from numbered`,
  time_entries: (rows) => sql`
    insert into time_entries
      (id, tenant_id, company_id, project_id, engagement_id, person_id, work_date, minutes, status, deleted_at, created_at)
    select id, tenant_id, company_id, ${project(rows)}, ${engagement(rows)}, ${person(rows)}, '2026-03-02', 60,
      ${one({ is_rare: 'rejected', 'n % 50 = 0': 'submitted', 'n % 10 = 0': 'approved' }, 'invoiced')},
      case when n % 40 = 0 then at end, at
    from numbered`,
  align_sync_outbox: (rows) => sql`
    insert into align_sync_outbox (id, tenant_id, company_id, entity_type, local_id, operation, status, created_at, settled_at)
    select id, tenant_id, company_id,
      ${one({ is_rare: 'wiki_page', 'n % 50 = 0': 'user', 'n % 3 = 0': 'time_entry_submit' }, 'time_entry')},
      'l-' || n / 4, 'upsert',
      case when n > ${rows}::int * 0.99 then 'pending' when is_rare and n % 2 = 0 then 'failed' else 'done' end, at, at
    from numbered`,
  align_webhook_deliveries: (rows) => sql`
    insert into align_webhook_deliveries (id, tenant_id, company_id, connection_id, delivery_id, event_id, event_name, body,
      signature, status, received_at)
    select id, tenant_id, company_id, connection_id, id, id,
      ${one({ is_rare: 'release.released', 'n % 5 = 0': 'time.locked' }, 'time.approved')}, '', 's',
      case when n > ${rows}::int * 0.99 then 'received' when is_rare and n % 2 = 0 then 'failed' else 'processed' end, at
    from numbered`,
  align_reconciliation_log: () => sql`
    insert into align_reconciliation_log
      (id, tenant_id, company_id, field, external_type, external_id, state, detected_at)
    select id, tenant_id, company_id,
      ${one({ is_rare: 'webhook.missing', 'n % 3 = 0': 'status' }, 'approved_minutes')}, 'time_entry', id,
      ${one({ 'is_rare and n % 2 = 0': 'acknowledged', 'n % 100 = 0': 'open' }, 'resolved')}, at
    from numbered`,
  align_reconciliation_runs: () => sql`
    insert into align_reconciliation_runs
      (id, tenant_id, company_id, connection_id, scope, slot, state, created_at, finished_at)
    select id, tenant_id, company_id, connection_id,
      ${one({ is_rare: 'links', 'n % 24 = 0': 'nightly' }, 'time_entries')}, n::text,
      ${one({ 'is_rare and n % 2 = 0': 'failed', 'n % 70 = 0': 'incomplete' }, 'complete')}, at, at
    from numbered`,
  align_backfills: () => sql`
    insert into align_backfills (id, tenant_id, company_id, connection_id, planned_projects, planned_users,
      planned_project_members, planned_time_entries, planned_wiki_pages, requested_by, finished_at, created_at)
    select id, tenant_id, company_id, case when is_rare then connection_id else 'c-' || n % 1000 end, 1, 0, 0, 0, 0, 'u', at, at
    from numbered`,
  align_connections: () => sql`
    insert into align_connections
      (id, tenant_id, company_id, encrypted_api_key, key_last_four, align_org_id, align_key_scope, status, created_at)
    select id, tenant_id, company_id, 'sealed', '0000', 'org', 'organization', 'disconnected', at from numbered`,
} satisfies Record<string, (rows: number) => RawBuilder<unknown>>;
