import { setTimeout as delay } from 'node:timers/promises';
import type { WindowLimit } from '../../align/window-counter.ts';
import type { BenchDatabase, BenchDatabases } from '../../database/bench-databases.ts';
import type { Measured } from '../../measure/compete.ts';
import { type RunningAlign, startAlign } from '../../programs/start-align.ts';
import type { Program, ProgramOptions } from '../../programs/start-program.ts';
import { withPrograms } from '../../programs/with-programs.ts';
import { entityGates } from './entity-gates.ts';

export interface DrainRun {
  databases: BenchDatabases;
  limit: WindowLimit;
  keys: number;
  /** How many of the limit's windows pass from the first arrival before the count begins, and how many are counted. */
  windows: { before: number; counted: number };
  bring: BringDrain;
}

export interface DrainSetting {
  start: (options: ProgramOptions) => Program;
  bench: BenchDatabase;
  alignBaseUrl: string;
  limit: WindowLimit;
  keys: number;
  /** More calls than can be made for one key in the time. */
  callsPerKey: number;
  durationMs: number;
}

/** Loads a backlog that does not end in the time, and starts whoever is to send it. */
export type BringDrain = (setting: DrainSetting) => Promise<void>;

const FIRST_ARRIVAL_LIMIT_MS = 40_000;

/** Counts what arrives once a rested key's first burst has left the window, beside the most that the limit allows. */
export async function measureDrain(run: DrainRun): Promise<Measured> {
  const { limit, keys, windows } = run;
  const bench = await run.databases.migrated();
  try {
    return await withPrograms(async (start) => {
      const align = await startAlign(start, { limit });
      const countedFromMs = windows.before * limit.windowMs;
      const countedMs = windows.counted * limit.windowMs;
      const durationMs = countedFromMs + countedMs;
      const callsPerKey = Math.ceil(limit.requests * (windows.before + windows.counted + 1));
      await run.bring({ start, bench, alignBaseUrl: align.baseUrl, limit, keys, callsPerKey, durationMs });
      const beganAtMs = await firstArrival(align);
      await delay(durationMs);
      const arrivals = await sent(align);
      const inTime = arrivals.filter(({ atMs }) => {
        const sinceMs = atMs - beganAtMs - countedFromMs;
        return sinceMs >= 0 && sinceMs < countedMs;
      }).length;
      const { refused } = await align.counts();
      return {
        figures: {
          '% of the ideal': (100 * inTime) / (limit.requests * windows.counted * keys),
          '429s': refused,
          'calls/s': inTime / (countedMs / 1000),
        },
        gates: entityGates(await align.entities(), await align.counts()),
      };
    });
  } finally {
    await bench.destroy();
  }
}

async function sent(align: RunningAlign) {
  const arrivals = await align.arrivals();
  return arrivals.filter(({ key }) => !key.startsWith('Bearer setup-'));
}

async function firstArrival(align: RunningAlign): Promise<number> {
  const deadline = performance.now() + FIRST_ARRIVAL_LIMIT_MS;
  while (performance.now() < deadline) {
    const [first] = await sent(align);
    if (first !== undefined) return first.atMs;
    await delay(50);
  }
  throw new Error(`nothing arrived within ${FIRST_ARRIVAL_LIMIT_MS} ms`);
}
