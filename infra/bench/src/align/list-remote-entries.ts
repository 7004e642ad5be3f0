import type { AlignClient } from '@illumera/align-client';
import type { Pool } from 'pg';

interface Listing {
  params: { projectId: string };
  query: { startDate: string; endDate?: string; page: number; pageSize: number };
}

/**
 * Answers, without the network, what a comparison of time entries that have been read asks of Align: a day's entries, which
 * `createRemoteDays` has written down as Align lists them, and an entry's link, which it has none of.
 */
export function remoteEntriesClient(pool: Pool): AlignClient {
  const lists: Record<string, (call: Listing) => Promise<unknown>> = {
    listTimeEntries: (call) => listDay(pool, call),
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

/** Writes down the answers to all lists of one day from `remote_entries`, so that looking them up costs next to nothing. */
export async function createRemoteDays(pool: Pool): Promise<void> {
  await pool.query(`
    create table remote_days (project_id text, work_date text, data json not null, primary key (project_id, work_date));
    insert into remote_days
      select project_id, work_date, json_agg(json_build_object('id', id, 'projectId', project_id, 'userId', user_id,
        'workDate', work_date, 'minutes', minutes, 'description', description, 'status', status) order by id)
      from remote_entries group by project_id, work_date;
    analyze remote_days;
  `);
}

async function listDay(pool: Pool, { params, query }: Listing) {
  const { startDate, endDate, page, pageSize } = query;
  if (endDate !== startDate) throw new Error('lists of more than a day are not answered here');
  const { rows } = await pool.query<{ data: unknown[] }>({
    name: 'day',
    text: 'select data from remote_days where project_id = $1 and work_date = $2',
    values: [params.projectId, startDate],
  });
  const { data } = rows[0] ?? { data: [] };
  const from = (page - 1) * pageSize;
  return { data: data.slice(from, from + pageSize), page, pageSize, total: data.length };
}
