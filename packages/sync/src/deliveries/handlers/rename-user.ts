import { userEventData } from '@illumera/align-client';
import type { Database } from '@illumera/schema';
import { sql } from 'kysely';
import { recordDiscrepancy } from '../../discrepancies/record-discrepancy.ts';
import { enqueueUser } from '../../people/enqueue-user.ts';
import { ignored } from '../delivery-outcome.ts';
import type { EventContext, EventHandler, LinkedEntity } from '../event-handler.ts';

/**
 * Takes over a name that was changed in Align, if `changedFields` says so and nothing of ours is newer. An address decides
 * whom other companies invite, so a new one is shown to people and not taken over; the role here is not the role there.
 */
export const renameUser: EventHandler = {
  kind: 'perhaps_linked',
  externalType: 'user',
  handle: async (transaction, context, entity) => {
    if (entity === undefined) return ignored('no user of ours');
    const { changedFields, name, email } = userEventData(context.event);
    const user = await lockUser(transaction, context, entity);
    if (user === undefined) return ignored('no user of ours');
    if (changedFields.includes('email') && email !== undefined && email !== user.email) {
      await flagAddress(transaction, context, { userId: entity.id, ours: user.email, theirs: email });
    }
    const newName = changedFields.includes('name') ? name?.trim() : undefined;
    if (!newName || newName === user.name) return ignored('nothing changed that is taken over');
    if (!(await isNewest(transaction, context, entity))) return ignored('a newer change is here');
    await transaction.updateTable('users').set({ name: newName }).where('id', '=', entity.id).execute();
    await enqueueUser(transaction, { ...context.scope, userId: entity.id });
    return { kind: 'applied' };
  },
};

function lockUser(transaction: Database, { scope }: EventContext, { id }: LinkedEntity) {
  return transaction
    .selectFrom('users')
    .select(['name', 'email'])
    .where('id', '=', id)
    .where('tenantId', '=', scope.tenantId)
    .forUpdate()
    .executeTakeFirst();
}

/** Our own call comes back as an event too, and a later one of ours may be on its way. */
async function isNewest(
  transaction: Database,
  { scope, occurredAt }: EventContext,
  { id }: LinkedEntity,
): Promise<boolean> {
  const { rows } = await sql`
    update align_entity_links set align_occurred_at = ${occurredAt}, last_sent = null
    where tenant_id = ${scope.tenantId} and company_id = ${scope.companyId} and align_org_id = ${scope.alignOrgId}
      and external_type = 'user' and external_id = ${id}
      and coalesce(sent_at < ${occurredAt}, true) and coalesce(align_occurred_at < ${occurredAt}, true)
      and not exists (
        select from align_sync_outbox intent
        where intent.company_id = ${scope.companyId} and intent.entity_family = 'user' and intent.local_id = ${id}
          and intent.status in ('pending', 'processing', 'failed')
      )
    returning id
  `.execute(transaction);
  return rows.length > 0;
}

async function flagAddress(
  transaction: Database,
  { scope, connectionId }: EventContext,
  { userId, ours, theirs }: { userId: string; ours: string; theirs: string },
): Promise<void> {
  await recordDiscrepancy(transaction, {
    tenantId: scope.tenantId,
    companyId: scope.companyId,
    connectionId,
    field: 'user.email',
    externalType: 'user',
    externalId: userId,
    illumeraValue: ours,
    alignValue: theirs,
    severity: 'warning',
  });
}
