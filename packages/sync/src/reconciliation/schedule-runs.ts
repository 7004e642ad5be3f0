import type { Database, ReconciliationScope } from '@illumera/schema';
import { startRuns } from './start-runs.ts';

/**
 * Starts a run for every connection that works, for one slot of the clock: however many workers hear the clock, each
 * connection has one run a slot. One whose last run of that scope is not over yet goes without.
 * @returns how many runs are new
 */
export async function scheduleRuns(
  database: Database,
  { scope, slot }: { scope: ReconciliationScope; slot: string },
): Promise<number> {
  const connections = await database
    .selectFrom('alignConnections')
    .select(['id', 'tenantId', 'companyId'])
    .where('status', '=', 'active')
    .execute();
  const started = await startRuns(database, { connections, scope, slot });
  return started.length;
}
