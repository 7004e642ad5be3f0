import type { Bench } from '../../bench.ts';
import { compete, type Standings } from '../../measure/compete.ts';
import type { RowResult, Verdict } from '../../report/row-result.ts';
import { measureRowLoop } from './measure-row-loop.ts';
import { DIFFERING, EQUAL, MEMORY, measureRuns } from './measure-runs.ts';

const OURS = 'illumera-align';
const LOOP = "the seeds' row loop";
/** Where the two are compared. */
const COMPARED_ROWS = 100_000;
const FEW_ROWS = 10_000;
const MANY_ROWS = 1_000_000;

/** What it takes to compare Align's entries with ours and to put right what differs, once they have been read. */
export async function reconcileDiff({ databases, rounds, atScale, say }: Bench): Promise<RowResult> {
  const points = atScale({ quick: [1_000, FEW_ROWS], full: [1_000, FEW_ROWS, COMPARED_ROWS, MANY_ROWS] });
  const standings = await compete({
    points,
    rounds,
    say,
    contestants: [
      { name: OURS, isPeer: false, measure: (rows) => measureRuns(databases, rows) },
      {
        name: LOOP,
        isPeer: true,
        at: points.filter((rows) => rows <= COMPARED_ROWS),
        measure: (rows) => measureRowLoop(databases, rows),
      },
    ],
  });
  return {
    title: "Comparing Align's entries with ours",
    method: [
      "Entries of projects with 10,000 each, 100 a day; one in a hundred is approved there, new there or gone there, in turns. Align's rows are staged by SQL; ours is the time entries' step of a run from there on: it compares, asks Align again for the day and the link of each entry that is gone, and applies each difference with its locks and its record. Align's answers are written down beforehand, so that they come without a network and cost next to nothing to look up, and without a limit: the database function that keeps it, whose pace would be all that is measured, is exchanged for one that lets every call out when it asks.",
      'The row loop is the script of the reconciliation page as printed, from where it has fetched all: a lookup for each row and an upsert where status or hours differ, on one prepared connection, in a table that holds little else. It never sees what is gone, nor a change of date or text, so it has a third less to put right.',
      'A second pass over the same rows finds nothing; it is what the comparison alone takes.',
    ],
    xLabel: 'rows',
    units: { [DIFFERING]: 'ms', [EQUAL]: 'ms', [MEMORY]: 'MB' },
    series: standings.series,
    gates: standings.gates,
    verdicts: verdictsOf(standings),
    charts: [DIFFERING, EQUAL].map((figure) => ({
      figure,
      title: figure === EQUAL ? 'A pass that finds nothing' : 'A pass with 1 % to put right',
      xLabel: 'rows',
      yLabel: 'ms',
      xScale: 'log',
      yScale: 'log',
    })),
  };
}

function verdictsOf({ spread }: Standings): Verdict[] {
  const timesFaster = (figure: string) =>
    ratio(spread(LOOP, figure, COMPARED_ROWS)?.median, spread(OURS, figure, COMPARED_ROWS)?.median);
  const peak = (rows: number) => spread(OURS, MEMORY, rows)?.median;
  return [
    {
      target: `of the row loop's speed with 1 % to put right, at ${COMPARED_ROWS} rows`,
      wanted: 20,
      direction: 'at least',
      reached: timesFaster(DIFFERING),
      unit: '×',
    },
    {
      target: `of the row loop's speed with nothing to put right, at ${COMPARED_ROWS} rows`,
      wanted: 20,
      direction: 'at least',
      reached: timesFaster(EQUAL),
      unit: '×',
    },
    {
      target: `peak memory from ${FEW_ROWS} to ${MANY_ROWS} rows`,
      wanted: 1.2,
      direction: 'at most',
      reached: ratio(peak(MANY_ROWS), peak(FEW_ROWS)),
      unit: '×',
    },
  ];
}

function ratio(above: number | undefined, below: number | undefined): number | undefined {
  return above === undefined || below === undefined ? undefined : above / below;
}
