import type { Database, ExternalType } from '@illumera/schema';
import type { LinkScope } from './find-link.ts';

/** Finds the Illumera id behind an Align id, or undefined where no link is written yet. Never looks outside the scope. */
export async function findLinkedEntity(
  database: Database,
  scope: LinkScope,
  align: { externalType: ExternalType; alignEntityId: string },
): Promise<string | undefined> {
  const row = await database
    .selectFrom('alignEntityLinks')
    .select('externalId')
    .where('tenantId', '=', scope.tenantId)
    .where('companyId', '=', scope.companyId)
    .where('alignOrgId', '=', scope.alignOrgId)
    .where('externalType', '=', align.externalType)
    .where('alignEntityId', '=', align.alignEntityId)
    .executeTakeFirst();
  return row?.externalId;
}
