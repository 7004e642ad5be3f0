import type { AlignClient } from '@illumera/align-client';
import type { Pool } from 'pg';

interface Listing {
  params: { projectId: string };
  query: { startDate: string; endDate?: string; page: number; pageSize: number };
}

/** Answers from `remote_entries`, without the network, what a comparison of time entries asks of Align; nothing has a link. */
export function remoteEntriesClient(pool: Pool): AlignClient {
  const lists: Record<string, (call: Listing) => Promise<unknown>> = {
    listTimeEntries: (call) => listEntries(pool, call),
    listIntegrationLinks: async () => ({ data: [], page: 1, pageSize: 100, total: 0 }),
  };
  return {
    call: async (name, ...parts) => {
      const list = lists[name];
      if (list === undefined) throw new Error(`${name} is not answered here`);
      return (await list(parts[0] as unknown as Listing)) as never;
    },
  };
}

async function listEntries(pool: Pool, { params, query }: Listing) {
  const { startDate, endDate = '9999-12-31', page, pageSize } = query;
  const { rows } = await pool.query<{ total: number; data: unknown[] }>(
    `with listed as (
       select * from remote_entries where project_id = $1 and work_date between $2 and $3
     )
     select (select count(*)::integer from listed) as total, coalesce(jsonb_agg(jsonb_build_object(
       'id', id, 'projectId', project_id, 'userId', user_id, 'workDate', work_date, 'minutes', minutes,
       'description', description, 'status', status)), '[]') as data
     from (select * from listed order by work_date, id limit $4 offset $5) as page`,
    [params.projectId, startDate, endDate, pageSize, (page - 1) * pageSize],
  );
  return { ...(rows[0] ?? { total: 0, data: [] }), page, pageSize };
}
