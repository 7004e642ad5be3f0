import { BUSY } from '../measure/compete.ts';
import type { BenchRecord } from '../run-bench.ts';
import { missedBecause } from './missed-because.ts';
import type { Series, Verdict } from './row-result.ts';

/** The page over all rows that were measured, from their records. */
export function writeReadme(records: readonly BenchRecord[]): string {
  const sections = records.map(describeRow);
  return [
    '# Benchmarks',
    '',
    'Written by `pnpm bench`; every figure comes from the JSON beside it. Peers run in the same run, on the same machine and Postgres,',
    'in turns; a figure is the median of the rounds with the least and the greatest. The load comes from a process of its own.',
    'A correctness gate that fails voids the figures of its row. Ratios hold for the machine named, absolute figures only there.',
    '',
    '| row | target | wanted | reached | |',
    '|---|---|---|---|---|',
    ...records.flatMap((record) => record.verdicts.map((verdict) => summarize(record, verdict))),
    '',
    ...sections,
  ].join('\n');
}

function isVoid({ gates }: BenchRecord): boolean {
  return gates.some(({ passed }) => !passed);
}

function isMet({ reached, wanted, direction }: Verdict): boolean {
  return reached !== undefined && (direction === 'at least' ? reached >= wanted : reached <= wanted);
}

function summarize(record: BenchRecord, verdict: Verdict): string {
  const { target, wanted, reached, direction, unit } = verdict;
  const says = isVoid(record)
    ? 'void: a gate failed'
    : reached === undefined
      ? 'not measured'
      : wordOf(verdict);
  const shown = reached === undefined ? '–' : `${round(reached)} ${unit}`;
  return `| [${record.row}](#${record.row}) | ${target} | ${direction} ${wanted} ${unit} | ${shown} | ${says} |`;
}

function wordOf(verdict: Verdict): string {
  if (isMet(verdict)) return 'met';
  const { reached = 0, wanted, unit } = verdict;
  return `**missed** by ${round(Math.abs(wanted - reached))} ${unit}`;
}

function describeRow(record: BenchRecord): string {
  const { row, title, method, machine, scale, rounds } = record;
  const missed = record.verdicts.filter((verdict) => !isMet(verdict) && verdict.reached !== undefined);
  return [
    `## ${row}`,
    '',
    `**${title}.** ${method.filter((line) => line !== '').join(' ')}`,
    '',
    ...record.charts.flatMap(({ title: alt }, index) => [`![${alt}](${row}-${index + 1}.svg)`, '']),
    ...tableOf(record),
    '',
    ...record.gates.map(
      ({ name, passed, detail }) => `- ${passed ? 'held' : '**FAILED**'}: ${name} (${detail})`,
    ),
    '',
    ...(missed.length === 0 ? [] : [describeMisses(record), '']),
    `Measured ${record.measuredAt} by \`pnpm bench ${row} --rounds ${rounds} --scale ${scale}\` on ${machine.system}, ${machine.cores} cores, ` +
      `${machine.memoryGb} GB; Node ${machine.node}, PostgreSQL ${machine.postgres} with ` +
      `${Object.entries(machine.settings)
        .map(([name, value]) => `${name} ${value}`)
        .join(', ')}. ` +
      `Floors in the same run: fdatasync of a page ${round(machine.fdatasyncMicroseconds)} µs, \`SELECT 1\` ${round(machine.selectOneMs)} ms, ` +
      `bare fastify ${round(machine.bareFastifyPerSecond)} requests/s. ` +
      `Versions: ${Object.entries(record.peers)
        .map(([name, version]) => `${name} ${version}`)
        .join(', ')}.`,
    ...(record.note === undefined ? [] : ['', record.note]),
    '',
  ].join('\n');
}

/** What is known about misses: their cause, or else what the run itself says, which does not tell one. */
function describeMisses({ row, series }: BenchRecord): string {
  const cause = missedBecause[row];
  if (cause !== undefined) return `Why targets are missed: ${cause}`;
  const busy = series
    .filter(({ figure }) => figure === BUSY)
    .map(
      ({ name, points }) => `${name} ${points.map(({ x, median }) => `${round(median)} at ${x}`).join(', ')}`,
    );
  return `Targets are missed here; this run does not isolate a cause. How busy the cores were, in % of all: ${busy.join('; ')}.`;
}

function tableOf({ series, units, xLabel }: BenchRecord): string[] {
  const shown = series.filter(({ figure }) => figure !== BUSY);
  const cells = shown.flatMap((one) => one.points.map((point) => rowOf(one, point, units[one.figure] ?? '')));
  return [
    `| contestant | figure | ${xLabel} | median | least – greatest |`,
    '|---|---|---|---|---|',
    ...cells,
  ];
}

function rowOf({ name, figure }: Series, point: Series['points'][number], unit: string): string {
  const { x, median, min, max } = point;
  return `| ${name} | ${figure} | ${x} | ${round(median)} ${unit} | ${round(min)} – ${round(max)} |`;
}

/** Three digits that count. */
function round(value: number): string {
  return value >= 1_000 ? String(Math.round(value)) : String(Number(value.toPrecision(3)));
}
