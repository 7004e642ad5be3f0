import { freePort } from '@illumera/testkit/servers';
import type { BenchDatabase } from '../../database/bench-databases.ts';
import { ENCRYPTION_KEY } from '../../database/bench-secrets.ts';
import type { Program, ProgramOptions } from '../../programs/start-program.ts';
import { untilReady } from '../../programs/until-ready.ts';

export interface Listening {
  url: string;
  program: Program;
}

export interface IngestContestant {
  name: string;
  isPeer: boolean;
  format: 'align' | 'stripe';
  start: (start: (options: ProgramOptions) => Program, bench: BenchDatabase) => Promise<Listening>;
  /** The ids it has stored. */
  stored: string;
}

const peerIds = `select substr(id, 5) as id from peer_deliveries`;

export const OURS = 'illumera-align';
export const SEED = "the seeds' pipeline";
export const INSERT = 'one INSERT each';
export const INSERT_JOB = 'INSERT and add_job each';
export const STRIPE = "stripe's sync engine";

export const ingestContestants: readonly IngestContestant[] = [
  {
    name: OURS,
    isPeer: false,
    format: 'align',
    start: startIngest,
    stored: `select event_id as id from align_webhook_deliveries`,
  },
  {
    name: SEED,
    isPeer: true,
    format: 'align',
    start: peer('seed-webhooks.ts'),
    stored: `select substr(delivery_id, 5) as id from seed_deliveries where status = 'processed'`,
  },
  { name: INSERT, isPeer: true, format: 'align', start: peer('insert-each.ts', 'no'), stored: peerIds },
  { name: INSERT_JOB, isPeer: true, format: 'align', start: peer('insert-each.ts', 'yes'), stored: peerIds },
  {
    name: STRIPE,
    isPeer: true,
    format: 'stripe',
    start: peer('stripe-sync-engine.ts'),
    stored: `select substr(id, 5) as id from stripe.customers`,
  },
];

/** webhook-ingest as it is deployed. */
async function startIngest(
  start: (options: ProgramOptions) => Program,
  bench: BenchDatabase,
): Promise<Listening> {
  const [port, metricsPort] = [await freePort(), await freePort()];
  const program = start({
    main: 'services/webhook-ingest/src/main.ts',
    env: {
      DATABASE_URL: bench.connectionString,
      ALIGN_ENCRYPTION_KEY: ENCRYPTION_KEY,
      LOG_LEVEL: 'warn',
      // All of the load comes from one address.
      INGEST_REQUESTS_PER_MINUTE: '1000000000',
      INGEST_DELIVERIES_PER_MINUTE: '1000000000',
      PORT: String(port),
      METRICS_PORT: String(metricsPort),
    },
  });
  const url = `http://127.0.0.1:${port}`;
  await untilReady(url, program);
  return { url, program };
}

function peer(file: string, withJob = 'no'): IngestContestant['start'] {
  return async (start, bench) => {
    const program = start({
      main: `infra/bench/src/peers/${file}`,
      env: { DATABASE_URL: bench.connectionString, WITH_JOB: withJob },
    });
    return { url: await program.says(/listening at (http:\S+)/), program };
  };
}
