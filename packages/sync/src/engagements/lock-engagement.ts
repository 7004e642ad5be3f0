import type { Database } from '@illumera/schema';
import { given } from '../listing/given.ts';
import type { Actor } from '../people/actor.ts';
import { rowScope } from '../people/row-scope.ts';

/** Finds an engagement that the actor may see and holds its row until the transaction ends. */
export async function lockEngagement(database: Database, actor: Actor, engagementId: string) {
  return database
    .selectFrom('engagements')
    .select(['id', 'tenantId', 'companyId', 'projectId', 'personId', 'status'])
    .where((where) => where.and({ ...given(rowScope(actor)), id: engagementId }))
    .forUpdate()
    .executeTakeFirst();
}
