import type { ExternalType } from '@illumera/schema';
import { type RawBuilder, sql } from 'kysely';
import type { LinkScope } from './find-link.ts';

export interface StoredLink {
  alignEntityId: string;
  /** The fields last sent, null where it is not known that Align still has them. */
  lastSent: unknown;
}

/**
 * The link of the entity that a row is about, with what was last sent for it, to be read along with the row; null where Align
 * does not have it yet.
 * @param id the column with the Illumera id
 */
export function linkColumn(scope: LinkScope, type: ExternalType, id: string): RawBuilder<StoredLink | null> {
  return sql`(
    select json_build_object('alignEntityId', link.align_entity_id, 'lastSent', link.last_sent)
    from align_entity_links link where ${isLinkOf(scope, type, id)}
  )`;
}

/** The Align id alone. */
export function alignIdColumn(scope: LinkScope, type: ExternalType, id: string): RawBuilder<string | null> {
  return sql`(select link.align_entity_id from align_entity_links link where ${isLinkOf(scope, type, id)})`;
}

function isLinkOf({ tenantId, companyId, alignOrgId }: LinkScope, type: ExternalType, id: string) {
  return sql`link.tenant_id = ${tenantId} and link.company_id = ${companyId} and link.align_org_id = ${alignOrgId}
    and link.external_type = ${type} and link.external_id = ${sql.ref(id)}`;
}
