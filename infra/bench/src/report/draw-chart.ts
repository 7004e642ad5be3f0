import { axisOf, type Axis } from './axis.ts';
import type { Chart, Point, Series } from './row-result.ts';

const WIDTH = 720;
const HEIGHT = 360;
const FRAME = { left: 64, right: 200, top: 40, bottom: 48 };
/** Told apart by people who do not see red and green alike, on light and on dark. */
const COLOURS = ['#0072b2', '#d55e00', '#009e73', '#cc79a7', '#e69f00', '#56b4e9', '#8c6d31', '#777777'];

const style = `
  text { font: 12px system-ui, sans-serif; fill: #24292f; }
  .title { font-size: 14px; font-weight: 600; }
  .grid { stroke: #d0d7de; stroke-width: 1; }
  @media (prefers-color-scheme: dark) { text { fill: #e6edf3; } .grid { stroke: #3d444d; } }
`;

/** A curve of medians for each contestant that has the figure, with bars from the least to the greatest round. */
export function drawChart(chart: Chart, allSeries: readonly Series[]): string {
  const series = allSeries.filter(({ figure, points }) => figure === chart.figure && points.length > 0);
  const points = series.flatMap((one) => one.points);
  const right = WIDTH - FRAME.right;
  const bottom = HEIGHT - FRAME.bottom;
  const x = axisOf(
    points.map((point) => point.x),
    { scale: chart.xScale ?? 'linear', from: FRAME.left, to: right },
  );
  const values = points.flatMap(({ min, max }) => [min, max]);
  const y = axisOf(values, { scale: chart.yScale ?? 'linear', from: bottom, to: FRAME.top });
  const lines = series.map((one, index) => drawSeries(one, { x, y, index }));
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${escapeXml(chart.title)}">`,
    `<style>${style}</style>`,
    `<text class="title" x="${FRAME.left}" y="22">${escapeXml(chart.title)}</text>`,
    ...y.ticks.flatMap((tick) => [
      `<line class="grid" x1="${FRAME.left}" x2="${right}" y1="${y.at(tick)}" y2="${y.at(tick)}"/>`,
      `<text x="${FRAME.left - 8}" y="${y.at(tick) + 4}" text-anchor="end">${label(tick)}</text>`,
    ]),
    ...[...new Set(points.map((point) => point.x))].map(
      (tick) => `<text x="${x.at(tick)}" y="${bottom + 18}" text-anchor="middle">${label(tick)}</text>`,
    ),
    `<text x="${(FRAME.left + right) / 2}" y="${HEIGHT - 10}" text-anchor="middle">${escapeXml(chart.xLabel)}</text>`,
    `<text transform="translate(14 ${(FRAME.top + bottom) / 2}) rotate(-90)" text-anchor="middle">${escapeXml(chart.yLabel)}</text>`,
    ...lines,
    '</svg>\n',
  ].join('\n');
}

function drawSeries(series: Series, { x, y, index }: { x: Axis; y: Axis; index: number }): string {
  const colour = COLOURS[index % COLOURS.length] ?? '#777777';
  const spot = (point: Point): string => `${x.at(point.x)},${y.at(point.median)}`;
  const marks = series.points.map(
    (point) =>
      `<line stroke="${colour}" x1="${x.at(point.x)}" x2="${x.at(point.x)}" y1="${y.at(point.min)}" y2="${y.at(point.max)}"/>` +
      `<circle fill="${colour}" r="3" cx="${x.at(point.x)}" cy="${y.at(point.median)}"/>`,
  );
  const legendY = FRAME.top + 8 + index * 18;
  const legendX = WIDTH - FRAME.right + 14;
  return [
    `<polyline fill="none" stroke="${colour}" stroke-width="2" points="${series.points.map(spot).join(' ')}"/>`,
    ...marks,
    `<rect x="${legendX}" y="${legendY - 9}" width="10" height="10" fill="${colour}"/>`,
    `<text x="${legendX + 16}" y="${legendY}">${escapeXml(series.name)}</text>`,
  ].join('\n');
}

function label(value: number): string {
  return value >= 10_000 ? `${Number((value / 1000).toPrecision(3))}k` : String(Number(value.toPrecision(3)));
}

function escapeXml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
