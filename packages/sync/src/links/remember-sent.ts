import type { Database, ExternalType } from '@illumera/schema';
import { sql } from 'kysely';
import type { LinkScope } from './find-link.ts';

/** The fields of an entity as they stand at Align once a call is through. */
export type SentFields = Record<string, string | number | null>;

/** Keeps on the link what was last sent, so that an equal change is not sent again; null forgets it. */
export async function rememberSent(
  database: Database,
  scope: LinkScope,
  external: { type: ExternalType; id: string; sent: SentFields | null },
): Promise<void> {
  await database
    .updateTable('alignEntityLinks')
    .set(
      external.sent === null
        ? { lastSent: null }
        : { lastSent: JSON.stringify(external.sent), sentAt: sql<Date>`now()` },
    )
    .where('tenantId', '=', scope.tenantId)
    .where('companyId', '=', scope.companyId)
    .where('alignOrgId', '=', scope.alignOrgId)
    .where('externalType', '=', external.type)
    .where('externalId', '=', external.id)
    .execute();
}
