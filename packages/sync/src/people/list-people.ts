import type { Database } from '@illumera/schema';
import { fetchPage, type PageRequest } from '../listing/fetch-page.ts';
import { having } from '../listing/owned-by.ts';
import type { Actor } from './actor.ts';

/** Lists the talents of the actor's tenant; each by the person's id, not the user's. */
export async function listPeople(database: Database, actor: Actor, page: PageRequest) {
  const query = database
    .selectFrom('personProfiles')
    .innerJoin('users', 'users.id', 'personProfiles.userId')
    .select(['personProfiles.id', 'users.name', 'users.email'])
    .where('users.role', '=', 'talent');
  const of = having('personProfiles.tenantId', actor.tenantId);
  return fetchPage(database, { query, table: 'personProfiles', time: 'createdAt', of }, page);
}
