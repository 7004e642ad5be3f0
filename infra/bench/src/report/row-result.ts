import type { Spread } from '../measure/spread.ts';

/** Something that must hold for the figures to count. */
export interface Gate {
  name: string;
  passed: boolean;
  /** What was counted. */
  detail: string;
}

export interface Point extends Spread {
  x: number;
}

/** One figure of one contestant along the curve. */
export interface Series {
  name: string;
  figure: string;
  points: Point[];
}

/** A target beside what was reached; undefined where it was not measured. */
export interface Verdict {
  target: string;
  wanted: number;
  /** Whether `reached` is to be at least, or at most, `wanted`. */
  direction: 'at least' | 'at most';
  reached: number | undefined;
  unit: string;
}

/** A figure that is drawn as a curve. */
export interface Chart {
  figure: string;
  title: string;
  xLabel: string;
  yLabel: string;
  /** How the axes are divided; `linear` unless given. */
  xScale?: 'linear' | 'log';
  yScale?: 'linear' | 'log';
}

/** What a row of the targets came to. */
export interface RowResult {
  title: string;
  /** What is measured and how, for the reader. */
  method: string[];
  xLabel: string;
  units: Record<string, string>;
  series: Series[];
  gates: Gate[];
  verdicts: Verdict[];
  charts: Chart[];
}
