import { readdirSync, readFileSync } from 'node:fs';

/** Linux counts processor time in hundredths of a second. */
const TICK_MS = 10;

/** The processor time of a process and all below it, those that have ended included, in milliseconds; 0 where it is gone. */
export function processorTimeMs(pid: number): number {
  const processes = readProcesses();
  const total = (id: number): number => {
    const process = processes.get(id);
    if (process === undefined) return 0;
    const below = [...processes].filter(([, { parent }]) => parent === id);
    return below.reduce((sum, [child]) => sum + total(child), process.ownMs + process.endedMs);
  };
  return total(pid);
}

/** The parent of a process, as a Postgres backend has its server for one. @throws where there is none */
export function parentOf(pid: number): number {
  const parent = readProcesses().get(pid)?.parent;
  if (parent === undefined) throw new Error(`there is no process ${pid} on this machine`);
  return parent;
}

function readProcesses(): Map<number, { parent: number; ownMs: number; endedMs: number }> {
  const ids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return new Map(
    ids.flatMap((id) => {
      try {
        const stat = readFileSync(`/proc/${id}/stat`, 'utf8');
        // After the name in brackets: state, parent, …; the times are fields 14 to 17.
        const fields = stat
          .slice(stat.lastIndexOf(')') + 2)
          .split(' ')
          .map(Number);
        const ticks = (at: number): number => (fields[at] ?? 0) * TICK_MS;
        return [
          [
            Number(id),
            { parent: fields[1] ?? 0, ownMs: ticks(11) + ticks(12), endedMs: ticks(13) + ticks(14) },
          ],
        ];
      } catch {
        // It has ended meanwhile.
        return [];
      }
    }),
  );
}
