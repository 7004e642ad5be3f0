import { expect, test } from 'vitest';
import { axisOf } from '../src/report/axis.ts';
import { drawChart } from '../src/report/draw-chart.ts';
import type { Chart, Series } from '../src/report/row-result.ts';
import { writeReadme } from '../src/report/write-readme.ts';
import type { BenchRecord } from '../src/run-bench.ts';

const chart: Chart = { figure: 'p50', title: 'p50 < p99', xLabel: 'connections', yLabel: 'ms' };
const series: Series[] = [
  { name: 'ours & theirs', figure: 'p50', points: [{ x: 1, median: 2, min: 1, max: 4 }] },
  { name: 'another figure', figure: 'p99', points: [{ x: 1, median: 2, min: 1, max: 4 }] },
  { name: 'never measured', figure: 'p50', points: [] },
];

test('a linear axis begins at zero and ends at a round value', () => {
  const axis = axisOf([3, 47], { scale: 'linear', from: 0, to: 100 });
  expect(axis.ticks).toEqual([0, 10, 20, 30, 40, 50]);
  expect(axis.at(25)).toBe(50);
});

test('a logarithmic axis spans powers of ten', () => {
  const axis = axisOf([2, 300], { scale: 'log', from: 0, to: 90 });
  expect(axis.ticks).toEqual([1, 10, 100, 1000]);
  expect(axis.at(10)).toBe(30);
});

test('an axis without a value can be drawn', () => {
  expect(axisOf([], { scale: 'log', from: 0, to: 90 }).ticks).toEqual([]);
  expect(axisOf([0], { scale: 'linear', from: 0, to: 90 }).at(0)).toBe(0);
});

test('a chart draws only what has its figure, and escapes what it writes', () => {
  const svg = drawChart(chart, series);
  expect(svg).toContain('p50 &lt; p99');
  expect(svg).toContain('ours &amp; theirs');
  expect(svg).not.toContain('another figure');
  expect(svg).not.toContain('never measured');
  expect(svg.match(/<polyline/g)).toHaveLength(1);
  expect(svg).not.toContain('NaN');
});

test('a chart is legible on a dark page', () => {
  expect(drawChart(chart, series)).toContain('prefers-color-scheme: dark');
});

const record: BenchRecord = {
  row: 'enqueue',
  title: 'Transactions',
  method: [],
  xLabel: 'connections',
  units: {},
  series: [{ name: 'ours', figure: 'machine busy, %', points: [{ x: 4, median: 71, min: 70, max: 72 }] }],
  gates: [],
  verdicts: [{ target: 'the share', wanted: 90, direction: 'at least', reached: 86, unit: '%' }],
  charts: [],
  measuredAt: '2026-01-05T09:00:00.000Z',
  scale: 'full',
  rounds: 1,
  note: undefined,
  machine: {
    system: 'a machine',
    cores: 2,
    memoryGb: 8,
    node: 'v24',
    postgres: '17',
    settings: {},
    fdatasyncMicroseconds: 100,
    selectOneMs: 0.1,
    bareFastifyPerSecond: 1_000,
  },
  peers: {},
};

test('the page says by how much a target is missed, and why where that is known', () => {
  const page = writeReadme([record]);
  expect(page).toContain('**missed** by 4 %');
  expect(page).toContain('Why targets are missed: An intent is one row more');
  expect(writeReadme([{ ...record, row: 'calls' }])).toContain(
    'How busy the cores were, in % of all: ours 71 at 4.',
  );
});
