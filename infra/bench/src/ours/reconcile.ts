import { createDatabase, createPool } from '@illumera/schema';
import { createCircuits, hashKey, runReconciliation } from '@illumera/sync';
import { z } from 'zod';
import { remoteEntriesClient } from '../align/list-remote-entries.ts';

/** One run of reconciliation in a process of its own; the last line it writes is what came of it. */
const settings = z.object({ DATABASE_URL: z.string(), RUN_ID: z.string() }).parse(process.env);
const KB_PER_MB = 1024;

const pool = createPool({
  connectionString: settings.DATABASE_URL,
  maxConnections: 10,
  applicationName: 'bench-reconcile',
});
const database = createDatabase(pool);
const client = remoteEntriesClient(pool);
await pool.query('select 1');
const startedAt = performance.now();
const result = await runReconciliation(database, {
  runId: settings.RUN_ID,
  openKey: () => ({ keyHash: hashKey('bench'), client: () => client }),
  circuits: createCircuits(),
  stopping: new AbortController().signal,
  costToleranceCents: 100,
  limit: { requests: 1_000_000, windowMs: 60_000 },
});
const elapsedMs = performance.now() - startedAt;
await database.destroy();
const peakMb = process.resourceUsage().maxRSS / KB_PER_MB;
const end = JSON.stringify(result);
process.stdout.write(`${JSON.stringify({ elapsedMs, peakMb, end })}\n`);
