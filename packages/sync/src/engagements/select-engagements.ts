import type { Database } from '@illumera/schema';
import { given } from '../listing/given.ts';
import type { Actor } from '../people/actor.ts';
import { rowScope } from '../people/row-scope.ts';

/** Engagements as callers see them, whoever's they are. */
export function presentEngagements(database: Database) {
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
    ]);
}

/** The engagements that an actor may see. */
export function selectEngagements(database: Database, actor: Actor) {
  const { tenantId, companyId, personId } = rowScope(actor);
  return presentEngagements(database).where((where) =>
    where.and(
      given({
        'engagements.tenantId': tenantId,
        'engagements.companyId': companyId,
        'engagements.personId': personId,
      }),
    ),
  );
}
