import { createDatabase, createPool, openTenantDatabases } from '@illumera/schema';
import { createCircuits, findRunTenant, hashKey, runReconciliation } from '@illumera/sync';
import { sql } from 'kysely';
import { z } from 'zod';
import { remoteEntriesClient } from '../align/list-remote-entries.ts';

/** One run of reconciliation in a process of its own, on databases as a worker opens them; its last line is what came of it. */
const settings = z.object({ DATABASE_URL: z.string(), RUN_ID: z.string() }).parse(process.env);
const KB_PER_MB = 1024;

const options = {
  connectionString: settings.DATABASE_URL,
  maxConnections: 10,
  applicationName: 'bench-reconcile',
  preparesStatements: true,
};
const pool = createPool(options);
const database = createDatabase(pool);
const work = createPool({ ...options, role: 'illumera_worker' });
const tenantId = (await findRunTenant(database, settings.RUN_ID)) ?? '';
const tenant = openTenantDatabases(work)(tenantId);
const client = remoteEntriesClient(pool);
// A worker's connections have long been open.
await Promise.all(
  Array.from({ length: options.maxConnections }, () => sql`select pg_sleep(0.05)`.execute(tenant)),
);
const startedAt = performance.now();
const result = await runReconciliation(tenant, {
  runId: settings.RUN_ID,
  openKey: () => ({ keyHash: hashKey('bench'), client: () => client }),
  circuits: createCircuits(),
  stopping: new AbortController().signal,
  costToleranceCents: 100,
  limit: { requests: 1_000_000, windowMs: 60_000 },
});
const elapsedMs = performance.now() - startedAt;
await Promise.all([database.destroy(), work.end()]);
const peakMb = process.resourceUsage().maxRSS / KB_PER_MB;
const end = JSON.stringify(result);
process.stdout.write(`${JSON.stringify({ elapsedMs, peakMb, end })}\n`);
