import { cpus } from 'node:os';

/** Watches all cores. @returns what tells how busy they have been since, in percent */
export function watchCores(): () => number {
  const before = spentMs();
  return () => {
    const now = spentMs();
    const totalMs = now.total - before.total;
    return totalMs === 0 ? 0 : 100 * (1 - (now.idle - before.idle) / totalMs);
  };
}

function spentMs(): { total: number; idle: number } {
  const times = cpus().map((core) => core.times);
  const idle = times.reduce((sum, time) => sum + time.idle, 0);
  const total = times.reduce((sum, time) => sum + time.idle + time.user + time.sys + time.nice + time.irq, 0);
  return { total, idle };
}
