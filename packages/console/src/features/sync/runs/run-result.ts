import type { ReconciliationRun } from '@illumera/api-models';

/** How far a run is, or what it came to: what could not be seen comes first, then what it did, comparison by comparison. */
export function runResult({ state, step, rowsRead, gaps, counts }: ReconciliationRun): string[] {
  if (state === 'running') {
    return [step === null ? 'Waits for a worker' : `${inWords(step)}: ${rowsRead} rows read`];
  }
  const done = Object.entries(counts).flatMap(([name, found]) => {
    const parts = Object.entries(found).filter(([what, count]) => count > 0 && !lookedAt.test(what));
    if (parts.length === 0) return [];
    return [`${inWords(name)}: ${parts.map(([what, count]) => counted(what, count)).join(', ')}`];
  });
  const lines = [...gaps, ...done];
  return lines.length > 0 ? lines : ['Both sides agree'];
}

/** Counts that tell only what was compared; they mean no difference. */
const lookedAt = /(^|_)(projects|judged)$/;

const counted = (what: string, count: number) =>
  what === 'found' ? `${count} ${count === 1 ? 'difference' : 'differences'}` : `${count} ${inWords(what)}`;

const inWords = (name: string) => name.replaceAll('_', ' ');
