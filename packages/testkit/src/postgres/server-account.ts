import { readFileSync } from 'node:fs';

export interface ServerAccount {
  name: string;
  uid: number;
  gid: number;
}

/** Accounts that may run the server when we are root, best first; both exist without our creating anything. */
const CANDIDATES = ['postgres', 'nobody'];

/**
 * Whom to run Postgres as: undefined stands for ourselves. Postgres refuses to run as root, so root needs another
 * account.
 * @throws Error when root has none to choose from.
 */
export function serverAccount(): ServerAccount | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const accounts = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'));
  for (const candidate of CANDIDATES) {
    const [name, , uid, gid] = accounts.find((fields) => fields[0] === candidate) ?? [];
    if (name !== undefined) return { name, uid: Number(uid), gid: Number(gid) };
  }
  throw new Error(
    `Postgres does not run as root, and there is no account named ${CANDIDATES.join(' or ')} to run it as. ` +
      'Use an ordinary account, or point DATABASE_URL at a Postgres that is running.',
  );
}
