import { z } from 'zod';
import { createRemoteDays } from '../../align/list-remote-entries.ts';
import type { BenchDatabase, BenchDatabases } from '../../database/bench-databases.ts';
import { letCallsOutAtOnce } from '../../database/let-calls-out-at-once.ts';
import { loadTwoSides, mixedSides } from '../../database/load-two-sides.ts';
import { stageRemoteEntries } from '../../database/stage-remote-entries.ts';
import type { Measured } from '../../measure/compete.ts';
import { deployedFlags } from '../../programs/deployed-flags.ts';
import { runProgram } from '../../programs/run-program.ts';
import { differenceGates, readMoment } from './difference-gates.ts';
import { naiveOracle, type Wanted } from './naive-oracle.ts';

const Run = z.object({ elapsedMs: z.number(), peakMb: z.number() });
const NOTHING: Wanted = { changed: [], added: [], gone: [] };

export const DIFFERING = 'ms, 1 % differs';
export const EQUAL = 'ms, nothing differs';
export const MEMORY = 'peak MB';

/** A run over rows that are staged, and a second one that finds nothing left. */
export async function measureRuns(databases: BenchDatabases, rows: number): Promise<Measured> {
  const bench = await databases.migrated();
  try {
    const { connectionId } = await loadTwoSides(bench, mixedSides(rows));
    await createRemoteDays(bench.pool);
    await letCallsOutAtOnce(bench.pool);
    const first = await run(bench, connectionId, await naiveOracle(bench.pool));
    const second = await run(bench, connectionId, NOTHING);
    return {
      figures: { [DIFFERING]: first.elapsedMs, [EQUAL]: second.elapsedMs, [MEMORY]: first.peakMb },
      gates: [...first.gates, ...second.gates],
    };
  } finally {
    await bench.destroy();
  }
}

async function run(bench: BenchDatabase, connectionId: string, wanted: Wanted) {
  const runId = await stageRemoteEntries(bench, connectionId);
  const since = await readMoment(bench.pool);
  const measured = await runProgram(Run, {
    main: 'infra/bench/src/ours/reconcile.ts',
    flags: deployedFlags('sync-worker'),
    env: { DATABASE_URL: bench.connectionString, RUN_ID: runId },
  });
  return { ...measured, gates: await differenceGates(bench.pool, { runId, since, wanted }) };
}
