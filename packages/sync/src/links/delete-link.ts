import type { Database, ExternalType } from '@illumera/schema';
import type { LinkScope } from './find-link.ts';

/** Forgets that Align has an entity, after Align has let go of it. */
export async function deleteLink(
  database: Database,
  scope: LinkScope,
  external: { type: ExternalType; id: string },
): Promise<void> {
  await database
    .deleteFrom('alignEntityLinks')
    .where('tenantId', '=', scope.tenantId)
    .where('companyId', '=', scope.companyId)
    .where('alignOrgId', '=', scope.alignOrgId)
    .where('externalType', '=', external.type)
    .where('externalId', '=', external.id)
    .execute();
}
