import type { AlignEvent } from '@illumera/align-client';
import type { Database } from '@illumera/schema';
import { resolveDiscrepancy } from '../discrepancies/resolve-discrepancy.ts';
import { findLinkedEntity } from '../links/find-linked-entity.ts';
import { lockLink } from '../links/lock-link.ts';
import type { AlignReply } from './ask-align.ts';
import { type DeliveryOutcome, type HandlerOutcome, ignored } from './delivery-outcome.ts';
import { KNOWN_SCHEMA_VERSION, MAX_EVENT_AGE_MS } from './delivery-policy.ts';
import type { EventContext, EventHandler } from './event-handler.ts';
import { findHandler } from './event-handlers.ts';
import type { StoredDelivery } from './load-delivery.ts';
import { settleDelivery } from './settle-delivery.ts';
import { unmatchedEvent } from './wait-for-link.ts';

interface Application {
  delivery: StoredDelivery;
  event: AlignEvent;
  reply: AlignReply | undefined;
}

/**
 * Applies one event and settles its delivery, unless Align has to be asked first. The link's name is locked before the
 * delivery's row, as whoever writes the link does it.
 */
export async function applyDelivery(
  transaction: Database,
  { delivery, event, reply }: Application,
): Promise<HandlerOutcome | { kind: 'skipped' }> {
  const { tenantId, companyId, alignOrgId, connectionId, receivedAt } = delivery;
  const handler = findHandler(event.name);
  if (handler.kind !== 'plain' && event.entityId !== undefined) {
    await lockLink(transaction, `${companyId}/${event.entityId}`);
  }
  if (!(await lockReceived(transaction, delivery.id))) return { kind: 'skipped' };
  const context: EventContext = {
    scope: { tenantId, companyId, alignOrgId },
    connectionId: connectionId ?? '',
    event,
    occurredAt: event.occurredAt ?? receivedAt,
    importMode: delivery.importAlignEntries,
    isDisconnected: delivery.connectionStatus === 'disconnected',
    isOverdue: delivery.isOverdue,
    reply,
  };
  const outcome = objectionTo(context, receivedAt) ?? (await runHandler(transaction, context, handler));
  if (outcome.kind !== 'ask') await settleDelivery(transaction, delivery, outcome);
  return outcome;
}

async function lockReceived(transaction: Database, deliveryId: string): Promise<boolean> {
  const row = await transaction
    .selectFrom('alignWebhookDeliveries')
    .select('status')
    .where('id', '=', deliveryId)
    .forUpdate()
    .executeTakeFirst();
  return row?.status === 'received';
}

function objectionTo({ event, occurredAt }: EventContext, receivedAt: Date): DeliveryOutcome | undefined {
  if (event.schemaVersion > KNOWN_SCHEMA_VERSION)
    return ignored(`schema version ${event.schemaVersion} is not known`);
  if (receivedAt.getTime() - occurredAt.getTime() > MAX_EVENT_AGE_MS)
    return ignored('more than 25 h old when it came');
  return undefined;
}

async function runHandler(
  transaction: Database,
  context: EventContext,
  handler: EventHandler,
): Promise<HandlerOutcome> {
  if (handler.kind === 'plain') return handler.handle(transaction, context);
  const alignId = context.event.entityId;
  if (alignId === undefined) return ignored('it names nothing that could be linked');
  const { externalType } = handler;
  const id = await findLinkedEntity(transaction, context.scope, { externalType, alignEntityId: alignId });
  if (handler.kind === 'perhaps_linked') {
    return handler.handle(transaction, context, id === undefined ? undefined : { id, alignId });
  }
  if (id !== undefined) {
    await resolveDiscrepancy(
      transaction,
      unmatchedEvent(context.scope, { externalType, alignEntityId: alignId }),
    );
    return handler.handle(transaction, context, { id, alignId });
  }
  return {
    kind: 'wait',
    externalType,
    alignEntityId: alignId,
    reason: `waiting for the link of ${externalType} ${alignId}`,
  };
}
