import { until } from '@illumera/testkit';
import type { Walk } from './set-out.ts';

/** Compares the time entries with Align's, from beginning to end. */
export async function sweep({ admin, companyId }: Walk): Promise<void> {
  const { data } = await admin('listConnections', { query: { companyId } });
  const connectionId = data.find(({ status }) => status === 'active')?.id;
  if (connectionId === undefined) throw new Error('no active connection to sweep');
  const { runId } = await admin('reconcile', { body: { connectionId, scope: 'time_entries' } });
  await until('the end of the sweep', async () => {
    const runs = await admin('listRuns', { query: { companyId, limit: 200 } });
    return runs.data.find(({ id, state }) => id === runId && state !== 'running');
  });
}
