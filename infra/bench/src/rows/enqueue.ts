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
const OURS = 'illumera-align';
const NOTHING = 'nothing enqueued';
const INTENT = `insert into align_sync_outbox (id, tenant_id, company_id, entity_type, local_id, operation, lane)
  values (intent_id, tenant, company, entity_type, local_id, operation, lane)`;

/** What stands in the place of our function that enqueues, so that all else of the transaction is the same. */
const bodies = {
  [OURS]: undefined,
  [NOTHING]: '',
  'graphile-worker, a job per change': `${INTENT}; perform graphile_worker.add_job('drain', '{}'::json);`,
  'graphile-worker, a shared job key': `${INTENT}; perform graphile_worker.add_job('drain', '{}'::json, job_key => company);`,
} as const satisfies Record<string, string | undefined>;
type Contestant = keyof typeof bodies;

/** Business transactions a second with and without the intent and its job. */
export async function enqueue({ databases, rounds, atScale, say }: Bench): Promise<RowResult> {
  const points = atScale({ quick: [1, 16], full: [1, 4, 16, 64] });
  const durationMs = atScale({ quick: 1_500, full: 5_000 });
  const contestant = (name: Contestant) => ({
    name,
    isPeer: name !== OURS,
    measure: (connections: number) => measure(databases, { name, connections, durationMs }),
  });
  const standings = await compete({
    points,
    rounds,
    say,
    contestants: (Object.keys(bodies) as Contestant[]).map(contestant),
  });
  const verdicts = points.map((x): Verdict => {
    const share = ratio(standings.spread(OURS, FIGURE, x), standings.spread(NOTHING, FIGURE, x));
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
      `Each transaction logs hours as the API does: under its role and the tenant's wall, with the engagement locked, the entry inserted and read back; one in twenty rolls back. ${durationMs} ms a turn, all connections on one company, the load in its own process, no worker running.`,
      'Beside ours, by exchanging the one database function that enqueues: nothing, the intent with a graphile-worker job for each change, and with one under a job key that all transactions share.',
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
  load: { name: Contestant; connections: number; durationMs: number },
): Promise<Measured> {
  const bench = await databases.migrated();
  try {
    const [company] = await connectCompanies(bench.database, 1);
    if (company === undefined) throw new Error('there is no company');
    const engagement = await createEngagement(bench.database, company);
    await exchange(bench, bodies[load.name]);
    const { committed, elapsedMs } = await runProgram(Load, {
      main: 'infra/bench/src/load/business-main.ts',
      env: {
        DATABASE_URL: bench.connectionString,
        CONNECTIONS: String(load.connections),
        DURATION_MS: String(load.durationMs),
        ENGAGEMENT: JSON.stringify(engagement),
      },
    });
    const gates = load.name === OURS ? [await rowsWhereCommitted(bench, committed)] : [];
    return { figures: { [FIGURE]: committed / (elapsedMs / 1000) }, gates };
  } finally {
    await bench.destroy();
  }
}

async function exchange({ database }: BenchDatabase, body: string | undefined): Promise<void> {
  if (body === undefined) return;
  await sql`
    create or replace function enqueue_align_intent(
      intent_id text, tenant text, company text, entity_type text, local_id text, operation text, lane text
    ) returns text language plpgsql as ${sql.lit(`begin ${body} return intent_id; end`)}
  `.execute(database);
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
