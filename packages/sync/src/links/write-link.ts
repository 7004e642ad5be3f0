import type { Database, ExternalType } from '@illumera/schema';
import { sql } from 'kysely';
import { v7 as uuid } from 'uuid';
import { inTransaction } from '../in-transaction.ts';
import type { LinkScope } from './find-link.ts';
import { lockBothNames } from './lock-link.ts';

export interface NewLink {
  externalType: ExternalType;
  externalId: string;
  alignEntityType: string;
  alignEntityId: string;
}

/**
 * Writes a link, once, and wakes in the same transaction what waited for it: intents that need the Align id and deliveries
 * that came before it. A link that exists is left as it is.
 * @returns whether the link is new
 */
export async function writeLink(database: Database, scope: LinkScope, link: NewLink): Promise<boolean> {
  return inTransaction(database, async (transaction) => {
    const written = await writeLinks(transaction, scope, [link]);
    return written.length > 0;
  });
}

/**
 * The same for several links of a company.
 * @returns those that are new
 */
export async function writeLinks(
  transaction: Database,
  scope: LinkScope,
  links: readonly NewLink[],
): Promise<NewLink[]> {
  if (links.length === 0) return [];
  await lockBothNames(transaction, scope, links);
  const written = await insertLinks(transaction, scope, links);
  if (written.length > 0) {
    await forgetOlderWord(transaction, scope, written);
    await wakeIntents(transaction, scope, written);
    await wakeDeliveries(transaction, scope, written);
  }
  return written;
}

async function insertLinks(
  database: Database,
  { tenantId, companyId, alignOrgId }: LinkScope,
  links: readonly NewLink[],
): Promise<NewLink[]> {
  const inserted = await sql<NewLink>`
    insert into align_entity_links
      (id, tenant_id, company_id, align_org_id, external_type, external_id, align_entity_type, align_entity_id)
    select id, ${tenantId}, ${companyId}, ${alignOrgId}, external_type, external_id, align_entity_type, align_entity_id
    from unnest(
      ${links.map(() => uuid())}::text[], ${links.map((link) => link.externalType)}::text[],
      ${links.map((link) => link.externalId)}::text[], ${links.map((link) => link.alignEntityType)}::text[],
      ${links.map((link) => link.alignEntityId)}::text[]
    ) as given (id, external_type, external_id, align_entity_type, align_entity_id)
    on conflict (tenant_id, company_id, align_org_id, external_type, external_id) do nothing
    returning external_type, external_id, align_entity_type, align_entity_id
  `.execute(database);
  return inserted.rows;
}

/** What another organization said of an entry of ours, and when, orders nothing of what this one says. */
async function forgetOlderWord(
  database: Database,
  { tenantId, companyId }: LinkScope,
  links: readonly NewLink[],
): Promise<void> {
  const entries = links.flatMap(({ externalType, externalId }) =>
    externalType === 'time_entry' ? [externalId] : [],
  );
  if (entries.length === 0) return;
  await sql`
    update time_entries set align_occurred_at = null
    where tenant_id = ${tenantId} and company_id = ${companyId} and id = any(${entries}::text[]) and source = 'illumera'
      and align_occurred_at is not null
  `.execute(database);
}

async function wakeIntents(database: Database, scope: LinkScope, links: readonly NewLink[]): Promise<void> {
  await sql`
    with woken as (
      update align_sync_outbox
      set next_retry_at = now(), waiting_for_type = null, waiting_for_id = null, error = null
      where tenant_id = ${scope.tenantId} and company_id = ${scope.companyId} and status = 'pending'
        and waiting_for_id is not null and (waiting_for_type, waiting_for_id) in (
          select * from unnest(
            ${links.map((link) => link.externalType)}::text[], ${links.map((link) => link.externalId)}::text[]
          )
        )
      returning id
    )
    select wake_align_drain(id) from align_connections
    where tenant_id = ${scope.tenantId} and company_id = ${scope.companyId} and status <> 'disconnected'
      and exists (select from woken)
  `.execute(database);
}

async function wakeDeliveries(
  database: Database,
  scope: LinkScope,
  links: readonly NewLink[],
): Promise<void> {
  await sql`
    with woken as (
      update align_webhook_deliveries set waiting_for_align_id = null, error = null, due_at = now()
      where company_id = ${scope.companyId} and status = 'received'
        and waiting_for_align_id is not null and waiting_for_align_id = any(${links.map((link) => link.alignEntityId)}::text[])
      returning id
    )
    select graphile_worker.add_job('handle_delivery', json_build_object('deliveryId', id)) from woken
  `.execute(database);
}
