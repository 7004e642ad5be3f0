import { Pool } from 'pg';

export interface RemoteEntry {
  id: string;
  projectId: string;
  userId: string;
  workDate: string;
  minutes: number;
  description: string | null;
  status: string;
}

/** A project's entries from a date on, page by page (S0 "Pagination Model"). */
export type ListEntries = (projectId: string, query: URLSearchParams) => EntryPage;

interface EntryPage {
  data: readonly RemoteEntry[];
  page: number;
  pageSize: number;
  total: number;
}

/** Reads `remote_entries` into memory, so that pages cost the measured database nothing. */
export async function loadRemoteEntries(connectionString: string): Promise<ListEntries> {
  const pool = new Pool({ connectionString, max: 1 });
  const { rows } = await pool.query<RemoteEntry>(
    `select id, project_id as "projectId", user_id as "userId", work_date as "workDate", minutes, description, status
     from remote_entries order by work_date, id`,
  );
  await pool.end();
  const byProject = Map.groupBy(rows, ({ projectId }) => projectId);
  return (projectId, query) => {
    const from = query.get('startDate') ?? '';
    const to = query.get('endDate') ?? '9999-12-31';
    const [page, pageSize] = [Number(query.get('page') ?? 1), Number(query.get('pageSize') ?? 50)];
    const entries = (byProject.get(projectId) ?? []).filter(
      ({ workDate }) => workDate >= from && workDate <= to,
    );
    const offset = (page - 1) * pageSize;
    return { data: entries.slice(offset, offset + pageSize), page, pageSize, total: entries.length };
  };
}
