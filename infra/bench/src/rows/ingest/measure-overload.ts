import { z } from 'zod';
import type { BenchDatabases } from '../../database/bench-databases.ts';
import { connectCompanies } from '../../database/connect-companies.ts';
import type { Measured } from '../../measure/compete.ts';
import { serverProcess } from '../../database/server-process.ts';
import { keepOnCore } from '../../machine/keep-on-core.ts';
import { percentile } from '../../measure/percentile.ts';
import { runProgram } from '../../programs/run-program.ts';
import type { ProgramOptions } from '../../programs/start-program.ts';
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
  sentLateMs: z.number(),
  readLateMs: z.number(),
  recoveredAfterMs: z.number(),
  acknowledged: z.array(z.string()),
});

const PEAK_CONNECTIONS = 256;
const PEAK_MS = 3_000;
const WARM_UP_MS = 2_000;
const AFTERWARDS_MS = 8_000;

/** Whoever takes the deliveries in shares one core with Postgres and leaves the other to the load, which is greater than both. */
const [SERVER_CORE, LOAD_CORE] = [0, 1];

/** Finds the most it takes in a closed loop, offers a multiple of that in an open one, and then a tenth of it. */
export async function measureOverload(
  databases: BenchDatabases,
  contestant: IngestContestant,
  { timesCapacity, durationMs }: { timesCapacity: number; durationMs: number },
): Promise<Measured> {
  const bench = await databases.migrated();
  const freePostgres = keepOnCore(await serverProcess(bench), SERVER_CORE);
  try {
    return await withPrograms(async (start) => {
      const targets = targetsOf(await connectCompanies(bench.database, ORGANIZATIONS));
      const startOnCore = (program: ProgramOptions) => start({ ...program, core: SERVER_CORE });
      const { url, program } = await contestant.start(startOnCore, bench);
      const connections = PEAK_CONNECTIONS;
      const load = { url, format: contestant.format, targets, connections, core: LOAD_CORE };
      const peak = await deliver({ ...load, durationMs: PEAK_MS, warmUpMs: WARM_UP_MS });
      const memory = watchMemory(program.pid());
      const over = await runProgram(Overload, {
        main: 'infra/bench/src/load/open-loop-main.ts',
        core: LOAD_CORE,
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
          'offered, times the peak': over.offered / (durationMs / 1000) / peak.perSecond,
          'goodput, % of the peak': (100 * over.goodPerSecond) / peak.perSecond,
          'slowest answer, s': over.slowestMs / 1000,
          'load sent late by, s': over.sentLateMs / 1000,
          'load read late by, s': over.readLateMs / 1000,
          'recovered after, s': over.recoveredAfterMs / 1000,
          'memory, second half to first':
            percentile(readings.slice(middle), 0.5) / percentile(readings.slice(0, middle), 0.5),
          'memory, MB': Math.max(...readings),
        },
        gates: [await storedGate(bench, contestant, [...peak.acknowledged, ...over.acknowledged])],
      };
    });
  } finally {
    freePostgres();
    await bench.destroy();
  }
}
