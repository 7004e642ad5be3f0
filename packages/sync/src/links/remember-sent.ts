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

/** The same for several entities of a company, whose fields are known. */
export async function rememberAllSent(
  database: Database,
  scope: LinkScope,
  sent: readonly { type: ExternalType; id: string; sent: SentFields }[],
): Promise<void> {
  if (sent.length === 0) return;
  await sql`
    update align_entity_links link set last_sent = given.sent::jsonb, sent_at = now()
    from unnest(
      ${sent.map((each) => each.type)}::text[], ${sent.map((each) => each.id)}::text[],
      ${sent.map((each) => JSON.stringify(each.sent))}::text[]
    ) as given (type, id, sent)
    where link.tenant_id = ${scope.tenantId} and link.company_id = ${scope.companyId}
      and link.align_org_id = ${scope.alignOrgId}
      and link.external_type = given.type and link.external_id = given.id
  `.execute(database);
}
