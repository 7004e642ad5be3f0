import { Pool } from 'pg';
import { z } from 'zod';
import { type SeedEntry, seedLocalDatabase } from './seed-local-database.ts';

/**
 * S0's "Sample Reconciliation Script" for every project, with its `fetchAll`; the last line it writes is what came of it. Where
 * the address has a filter already, a page is asked for with `&`.
 */
const settings = z.object({ DATABASE_URL: z.string(), ALIGN_BASE_URL: z.string() }).parse(process.env);
const KEY = 'ak_live_seed';
const FIRST_DATE = '2000-01-01';

const pool = new Pool({ connectionString: settings.DATABASE_URL, max: 1 });
const localDb = seedLocalDatabase(pool);
const { rows: projects } = await pool.query<{ id: string }>('select id from projects order by id');
let calls = 0;
const startedAt = performance.now();
for (const { id } of projects) await reconcileTimeEntries(id);
const elapsedMs = performance.now() - startedAt;
await pool.end();
process.stdout.write(`${JSON.stringify({ elapsedMs, calls })}\n`);

async function reconcileTimeEntries(projectId: string): Promise<void> {
  const path = `/projects/${projectId}/time-entries?startDate=${FIRST_DATE}`;
  for (const { projectId: project_id, workDate: work_date, minutes, ...rest } of await fetchAll(path)) {
    const entry: SeedEntry = { ...rest, project_id, work_date, hours: minutes / 60 };
    const local = await localDb.getTimeEntry(entry.id);
    if (!local || local.status !== entry.status || local.hours !== entry.hours) {
      await localDb.upsertTimeEntry(entry);
    }
  }
}

interface ListedEntry {
  id: string;
  projectId: string;
  workDate: string;
  minutes: number;
  status: string;
}

async function fetchAll(path: string): Promise<ListedEntry[]> {
  const results: ListedEntry[] = [];
  const pageSize = 100;
  for (let page = 1; ; page += 1) {
    const url = `${settings.ALIGN_BASE_URL}${path}&page=${page}&pageSize=${pageSize}`;
    const response = await fetch(url, { headers: { authorization: `Bearer ${KEY}` } });
    const body = (await response.json()) as { data: ListedEntry[]; total: number };
    calls += 1;
    results.push(...body.data);
    if (results.length >= body.total) return results;
  }
}
