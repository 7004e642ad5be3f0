import type { BenchDatabases } from '../../database/bench-databases.ts';
import { connectCompanies } from '../../database/connect-companies.ts';
import type { Measured } from '../../measure/compete.ts';
import { withPrograms } from '../../programs/with-programs.ts';
import type { IngestContestant } from './contestants.ts';
import { deliver, type Target } from './deliver.ts';
import { handledOnce } from './handled-once.ts';
import { refusesForgeries } from './refuses-forgeries.ts';
import { storedGate } from './stored-gate.ts';

/** Organizations that deliver, in turn. */
export const ORGANIZATIONS = 10;
/** Until the server and the load are compiled. */
const WARM_UP_MS = 2_000;

/** Delivers on so many connections for a while, then looks what is stored. */
export async function measureIngest(
  databases: BenchDatabases,
  contestant: IngestContestant,
  { connections, durationMs }: { connections: number; durationMs: number },
): Promise<Measured> {
  const bench = await databases.migrated();
  try {
    return await withPrograms(async (start) => {
      const targets = targetsOf(await connectCompanies(bench.database, ORGANIZATIONS));
      const { url } = await contestant.start(start, bench);
      const load = { url, format: contestant.format, targets, connections };
      const { perSecond, p50Ms, p99Ms, acknowledged } = await deliver({
        ...load,
        durationMs,
        warmUpMs: WARM_UP_MS,
      });
      const gates = [await storedGate(bench, contestant, acknowledged)];
      if (!contestant.isPeer) {
        gates.push(await refusesForgeries(bench, url, targets));
        gates.push(await handledOnce(start, bench));
      }
      return { figures: { 'deliveries/s': perSecond, 'p50 ms': p50Ms, 'p99 ms': p99Ms }, gates };
    });
  } finally {
    await bench.destroy();
  }
}

/** Where each company's events are delivered. */
export function targetsOf(companies: readonly { alignOrgId: string; connectionId: string }[]): Target[] {
  return companies.map(({ alignOrgId, connectionId }) => ({
    alignOrgId,
    path: `/api/webhooks/align/${connectionId}`,
  }));
}
