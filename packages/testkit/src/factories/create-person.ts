import type { Database, DB } from '@illumera/schema';
import type { Insertable, Selectable } from 'kysely';
import { v7 } from 'uuid';
import { createUser } from './create-user.ts';
import { insertRow } from './insert-row.ts';

export interface Person {
  user: Selectable<DB['users']>;
  profile: Selectable<DB['personProfiles']>;
}

/** A talent with the profile that engagements name; `values` replaces columns of the user. */
export async function createPerson(
  database: Database,
  values: Pick<Insertable<DB['users']>, 'tenantId'> & Partial<Insertable<DB['users']>>,
): Promise<Person> {
  const user = await createUser(database, values);
  const profile = await insertRow(database, 'personProfiles', {
    id: v7(),
    tenantId: user.tenantId,
    userId: user.id,
  });
  return { user, profile };
}
