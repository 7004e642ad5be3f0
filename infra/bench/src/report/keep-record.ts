import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { BenchRecord } from '../run-bench.ts';
import { drawChart } from './draw-chart.ts';
import { writeReadme } from './write-readme.ts';

const folder = fileURLToPath(new URL('../../../../docs/benchmarks/', import.meta.url));
/** Quick runs only show that a row works, so their figures do not replace the kept ones. */
const quickFolder = fileURLToPath(new URL('../../../../.data/bench/', import.meta.url));

/** Writes a row's JSON and curves, and the page over all rows that are there. @returns the folder */
export function keepRecord(record: BenchRecord): string {
  const into = record.scale === 'full' ? folder : quickFolder;
  mkdirSync(into, { recursive: true });
  writeFileSync(`${into}${record.row}.json`, `${JSON.stringify(record, null, 2)}\n`);
  record.charts.forEach((chart, index) =>
    writeFileSync(`${into}${record.row}-${index + 1}.svg`, drawChart(chart, record.series)),
  );
  const records = readdirSync(into)
    .filter((file) => file.endsWith('.json'))
    .map((file) => JSON.parse(readFileSync(`${into}${file}`, 'utf8')) as BenchRecord);
  writeFileSync(`${into}README.md`, writeReadme(records));
  return into;
}
