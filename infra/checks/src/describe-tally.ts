import type { Tally } from './count-tests.ts';

/** The end of a run: what failed, a line each, then the line that counts. */
export function describeTally({ passed, failures, skipped }: Tally): string {
  const counts = `${passed} passed, ${failures.length} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
  return [...failures.map((failure) => `FAILED ${failure}`), counts].join('\n');
}
