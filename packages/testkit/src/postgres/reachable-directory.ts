import { createHash } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { canReach } from './can-reach.ts';
import { serverAccount } from './server-account.ts';

/** Only root comes here, and only where its own directories are closed to the account that runs the server. */
const SHARED_DIRECTORY = '/var/lib/illumera-align';

/**
 * Makes a directory that the account running Postgres can enter, and returns it: the preferred one, or one below
 * /var/lib that belongs to it where the preferred one lies in a home closed to others.
 * @throws the system's error when neither can be made.
 */
export function reachableDirectory(preferred: string): string {
  const account = serverAccount();
  mkdirSync(preferred, { recursive: true });
  if (canReach(account, preferred)) return preferred;
  const key = createHash('sha256').update(resolve(preferred)).digest('hex').slice(0, 12);
  const directory = join(SHARED_DIRECTORY, `${basename(preferred)}-${key}`);
  mkdirSync(directory, { recursive: true, mode: 0o755 });
  return directory;
}
