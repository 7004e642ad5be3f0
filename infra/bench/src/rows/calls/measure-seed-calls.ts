import type { BenchDatabases } from '../../database/bench-databases.ts';
import type { Measured } from '../../measure/compete.ts';
import { createSeedTables } from '../../peers/seed-outbox/tables.ts';
import { startAlign } from '../../programs/start-align.ts';
import { withPrograms } from '../../programs/with-programs.ts';
import { untilDrained } from '../until-drained.ts';
import { callFigures } from './call-figures.ts';
import type { CompanySize } from './load-company.ts';

const POLL_INTERVAL_MS = 20;
const EDITS = 10;

/** The same for the seeds' worker: an item for each user, member, entry and edit, sent in their order. */
export async function measureSeedCalls(databases: BenchDatabases, size: CompanySize): Promise<Measured> {
  const { users, members, entries } = size;
  const bench = await databases.migrated();
  try {
    return await withPrograms(async (start) => {
      const align = await startAlign(start);
      await createSeedTables(bench.pool);
      const add = (select: string, values: unknown[]) =>
        bench.pool.query(`insert into seed_outbox (entity_type, local_id, payload) ${select}`, values);
      await add(`select 'project', 'project', '{"_key": "seed"}'`, []);
      await add(`select 'user', 'user-' || n, '{"_key": "seed"}' from generate_series(1, $1::int) n`, [
        users,
      ]);
      await add(
        `select 'project_member', 'engagement-' || n,
           jsonb_build_object('_key', 'seed', '_localProjectId', 'project', '_localUserId', 'user-' || n)
         from generate_series(1, $1::int) n`,
        [members],
      );
      await add(
        `select 'time_entry', 'entry-' || n, jsonb_build_object('_key', 'seed', '_localProjectId', 'project', 'minutes', 60 + edit)
         from generate_series(0, $2::int) edit, generate_series(1, $1::int) n order by edit, n`,
        [entries, EDITS],
      );
      start({
        main: 'infra/bench/src/peers/seed-outbox/main.ts',
        env: {
          DATABASE_URL: bench.connectionString,
          ALIGN_BASE_URL: align.baseUrl,
          POLL_INTERVAL_MS: String(POLL_INTERVAL_MS),
        },
      });
      await untilDrained(bench, 'seed_outbox');
      return { figures: callFigures(await align.arrivals(), size, EDITS), gates: [] };
    });
  } finally {
    await bench.destroy();
  }
}
