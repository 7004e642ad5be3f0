import { requestRun } from '@illumera/sync';
import { v7 as uuid } from 'uuid';
import type { BenchDatabase, BenchDatabases } from '../../database/bench-databases.ts';
import type { ConnectedCompany } from '../../database/connect-companies.ts';
import { loadTwoSides } from '../../database/load-two-sides.ts';
import { type RunningAlign, startAlign } from '../../programs/start-align.ts';
import type { Program, ProgramOptions } from '../../programs/start-program.ts';
import { withPrograms } from '../../programs/with-programs.ts';

/** A page is one call, and Align takes ten calls a second. */
const PAGE_ROWS = 100;
const CALLS_PER_SECOND = 10;
const ALIGN_LIMIT = { requests: 600, windowMs: 60_000 };
/** As many pages as fill them. */
const PROJECT_ROWS = 5_000;
const ONE_DIFFERS_IN = 1_000;

export interface SweepSetting {
  start: (options: ProgramOptions) => Program;
  bench: BenchDatabase;
  company: ConnectedCompany;
  align: RunningAlign;
}

/** How long Align's limit alone makes a sweep of so many rows last. */
export function idealSeconds(rows: number): number {
  return Math.ceil(rows / PAGE_ROWS) / CALLS_PER_SECOND;
}

/** Runs `use` beside a stand-in that is so far away, whose entries are here but for a few that were approved there. */
export async function withTwoSides<Result>(
  databases: BenchDatabases,
  { rows, roundTripMs }: { rows: number; roundTripMs: number },
  use: (setting: SweepSetting) => Promise<Result>,
): Promise<Result> {
  const bench = await databases.migrated();
  try {
    const sides = { rows, projectRows: PROJECT_ROWS, differing: ONE_DIFFERS_IN, kinds: ['changed'] } as const;
    const company = await loadTwoSides(bench, sides);
    await countLinksAsRead(bench, company);
    return await withPrograms(async (start) => {
      const { connectionString } = bench;
      const align = await startAlign(start, {
        limit: ALIGN_LIMIT,
        answerAfterMs: roundTripMs,
        connectionString,
      });
      return use({ start, bench, company, align });
    });
  } finally {
    await bench.destroy();
  }
}

/** New links are read again by the clock, which would share the key with the sweep that is measured. */
async function countLinksAsRead(
  { database }: BenchDatabase,
  { tenantId, companyId, connectionId }: ConnectedCompany,
): Promise<void> {
  const moment = new Date();
  const run = {
    scope: 'links',
    slot: 'before',
    state: 'complete',
    startedAt: moment,
    finishedAt: moment,
  } as const;
  await database
    .insertInto('alignReconciliationRuns')
    .values({ id: uuid(), tenantId, companyId, connectionId, ...run })
    .execute();
}

/** @returns the run's id */
export async function requestSweep({ bench, company }: SweepSetting): Promise<string> {
  const { tenantId, connectionId } = company;
  const actor = {
    userId: 'bench',
    tenantId,
    companyId: null,
    role: 'platform_admin',
    personId: null,
  } as const;
  const requested = await requestRun(bench.database, actor, { connectionId, scope: 'time_entries' });
  if (requested.kind !== 'done') throw new Error(`no run was started: ${requested.kind}`);
  return requested.value.runId;
}
