import { spawnSync } from 'node:child_process';
import type { ServerAccount } from './server-account.ts';

/** Whether the account can enter a directory, or execute a file, at this path. */
export function canReach(account: ServerAccount | undefined, path: string): boolean {
  const answer = spawnSync('test', ['-x', path], {
    cwd: '/',
    ...(account === undefined ? {} : { uid: account.uid, gid: account.gid }),
  });
  return answer.status === 0;
}
