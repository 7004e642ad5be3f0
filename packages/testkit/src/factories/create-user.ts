import type { Database, DB } from '@illumera/schema';
import type { Insertable, Selectable } from 'kysely';
import { v7 } from 'uuid';
import { insertRow } from './insert-row.ts';

type User = DB['users'];

/** A talent of the named tenant, with an address and a Clerk id of its own; `values` replaces any other column. */
export function createUser(
  database: Database,
  values: Pick<Insertable<User>, 'tenantId'> & Partial<Insertable<User>>,
): Promise<Selectable<User>> {
  const id = values.id ?? v7();
  return insertRow(database, 'users', {
    id,
    email: `${id}@example.test`,
    name: 'Ada Park',
    role: 'talent',
    clerkUserId: `user_${id}`,
    ...values,
  });
}
