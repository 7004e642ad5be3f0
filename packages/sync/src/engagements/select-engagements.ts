import type { Database } from '@illumera/schema';
import { given } from '../listing/given.ts';
import type { Actor } from '../people/actor.ts';
import { rowScope } from '../people/row-scope.ts';

/** The engagements that an actor may see, as callers see them. */
export function selectEngagements(database: Database, actor: Actor) {
  const { tenantId, companyId, personId } = rowScope(actor);
  return database
    .selectFrom('engagements')
    .innerJoin('projects', 'projects.id', 'engagements.projectId')
    .innerJoin('personProfiles', 'personProfiles.id', 'engagements.personId')
    .innerJoin('users', 'users.id', 'personProfiles.userId')
    .select([
      'engagements.id',
      'engagements.companyId',
      'engagements.projectId',
      'projects.name as projectName',
      'engagements.personId',
      'users.name as personName',
      'engagements.status',
      'engagements.createdAt',
      'engagements.updatedAt',
    ])
    .where((where) =>
      where.and(
        given({
          'engagements.tenantId': tenantId,
          'engagements.companyId': companyId,
          'engagements.personId': personId,
        }),
      ),
    );
}
