import type { Database, ExternalType } from '@illumera/schema';

/** Where links are looked up: one company in one Align organization. */
export interface LinkScope {
  tenantId: string;
  companyId: string;
  alignOrgId: string;
}

/** Finds the Align id of an Illumera entity, or undefined where Align does not have it yet. */
export async function findLink(
  database: Database,
  scope: LinkScope,
  external: { type: ExternalType; id: string },
): Promise<string | undefined> {
  const row = await database
    .selectFrom('alignEntityLinks')
    .select('alignEntityId')
    .where('tenantId', '=', scope.tenantId)
    .where('companyId', '=', scope.companyId)
    .where('alignOrgId', '=', scope.alignOrgId)
    .where('externalType', '=', external.type)
    .where('externalId', '=', external.id)
    .executeTakeFirst();
  return row?.alignEntityId;
}
