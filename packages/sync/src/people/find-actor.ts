import type { Database } from '@illumera/schema';
import type { Actor } from './actor.ts';

/** Finds who signs in under this id of the token issuer, or undefined where nobody here does. */
export async function findActor(database: Database, clerkUserId: string): Promise<Actor | undefined> {
  return database
    .selectFrom('users')
    .leftJoin('personProfiles', 'personProfiles.userId', 'users.id')
    .select([
      'users.id as userId',
      'users.tenantId',
      'users.companyId',
      'users.role',
      'personProfiles.id as personId',
    ])
    .where('users.clerkUserId', '=', clerkUserId)
    .executeTakeFirst();
}
