import { z } from 'zod';
import type { BenchDatabases } from '../../database/bench-databases.ts';
import { connectCompanies } from '../../database/connect-companies.ts';
import type { Measured } from '../../measure/compete.ts';
import { runProgram } from '../../programs/run-program.ts';
import { withPrograms } from '../../programs/with-programs.ts';
import type { IngestContestant } from './contestants.ts';
import { refusesForgeries } from './refuses-forgeries.ts';
import { handledOnce } from './handled-once.ts';
import { storedGate } from './stored-gate.ts';

const Load = z.object({
  perSecond: z.number(),
  p50Ms: z.number(),
  p99Ms: z.number(),
  statuses: z.record(z.string(), z.number()),
  acknowledged: z.array(z.string()),
});

/** Organizations that deliver, in turn. */
const ORGANIZATIONS = 10;
const WARM_UP_MS = 500;

/** Delivers on so many connections for a while, then looks what is stored. */
export async function measureIngest(
  databases: BenchDatabases,
  contestant: IngestContestant,
  { connections, durationMs }: { connections: number; durationMs: number },
): Promise<Measured> {
  const bench = await databases.migrated();
  try {
    return await withPrograms(async (start) => {
      const companies = await connectCompanies(bench.database, ORGANIZATIONS);
      const url = await contestant.start(start, bench);
      const targets = companies.map(({ alignOrgId, connectionId }) => ({
        alignOrgId,
        path: `/api/webhooks/align/${connectionId}`,
      }));
      const deliver = (forMs: number) =>
        runProgram(Load, {
          main: 'infra/bench/src/load/deliveries-main.ts',
          env: {
            URL: url,
            FORMAT: contestant.format,
            CONNECTIONS: String(connections),
            DURATION_MS: String(forMs),
            TARGETS: JSON.stringify(targets),
          },
        });
      const warmUp = await deliver(WARM_UP_MS);
      const load = await deliver(durationMs);
      const acknowledged = [...warmUp.acknowledged, ...load.acknowledged];
      const gates = [await storedGate(bench, contestant, acknowledged)];
      if (!contestant.isPeer) {
        const target = targets[0];
        if (target !== undefined) gates.push(await refusesForgeries(bench, url, target));
        gates.push(await handledOnce(start, bench));
      }
      const { perSecond, p50Ms, p99Ms } = load;
      return { figures: { 'deliveries/s': perSecond, 'p50 ms': p50Ms, 'p99 ms': p99Ms }, gates };
    });
  } finally {
    await bench.destroy();
  }
}
