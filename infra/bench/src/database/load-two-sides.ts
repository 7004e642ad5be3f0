import { sql } from 'kysely';
import type { BenchDatabase } from './bench-databases.ts';
import { type ConnectedCompany, connectCompanies } from './connect-companies.ts';
import { createEngagement } from './create-engagement.ts';

export interface TwoSides {
  rows: number;
  /** In each project. */
  projectRows: number;
  /** One in so many differs. */
  differing: number;
  /** In turns. */
  kinds: readonly ('changed' | 'new' | 'gone')[];
}

/** One in a hundred is approved there, new there or gone there. */
export const mixedSides = (rows: number): TwoSides => ({
  rows,
  projectRows: 10_000,
  differing: 100,
  kinds: ['changed', 'new', 'gone'],
});

/**
 * Time entries here and, in `remote_entries`, what Align would list of them: 100 a day in each project.
 * @returns the company that they are of
 */
export async function loadTwoSides(
  { database }: BenchDatabase,
  { rows, projectRows, differing, kinds }: TwoSides,
): Promise<ConnectedCompany> {
  const [company] = await connectCompanies(database, 1);
  if (company === undefined) throw new Error('there is no company');
  const { tenantId, companyId, alignOrgId, connectionId } = company;
  const kindsList = sql.join(kinds.map((kind) => sql.lit(kind)));
  await database
    .updateTable('alignConnections')
    .set({ importAlignEntries: 'realtime' })
    .where('id', '=', connectionId)
    .execute();
  for (let from = 1; from <= rows; from += projectRows) await createEngagement(database, company);
  await sql`
    create table remote_entries (
      id text primary key, project_id text not null, user_id text not null, work_date text not null,
      minutes integer not null, description text, status text not null
    );
    create index on remote_entries (project_id, work_date, id);
    create table both_sides as
      select n, md5('local ' || n)::uuid::text as local_id, md5('remote ' || n)::uuid::text as remote_id,
        engagement.*, to_char(current_date - 1 - ((n - 1) / 100 % 100)::integer, 'YYYY-MM-DD') as work_date,
        case when n % ${sql.lit(differing)} <> ${sql.lit(differing / 2)} then 'equal'
          else (array[${kindsList}])[n / ${sql.lit(differing)} % ${sql.lit(kinds.length)} + 1] end as kind
      from generate_series(1, ${sql.lit(rows)}::integer) n
      join (
        select row_number() over (order by engagement.id) - 1 as place, engagement.id as engagement_id, project_id, person_id, user_id
        from engagements engagement join person_profiles person on person.id = engagement.person_id
      ) engagement on engagement.place = (n - 1) / ${sql.lit(projectRows)};
    insert into remote_entries
      select remote_id, project_id, user_id, work_date, 60, 'entry ' || n,
        case kind when 'changed' then 'approved' else 'submitted' end
      from both_sides where kind <> 'gone';
    insert into time_entries (
      id, tenant_id, company_id, project_id, engagement_id, person_id, work_date, minutes, notes, status, sync_status
    )
      select local_id, ${sql.lit(tenantId)}, ${sql.lit(companyId)}, project_id, engagement_id, person_id, work_date, 60, 'entry ' || n,
        'submitted', 'synced'
      from both_sides where kind <> 'new';
    insert into align_entity_links (
      id, tenant_id, company_id, align_org_id, external_type, external_id, align_entity_type, align_entity_id
    )
      select gen_random_uuid()::text, ${sql.lit(tenantId)}, ${sql.lit(companyId)}, ${sql.lit(alignOrgId)}, type, local, type, remote
      from (
        select 'time_entry' as type, local_id as local, remote_id as remote from both_sides where kind <> 'new'
        union all select 'project', id, id from projects
        union all select 'user', id, id from users
      ) link;
    drop table both_sides;
    analyze;
  `.execute(database);
  return company;
}
