import type { BenchDatabases } from './database/bench-databases.ts';
import type { RowResult } from './report/row-result.ts';

export type Scale = 'quick' | 'full';

/** What every row works with. */
export interface Bench {
  databases: BenchDatabases;
  rounds: number;
  /** Picks the value of this run's scale. */
  atScale: <Value>(values: Record<Scale, Value>) => Value;
  /** Tells whoever watches. */
  say: (line: string) => void;
}

/** Measures one row of the targets. */
export type Row = (bench: Bench) => Promise<RowResult>;
