import { z } from 'zod';
import type { BenchDatabases } from '../../database/bench-databases.ts';
import { connectCompanies } from '../../database/connect-companies.ts';
import type { Measured } from '../../measure/compete.ts';
import { percentile } from '../../measure/percentile.ts';
import { runProgram } from '../../programs/run-program.ts';
import { withPrograms } from '../../programs/with-programs.ts';
import type { IngestContestant } from './contestants.ts';
import { deliver } from './deliver.ts';
import { ORGANIZATIONS, targetsOf } from './measure-ingest.ts';
import { watchMemory } from './resident-memory.ts';
import { storedGate } from './stored-gate.ts';

const Overload = z.object({
  offered: z.number(),
  goodPerSecond: z.number(),
  statuses: z.record(z.string(), z.number()),
  slowestMs: z.number(),
  recoveredAfterMs: z.number(),
  acknowledged: z.array(z.string()),
});

const PEAK_CONNECTIONS = 64;
const PEAK_MS = 3_000;
const AFTERWARDS_MS = 8_000;

/** Finds the most it takes in a closed loop, offers a multiple of that in an open one, and then a tenth of it. */
export async function measureOverload(
  databases: BenchDatabases,
  contestant: IngestContestant,
  { timesCapacity, durationMs }: { timesCapacity: number; durationMs: number },
): Promise<Measured> {
  const bench = await databases.migrated();
  try {
    return await withPrograms(async (start) => {
      const targets = targetsOf(await connectCompanies(bench.database, ORGANIZATIONS));
      const { url, program } = await contestant.start(start, bench);
      const load = { url, format: contestant.format, targets, connections: PEAK_CONNECTIONS };
      await deliver({ ...load, durationMs: 1_000 });
      const peak = await deliver({ ...load, durationMs: PEAK_MS });
      const memory = watchMemory(program.pid());
      const over = await runProgram(Overload, {
        main: 'infra/bench/src/load/open-loop-main.ts',
        env: {
          URL: url,
          TARGETS: JSON.stringify(targets),
          PER_SECOND: String(peak.perSecond * timesCapacity),
          DURATION_MS: String(durationMs),
          AFTERWARDS_PER_SECOND: String(peak.perSecond / 10),
          AFTERWARDS_MS: String(AFTERWARDS_MS),
        },
      });
      const readings = memory();
      const middle = Math.ceil(readings.length / 2);
      return {
        figures: {
          'peak/s': peak.perSecond,
          'goodput, % of the peak': (100 * over.goodPerSecond) / peak.perSecond,
          'slowest answer, s': over.slowestMs / 1000,
          'recovered after, s': over.recoveredAfterMs / 1000,
          'memory, second half to first':
            percentile(readings.slice(middle), 0.5) / percentile(readings.slice(0, middle), 0.5),
          'memory, MB': Math.max(...readings),
        },
        gates: [await storedGate(bench, contestant, [...peak.acknowledged, ...over.acknowledged])],
      };
    });
  } finally {
    await bench.destroy();
  }
}
