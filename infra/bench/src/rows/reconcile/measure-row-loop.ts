import type { Pool } from 'pg';
import { z } from 'zod';
import type { BenchDatabases } from '../../database/bench-databases.ts';
import { loadTwoSides, mixedSides } from '../../database/load-two-sides.ts';
import type { Measured } from '../../measure/compete.ts';
import { createSeedEntries } from '../../peers/seed-local-database.ts';
import { runProgram } from '../../programs/run-program.ts';
import type { Gate } from '../../report/row-result.ts';
import { DIFFERING, EQUAL, MEMORY } from './measure-runs.ts';

const Loop = z.object({ elapsedMs: z.number(), peakMb: z.number(), reconciled: z.number() });

/** S0's script over the same rows, twice as well. */
export async function measureRowLoop(databases: BenchDatabases, rows: number): Promise<Measured> {
  const bench = await databases.migrated();
  try {
    await loadTwoSides(bench, mixedSides(rows));
    await createSeedEntries(bench.pool);
    const program = {
      main: 'infra/bench/src/peers/seed-reconcile.ts',
      env: { DATABASE_URL: bench.connectionString },
    };
    const first = await runProgram(Loop, program);
    const second = await runProgram(Loop, program);
    return {
      figures: { [DIFFERING]: first.elapsedMs, [EQUAL]: second.elapsedMs, [MEMORY]: first.peakMb },
      gates: [await sameAsRemote(bench.pool), writesNothing(second.reconciled)],
    };
  } finally {
    await bench.destroy();
  }
}

/** It never looks for entries that are gone, so that those are not asked of it. */
export async function sameAsRemote(pool: Pool): Promise<Gate> {
  const { rows } = await pool.query<{ differing: number }>(
    `select count(*)::integer as differing from remote_entries remote left join seed_time_entries local using (id)
     where local.status is distinct from remote.status or local.hours is distinct from remote.minutes / 60.0::float8`,
  );
  const differing = rows[0]?.differing;
  return {
    name: 'the row loop leaves no listed entry differing',
    passed: differing === 0,
    detail: `${differing} differ`,
  };
}

const writesNothing = (reconciled: number): Gate => ({
  name: 'the row loop writes nothing again',
  passed: reconciled === 0,
  detail: `${reconciled} written again`,
});
