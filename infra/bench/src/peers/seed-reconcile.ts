import { Pool } from 'pg';
import { z } from 'zod';
import { type SeedEntry, seedLocalDatabase } from './seed-local-database.ts';

/** S0's "Sample Reconciliation Script", from where `fetchAll` has returned; the last line it writes is what came of it. */
const settings = z.object({ DATABASE_URL: z.string() }).parse(process.env);
const KB_PER_MB = 1024;

const pool = new Pool({ connectionString: settings.DATABASE_URL, max: 1 });
const localDb = seedLocalDatabase(pool);
const { rows: alignEntries } = await pool.query<SeedEntry>(
  'select id, project_id, work_date, minutes / 60.0::float8 as hours, status from remote_entries',
);
let reconciled = 0;
const startedAt = performance.now();
for (const entry of alignEntries) {
  const local = await localDb.getTimeEntry(entry.id);
  if (!local || local.status !== entry.status || local.hours !== entry.hours) {
    await localDb.upsertTimeEntry(entry);
    reconciled += 1;
  }
}
const elapsedMs = performance.now() - startedAt;
await pool.end();
const peakMb = process.resourceUsage().maxRSS / KB_PER_MB;
process.stdout.write(`${JSON.stringify({ elapsedMs, peakMb, reconciled })}\n`);
