import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { cpus } from 'node:os';

/**
 * Keeps a process and what it has started, and starts from now on, to one core.
 * @returns what lets them have all cores again; throws where there is no taskset
 */
export function keepOnCore(pid: number, core: number): () => void {
  setCores(pid, String(core));
  return () => setCores(pid, `0-${cpus().length - 1}`);
}

function setCores(pid: number, cores: string): void {
  for (const each of [pid, ...childrenOf(pid)]) {
    execFileSync('taskset', ['--all-tasks', '--cpu-list', '--pid', cores, String(each)], { stdio: 'ignore' });
  }
}

function childrenOf(pid: number): number[] {
  const list = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8');
  return list
    .split(' ')
    .filter((id) => id.trim() !== '')
    .map(Number);
}
