import type { Bench } from '../../bench.ts';
import type { BenchDatabases } from '../../database/bench-databases.ts';
import { connectCompanies } from '../../database/connect-companies.ts';
import { compete, type Measured } from '../../measure/compete.ts';
import { startAlign } from '../../programs/start-align.ts';
import { startSyncWorker } from '../../programs/start-sync-worker.ts';
import { withPrograms } from '../../programs/with-programs.ts';
import type { RowResult } from '../../report/row-result.ts';
import { untilDrained } from '../until-drained.ts';
import { callFigures } from './call-figures.ts';
import { type CompanySize, editEntries, loadCompany } from './load-company.ts';
import { measureSeedCalls } from './measure-seed-calls.ts';
import { sameState } from './same-state.ts';

const EDITS = 10;
const NO_LIMIT = { requests: 1_000_000, windowMs: 60_000 };
/** The seeds make a call for each item whatever their number. */
const SEED_SIZE = { users: 100, members: 50, entries: 50 };

/** What users, members and edited entries cost in calls to Align. */
export async function calls({ databases, rounds, atScale, say }: Bench): Promise<RowResult> {
  const size = atScale({
    quick: { users: 500, members: 250, entries: 300 },
    full: { users: 10_000, members: 5_000, entries: 10_000 },
  });
  const standings = await compete({
    points: [size.users],
    rounds,
    say,
    contestants: [
      { name: 'illumera-align', isPeer: false, measure: () => measure(databases, size) },
      { name: 'seeds', isPeer: true, measure: () => measureSeedCalls(databases, SEED_SIZE) },
    ],
  });
  const ours = (figure: string) => standings.spread('illumera-align', figure, size.users);
  return {
    title: 'Calls to Align for users, members and edited entries',
    method: [
      `${size.users} users, ${size.members} members and ${size.entries} entries of one company, made at once; when all are at the stand-in, each entry is edited ${EDITS} times in turns, the edits piling up as they do behind a key that is used up.`,
      `No limit holds the calls back, as it does not change their number. The seeds' worker gets ${SEED_SIZE.users} users, ${SEED_SIZE.members} members and ${SEED_SIZE.entries} entries and polls without a rest; it makes a call for each item.`,
    ],
    xLabel: 'users',
    units: { 'calls per user': '', 'edits per call': '', calls: '' },
    series: standings.series,
    gates: standings.gates,
    verdicts: [
      {
        target: 'calls per user',
        wanted: 0.02,
        direction: 'at most',
        reached: ours('calls per user')?.max,
        unit: 'calls',
      },
      {
        target: 'edits merged into one call',
        wanted: 5,
        direction: 'at least',
        reached: ours('edits per call')?.min,
        unit: '×',
      },
    ],
    charts: [],
  };
}

async function measure(databases: BenchDatabases, size: CompanySize): Promise<Measured> {
  const bench = await databases.migrated();
  try {
    return await withPrograms(async (start) => {
      const align = await startAlign(start);
      const [company] = await connectCompanies(bench.database, 1);
      if (company === undefined) throw new Error('there is no company');
      await loadCompany(bench.database, company, size);
      const { connectionString } = bench;
      await startSyncWorker(start, { connectionString, alignBaseUrl: align.baseUrl, limit: NO_LIMIT });
      await untilDrained(bench);
      await editEntries(bench.database, company, EDITS);
      await untilDrained(bench);
      return {
        figures: callFigures(await align.arrivals(), size, EDITS),
        gates: [await sameState(bench.database, await align.entities())],
      };
    });
  } finally {
    await bench.destroy();
  }
}
