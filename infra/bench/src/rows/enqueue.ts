import { sql } from 'kysely';
import { z } from 'zod';
import type { Bench } from '../bench.ts';
import type { BenchDatabase, BenchDatabases } from '../database/bench-databases.ts';
import { connectCompanies } from '../database/connect-companies.ts';
import { type BenchEngagement, createEngagement } from '../database/create-engagement.ts';
import { watchCores } from '../machine/watch-cores.ts';
import { BUSY, compete, type Measured } from '../measure/compete.ts';
import { runProgram } from '../programs/run-program.ts';
import type { Gate, RowResult, Verdict } from '../report/row-result.ts';

const Load = z.array(
  z.object({ name: z.string(), committed: z.number(), elapsedMs: z.number(), allCommitted: z.number() }),
);
const FIGURE = 'transactions/s';
const SHARE = '% of nothing enqueued';
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
const NAMES = Object.keys(bodies) as Contestant[];

/** Business transactions a second with and without the intent and its job. */
export async function enqueue({ databases, rounds, atScale, say }: Bench): Promise<RowResult> {
  const points = atScale({ quick: [1, 16], full: [1, 4, 16, 64] });
  const durationMs = atScale({ quick: 1_000, full: 3_000 });
  const measureTogether = oncePerRound((connections) => measure(databases, { connections, durationMs }));
  const standings = await compete({
    points,
    rounds,
    say,
    contestants: NAMES.map((name) => ({
      name,
      isPeer: name !== OURS,
      measure: (connections: number) => measureTogether(name, connections),
    })),
  });
  const verdicts = points.map(
    (x): Verdict => ({
      target: `of the transactions without an intent, at ${x} connections`,
      wanted: 90,
      direction: 'at least',
      reached: standings.spread(OURS, SHARE, x)?.median,
      unit: '%',
    }),
  );
  return {
    title: 'Business transactions with the intent and its job',
    method: [
      `Each transaction logs hours as the API does: under its role and the tenant's wall, with the engagement locked, the entry inserted and read back; one in twenty rolls back. All connections are on one company, the load in its own process, no worker running.`,
      'Beside ours, by exchanging the one database function that enqueues: nothing, the intent with a graphile-worker job for each change, and with one under a job key that all transactions share.',
      `The four take turns of 200 ms in one process, each on a database of its own, for ${durationMs} ms each in a round, so that whatever else the machine does falls on all; the share is that of one round's own turns.`,
    ],
    xLabel: 'connections',
    units: { [FIGURE]: '/s', [SHARE]: '%' },
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
      {
        figure: SHARE,
        title: 'Share of the transactions without an intent',
        xLabel: 'connections',
        yLabel: '%',
        xScale: 'log',
      },
    ],
  };
}

interface Side {
  name: Contestant;
  bench: BenchDatabase;
  engagement: BenchEngagement;
}

/** Lets contestants that are measured together be asked one by one: whoever asks first in a round measures all. */
function oncePerRound(measureAll: (x: number) => Promise<Map<Contestant, Measured>>) {
  const taken = new Map<number, { all: Promise<Map<Contestant, Measured>>; left: Set<Contestant> }>();
  return async (name: Contestant, x: number): Promise<Measured> => {
    const known = taken.get(x);
    const round = known?.left.has(name) ? known : { all: measureAll(x), left: new Set(NAMES) };
    taken.set(x, round);
    round.left.delete(name);
    const measured = (await round.all).get(name);
    if (measured === undefined) throw new Error(`${name} was not measured`);
    return measured;
  };
}

async function measure(
  databases: BenchDatabases,
  { connections, durationMs }: { connections: number; durationMs: number },
): Promise<Map<Contestant, Measured>> {
  const sides = await Promise.all(NAMES.map((name) => openSide(databases, name)));
  try {
    const busyPercent = watchCores();
    const loads = await runProgram(Load, {
      main: 'infra/bench/src/load/business-main.ts',
      env: {
        SIDES: JSON.stringify(
          sides.map(({ name, bench, engagement }) => ({
            name,
            connectionString: bench.connectionString,
            engagement,
          })),
        ),
        CONNECTIONS: String(connections),
        DURATION_MS: String(durationMs),
      },
    });
    const busy = busyPercent();
    const rateOf = (name: string): number => {
      const load = loads.find((each) => each.name === name);
      return load === undefined ? Number.NaN : load.committed / (load.elapsedMs / 1000);
    };
    const measured = new Map<Contestant, Measured>();
    for (const { name, bench } of sides) {
      const committed = loads.find((each) => each.name === name)?.allCommitted ?? 0;
      const figures = {
        [FIGURE]: rateOf(name),
        [SHARE]: (100 * rateOf(name)) / rateOf(NOTHING),
        [BUSY]: busy,
      };
      const gates = name === OURS ? [await rowsWhereCommitted(bench, committed)] : [];
      measured.set(name, { figures, gates });
    }
    return measured;
  } finally {
    for (const { bench } of sides) await bench.destroy();
  }
}

async function openSide(databases: BenchDatabases, name: Contestant): Promise<Side> {
  const bench = await databases.migrated();
  const [company] = await connectCompanies(bench.database, 1);
  if (company === undefined) throw new Error('there is no company');
  const engagement = await createEngagement(bench.database, company);
  await exchange(bench, bodies[name]);
  return { name, bench, engagement };
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
