import type { ReconciliationRun } from '@illumera/api-models';

/** How far a run is, or what it came to: what could not be seen comes first, then what it did, comparison by comparison. */
export function runResult({ state, step, rowsRead, gaps, counts }: ReconciliationRun): string[] {
  if (state === 'running') {
    return [step === null ? 'Waits for a worker' : `${inWords(step)}: ${rowsRead} rows read`];
  }
  const done = Object.entries(counts).flatMap(([name, found]) => {
    const parts = Object.entries(found).filter(([what, count]) => what !== 'projects' && count > 0);
    if (parts.length === 0) return [];
    return [`${inWords(name)}: ${parts.map(([what, count]) => `${count} ${inWords(what)}`).join(', ')}`];
  });
  const lines = [...gaps, ...done];
  return lines.length > 0 ? lines : ['Both sides agree'];
}

const inWords = (name: string) => name.replaceAll('_', ' ');
