import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** Elsewhere each look starts `ps`. */
const POLL_MS = process.platform === 'linux' ? 500 : 2_000;

/**
 * Calls back once when the `npm` that started us is gone. npm does not wait for us when it is killed, and the shell between
 * the two passes no signal on, so both are watched. Without npm, as under nohup, our parent may come and go.
 */
export function watchStarter(onGone) {
  if (process.env.npm_lifecycle_event === undefined || process.platform === 'win32') return;
  const parent = process.ppid;
  const grandparent = parentOf(parent);
  if (grandparent === undefined) return;
  const timer = setInterval(() => {
    if (process.ppid === parent && parentOf(parent) === grandparent) return;
    clearInterval(timer);
    onGone();
  }, POLL_MS);
  timer.unref();
}

function parentOf(processId) {
  try {
    const stat = readFileSync(`/proc/${processId}/stat`, 'utf8');
    // The command's name, in parentheses, may hold anything; the state and the parent follow it.
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
  } catch {
    const answer = spawnSync('ps', ['-o', 'ppid=', '-p', String(processId)], { encoding: 'utf8' });
    return answer.status === 0 ? Number(answer.stdout) : undefined;
  }
}
