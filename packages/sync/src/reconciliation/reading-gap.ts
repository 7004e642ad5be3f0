import type { PartReading } from './read-part.ts';

/** Says what a reading left unseen; undefined where it left nothing. */
export function readingGap(reading: PartReading, what: string): string | undefined {
  if (reading.kind === 'read') return undefined;
  return reading.kind === 'gap' ? reading.reason : `${what} did not hold still`;
}
