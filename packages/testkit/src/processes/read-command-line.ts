import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** The command line of a running process; undefined when there is no such process, or the system does not tell. */
export function readCommandLine(processId: number): string | undefined {
  try {
    return readFileSync(`/proc/${processId}/cmdline`, 'utf8').replaceAll('\0', ' ');
  } catch {
    const answer = spawnSync('ps', ['-o', 'command=', '-p', String(processId)], { encoding: 'utf8' });
    return answer.status === 0 ? answer.stdout.trim() : undefined;
  }
}
