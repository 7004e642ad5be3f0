import type { Database } from '@illumera/schema';
import type { Actor } from './actor.ts';

/** Reads who is signed in, for display. */
export async function readMe(database: Database, actor: Actor) {
  const user = await database
    .selectFrom('users')
    .leftJoin('companyProfiles', 'companyProfiles.id', 'users.companyId')
    .select(['users.name', 'users.email', 'companyProfiles.name as companyName'])
    .where('users.id', '=', actor.userId)
    .executeTakeFirstOrThrow();
  return { ...actor, ...user };
}
