/** Where values lie on a drawing. */
export interface Axis {
  /** The place of a value, in the drawing's units. */
  at: (value: number) => number;
  /** Round values along it. */
  ticks: number[];
}

export interface AxisOptions {
  scale: 'linear' | 'log';
  /** The places of the least and of the greatest value. */
  from: number;
  to: number;
}

const TICKS = 5;

/** An axis over the values; a linear one begins at zero, a logarithmic one spans whole powers of ten for its ticks. */
export function axisOf(values: readonly number[], { scale, from, to }: AxisOptions): Axis {
  const place = (share: number): number => Number((from + share * (to - from)).toFixed(1));
  if (scale === 'linear') {
    const step = roundStep(Math.max(0, ...values) / TICKS);
    const top = Math.max(step, Math.ceil(Math.max(0, ...values) / step) * step);
    const ticks = Array.from({ length: Math.round(top / step) + 1 }, (_, index) => index * step);
    return { at: (value) => place(value / top), ticks };
  }
  const positive = values.filter((value) => value > 0);
  const low = Math.floor(Math.log10(Math.min(...positive, Number.MAX_VALUE)));
  const high = Math.max(low + 1, Math.ceil(Math.log10(Math.max(...positive, Number.MIN_VALUE))));
  if (positive.length === 0) return { at: () => place(0), ticks: [] };
  const ticks = Array.from({ length: high - low + 1 }, (_, index) => 10 ** (low + index));
  return { at: (value) => place((Math.log10(Math.max(value, 10 ** low)) - low) / (high - low)), ticks };
}

/** The next of 1, 2 and 5 times a power of ten. */
function roundStep(step: number): number {
  if (step <= 0) return 1;
  const power = 10 ** Math.floor(Math.log10(step));
  return ([1, 2, 5, 10].find((factor) => factor * power >= step) ?? 10) * power;
}
