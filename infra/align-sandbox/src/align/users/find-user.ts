import type { Sandbox } from '../../sandbox.ts';
import type { UserRow } from '../../store/rows.ts';
import type { Caller } from '../caller.ts';

/** A user of the caller's own organization. */
export function findUser(sandbox: Sandbox, caller: Caller, id: string): UserRow | undefined {
  const user = sandbox.store.users.get(id);
  return user?.organizationId === caller.organizationId ? user : undefined;
}
