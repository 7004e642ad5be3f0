import { readFileSync } from 'node:fs';

const EVERY_MS = 250;
const KB_PER_MB = 1024;

/** Watches a process's resident memory. @returns what stops it and tells the readings, in MB */
export function watchMemory(pid: number): () => number[] {
  const readings: number[] = [];
  const read = (): void => {
    const kb = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    readings.push(Number(kb) / KB_PER_MB);
  };
  const timer = setInterval(read, EVERY_MS);
  return () => {
    clearInterval(timer);
    return readings;
  };
}
