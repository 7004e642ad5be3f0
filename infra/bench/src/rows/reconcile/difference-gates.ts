import type { Pool } from 'pg';
import type { Gate } from '../../report/row-result.ts';
import { naiveOracle, type Wanted } from './naive-oracle.ts';

/** The database's time, from which writes are counted. */
export async function readMoment(pool: Pool): Promise<Date> {
  const { rows } = await pool.query<{ moment: Date }>('select clock_timestamp() as moment');
  return rows[0]?.moment ?? new Date(Number.NaN);
}

interface Done {
  runId: string;
  /** Before the run. */
  since: Date;
  wanted: Wanted;
}

/** Whether a run put right what the oracle wanted and wrote no entry besides. */
export async function differenceGates(pool: Pool, { runId, since, wanted }: Done): Promise<Gate[]> {
  const put = await readChanges(pool, runId);
  const left = await naiveOracle(pool);
  const { rows } = await pool.query<{ written: number; state: string }>(
    `select (select count(*)::integer from time_entries where updated_at >= $2) as written, state
     from align_reconciliation_runs where id = $1`,
    [runId, since],
  );
  const { written, state } = rows[0] ?? { written: Number.NaN, state: 'gone' };
  return [
    {
      name: 'the run puts right what a naive comparison finds',
      passed: state === 'complete' && JSON.stringify(put) === JSON.stringify(wanted),
      detail: `${state}; ${describe(put)}; wanted ${describe(wanted)}`,
    },
    { name: 'afterwards both sides are equal', passed: countOf(left) === 0, detail: describe(left) },
    {
      name: 'only real differences are written',
      passed: written === countOf(wanted),
      detail: `${written} entries written for ${countOf(wanted)} differences`,
    },
  ];
}

async function readChanges(pool: Pool, runId: string): Promise<Wanted> {
  const { rows } = await pool.query<{ id: string; kind: keyof Wanted }>(
    `select link.align_entity_id as id,
       case when before is null then 'added' when after is null then 'gone' else 'changed' end as kind
     from align_reconciliation_changes change
     join align_entity_links link on link.external_type = change.external_type and link.external_id = change.external_id
     where change.run_id = $1`,
    [runId],
  );
  const idsOf = (kind: keyof Wanted) => rows.flatMap((row) => (row.kind === kind ? [row.id] : [])).toSorted();
  return { changed: idsOf('changed'), added: idsOf('added'), gone: idsOf('gone') };
}

const countOf = ({ changed, added, gone }: Wanted): number => changed.length + added.length + gone.length;

const describe = ({ changed, added, gone }: Wanted): string =>
  `${changed.length} changed, ${added.length} new, ${gone.length} gone`;
