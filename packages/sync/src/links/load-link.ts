import type { Database, ExternalType } from '@illumera/schema';
import type { LinkScope } from './find-link.ts';

export interface StoredLink {
  alignEntityId: string;
  /** The fields last sent, null where it is not known that Align still has them. */
  lastSent: unknown;
}

/** Reads the link of an Illumera entity with what was last sent for it. */
export async function loadLink(
  database: Database,
  scope: LinkScope,
  external: { type: ExternalType; id: string },
): Promise<StoredLink | undefined> {
  return database
    .selectFrom('alignEntityLinks')
    .select(['alignEntityId', 'lastSent'])
    .where('tenantId', '=', scope.tenantId)
    .where('companyId', '=', scope.companyId)
    .where('alignOrgId', '=', scope.alignOrgId)
    .where('externalType', '=', external.type)
    .where('externalId', '=', external.id)
    .executeTakeFirst();
}
