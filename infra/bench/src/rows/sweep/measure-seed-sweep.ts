import { z } from 'zod';
import type { BenchDatabases } from '../../database/bench-databases.ts';
import type { Measured } from '../../measure/compete.ts';
import { createSeedEntries } from '../../peers/seed-local-database.ts';
import { runProgram } from '../../programs/run-program.ts';
import { sameAsRemote } from '../reconcile/measure-row-loop.ts';
import { SECONDS, TIMES_IDEAL } from './measure-sweep.ts';
import { idealSeconds, withTwoSides } from './sweep-setting.ts';

const Loop = z.object({ elapsedMs: z.number(), calls: z.number() });

/** S0's script from its first call on. */
export function measureSeedSweep(
  databases: BenchDatabases,
  sweep: { rows: number; roundTripMs: number },
): Promise<Measured> {
  return withTwoSides(databases, sweep, async ({ bench, align }) => {
    await createSeedEntries(bench.pool);
    const { elapsedMs, calls } = await runProgram(Loop, {
      main: 'infra/bench/src/peers/seed-sweep.ts',
      env: { DATABASE_URL: bench.connectionString, ALIGN_BASE_URL: align.baseUrl },
    });
    const seconds = elapsedMs / 1000;
    return {
      figures: { [TIMES_IDEAL]: seconds / idealSeconds(sweep.rows), [SECONDS]: seconds, calls },
      gates: [await sameAsRemote(bench.pool)],
    };
  });
}
