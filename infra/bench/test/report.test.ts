import { expect, test } from 'vitest';
import { axisOf } from '../src/report/axis.ts';
import { drawChart } from '../src/report/draw-chart.ts';
import type { Chart, Series } from '../src/report/row-result.ts';

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
