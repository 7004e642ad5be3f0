import { sql } from 'kysely';
import { z } from 'zod';
import type { Bench } from '../bench.ts';
import type { BenchDatabase, BenchDatabases } from '../database/bench-databases.ts';
import { connectCompanies } from '../database/connect-companies.ts';
import { createEngagement } from '../database/create-engagement.ts';
import { compete, type Measured } from '../measure/compete.ts';
import { runProgram } from '../programs/run-program.ts';
import type { Gate, RowResult, Verdict } from '../report/row-result.ts';

const Load = z.object({ committed: z.number(), elapsedMs: z.number() });
const FIGURE = 'transactions/s';

/** Business transactions a second with and without the intent and its job. */
export async function enqueue({ databases, rounds, atScale, say }: Bench): Promise<RowResult> {
  const points = atScale({ quick: [1, 16], full: [1, 4, 16, 64] });
  const durationMs = atScale({ quick: 1_500, full: 5_000 });
  const contestant = (name: string) => ({
    name,
    isPeer: name !== 'intent and job',
    measure: (connections: number) => measure(databases, { variant: name, connections, durationMs }),
  });
  const standings = await compete({
    points,
    rounds,
    say,
    contestants: ['nothing', 'intent and job', 'shared job key'].map(contestant),
  });
  const verdicts = points.map((x): Verdict => {
    const share = ratio(
      standings.spread('intent and job', FIGURE, x),
      standings.spread('nothing', FIGURE, x),
    );
    return {
      target: `of the transactions without an intent, at ${x} connections`,
      wanted: 90,
      direction: 'at least',
      reached: share === undefined ? undefined : share * 100,
      unit: '%',
    };
  });
  return {
    title: 'Business transactions with the intent and its job',
    method: [
      `Each transaction locks the engagement, inserts a time entry, enqueues, reads the entry back and commits; one in twenty rolls back. ${durationMs} ms a turn, all connections on one company, the load in its own process, no worker running.`,
      'Beside ours: nothing enqueued, and one graphile-worker job under a job key that all transactions share.',
    ],
    xLabel: 'connections',
    units: { [FIGURE]: '/s' },
    series: standings.series,
    gates: standings.gates,
    verdicts,
    charts: [
      {
        figure: FIGURE,
        title: 'Business transactions per second',
        xLabel: 'connections',
        yLabel: 'per second',
        xScale: 'log',
      },
    ],
  };
}

function ratio(a: { median: number } | undefined, b: { median: number } | undefined): number | undefined {
  return a === undefined || b === undefined ? undefined : a.median / b.median;
}

async function measure(
  databases: BenchDatabases,
  load: { variant: string; connections: number; durationMs: number },
): Promise<Measured> {
  const bench = await databases.migrated();
  try {
    const [company] = await connectCompanies(bench.database, 1);
    if (company === undefined) throw new Error('there is no company');
    const engagement = await createEngagement(bench.database, company);
    const { committed, elapsedMs } = await runProgram(Load, {
      main: 'infra/bench/src/load/business-main.ts',
      env: {
        DATABASE_URL: bench.connectionString,
        VARIANT: load.variant,
        CONNECTIONS: String(load.connections),
        DURATION_MS: String(load.durationMs),
        ENGAGEMENT: JSON.stringify(engagement),
      },
    });
    const gates = load.variant === 'intent and job' ? [await rowsWhereCommitted(bench, committed)] : [];
    return { figures: { [FIGURE]: committed / (elapsedMs / 1000) }, gates };
  } finally {
    await bench.destroy();
  }
}

async function rowsWhereCommitted({ database }: BenchDatabase, committed: number): Promise<Gate> {
  const { rows } = await sql<{ entries: number; matched: number; intents: number; jobs: number }>`
    select (select count(*) from time_entries) as entries,
      (select count(*) from align_sync_outbox) as intents,
      (select count(*) from align_sync_outbox intent join time_entries entry on entry.id = intent.local_id) as matched,
      (select count(*) from graphile_worker.jobs where locked_at is null) as jobs
  `.execute(database);
  const counts = rows[0];
  return {
    name: 'an intent exactly where the transaction committed, and a job that waits for a worker',
    passed:
      counts !== undefined &&
      [counts.entries, counts.matched, counts.intents].every((count) => count === committed) &&
      counts.jobs >= 1,
    detail: `${committed} committed; ${JSON.stringify(counts)}`,
  };
}
