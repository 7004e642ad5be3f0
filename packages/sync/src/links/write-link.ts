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
    await lockBothNames(transaction, scope, link);
    const inserted = await transaction
      .insertInto('alignEntityLinks')
      .values({ id: uuid(), ...scope, ...link })
      .onConflict((conflict) =>
        conflict.columns(['tenantId', 'companyId', 'alignOrgId', 'externalType', 'externalId']).doNothing(),
      )
      .returning('id')
      .executeTakeFirst();
    if (inserted === undefined) return false;
    await wakeIntents(transaction, scope, link);
    await wakeDeliveries(transaction, scope, link);
    return true;
  });
}

async function wakeIntents(database: Database, scope: LinkScope, link: NewLink): Promise<void> {
  await database
    .updateTable('alignSyncOutbox')
    .set({ nextRetryAt: sql`now()`, waitingForType: null, waitingForId: null, error: null })
    .where('tenantId', '=', scope.tenantId)
    .where('companyId', '=', scope.companyId)
    .where('waitingForType', '=', link.externalType)
    .where('waitingForId', '=', link.externalId)
    .where('status', '=', 'pending')
    .execute();
  await sql`
    select wake_align_drain(id) from align_connections
    where tenant_id = ${scope.tenantId} and company_id = ${scope.companyId} and status <> 'disconnected'
  `.execute(database);
}

async function wakeDeliveries(database: Database, scope: LinkScope, link: NewLink): Promise<void> {
  await sql`
    with woken as (
      update align_webhook_deliveries set waiting_for_align_id = null, error = null, due_at = now()
      where company_id = ${scope.companyId} and waiting_for_align_id = ${link.alignEntityId} and status = 'received'
      returning id
    )
    select graphile_worker.add_job('handle_delivery', json_build_object('deliveryId', id)) from woken
  `.execute(database);
}
