import { randomBytes, randomUUID } from 'node:crypto';
import { runStatement } from './run-statement.ts';

export interface Login {
  /** The same database, signed in as it. */
  connectionString: string;
  drop: () => Promise<void>;
}

/** A sign-in that owns nothing and may do nothing by itself: whatever it does, it does as one of the roles. */
export async function createLogin(connectionString: string, roles: readonly string[]): Promise<Login> {
  const name = `login_${randomUUID().replaceAll('-', '')}`;
  const password = randomBytes(16).toString('hex');
  await runStatement(
    connectionString,
    `create role ${name} login noinherit password '${password}' in role ${roles.join(', ')}`,
  );
  const url = new URL(connectionString);
  url.username = name;
  url.password = password;
  return { connectionString: url.href, drop: () => runStatement(connectionString, `drop role ${name}`) };
}
