import { connectCompanies } from '../../database/connect-companies.ts';
import { createLinkedEngagement } from '../../database/load-entries.ts';
import { createSeedTables } from '../../peers/seed-outbox/tables.ts';
import { limitVariables, startSyncWorker } from '../../programs/start-sync-worker.ts';
import { loadBacklog } from './load-backlog.ts';
import type { BringDrain } from './measure-drain.ts';

/** Our worker, so many processes of it. */
export function bringOurs(workers: number): BringDrain {
  return async ({ start, bench, alignBaseUrl, limit, keys, callsPerKey }) => {
    await loadBacklog(bench.database, { keys, callsPerKey, alignBaseUrl });
    const options = { connectionString: bench.connectionString, alignBaseUrl, limit };
    for (let worker = 0; worker < workers; worker += 1) await startSyncWorker(start, options);
  };
}

/** The seeds' worker, polling as often for the scaled limit as it does for Align's. */
export const bringSeed: BringDrain = async ({ start, bench, alignBaseUrl, limit, callsPerKey }) => {
  await createSeedTables(bench.pool);
  const [company] = await connectCompanies(bench.database, 1);
  if (company === undefined) throw new Error('there is no company');
  const { projectId } = await createLinkedEngagement(bench.database, company, alignBaseUrl);
  await bench.pool.query(
    `insert into seed_links select 'project', external_id, align_entity_id from align_entity_links where external_type = 'project'`,
  );
  await bench.pool.query(
    `insert into seed_outbox (entity_type, local_id, payload)
     select kind, 'entry-' || n, jsonb_build_object('_key', 'seed', '_localProjectId', $1::text, 'minutes', 60)
     from generate_series(1, $2::int) n, unnest(array['time_entry', 'time_entry_submit']) with ordinality as kinds (kind, place)
     order by n, place`,
    [projectId, Math.ceil(callsPerKey / 2)],
  );
  start({
    main: 'infra/bench/src/peers/seed-outbox/main.ts',
    env: {
      DATABASE_URL: bench.connectionString,
      ALIGN_BASE_URL: alignBaseUrl,
      POLL_INTERVAL_MS: String(limit.windowMs / 2),
    },
  });
};

/** A limiter from npm in so many processes, with nothing else to do. */
export function bringLibrary(library: string, workers: number): BringDrain {
  return async ({ start, alignBaseUrl, limit, durationMs }) => {
    for (let worker = 0; worker < workers; worker += 1) {
      start({
        main: 'infra/bench/src/peers/limited-sender.ts',
        env: {
          ALIGN_BASE_URL: alignBaseUrl,
          LIBRARY: library,
          DURATION_MS: String(durationMs),
          ...limitVariables(limit),
        },
      });
    }
  };
}
