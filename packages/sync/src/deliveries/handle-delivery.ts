import { type AlignEvent, parseEvent } from '@illumera/align-client';
import type { Database } from '@illumera/schema';
import { resolveDiscrepancy } from '../discrepancies/resolve-discrepancy.ts';
import { findLinkedEntity } from '../links/find-linked-entity.ts';
import { lockLink } from '../links/lock-link.ts';
import { type DeliveryOutcome, ignored, refused } from './delivery-outcome.ts';
import { KNOWN_SCHEMA_VERSION, MAX_EVENT_AGE_MS } from './delivery-policy.ts';
import type { EventContext, EventHandler } from './event-handler.ts';
import { findHandler } from './event-handlers.ts';
import { failDelivery } from './fail-delivery.ts';
import { loadDelivery, type StoredDelivery } from './load-delivery.ts';
import { settleDelivery } from './settle-delivery.ts';
import { unmatchedEvent } from './wait-for-link.ts';

export type HandledDelivery =
  | DeliveryOutcome
  /** It threw: tried again later, or `failed` for good. */
  | { kind: 'failed'; reason: string }
  /** There is none, or it is settled. */
  | { kind: 'skipped' };

/**
 * Applies a stored event from its signed bytes. The effect and `processed` commit together, so that an event is applied once
 * however often its job runs; what throws leaves nothing and is tried again.
 * @throws the database's error when the failure itself cannot be recorded
 */
export async function handleDelivery(database: Database, deliveryId: string): Promise<HandledDelivery> {
  const delivery = await loadDelivery(database, deliveryId);
  if (delivery?.status !== 'received') return { kind: 'skipped' };
  const reading = parseEvent(delivery.body, delivery.eventName);
  const apply = async (transaction: Database): Promise<HandledDelivery> => {
    if (reading.kind === 'event') return applyEvent(transaction, delivery, reading.event);
    const outcome = refused(`its bytes cannot be read: ${reading.reason}`);
    await settleDelivery(transaction, delivery, outcome);
    return outcome;
  };
  try {
    return await database.transaction().execute(apply);
  } catch (error) {
    return failDelivery(database, delivery.id, error);
  }
}

/** The link's name is locked before the delivery's row, as whoever writes the link does it. */
async function applyEvent(
  transaction: Database,
  delivery: StoredDelivery,
  event: AlignEvent,
): Promise<HandledDelivery> {
  const { tenantId, companyId, alignOrgId, connectionId, receivedAt } = delivery;
  const handler = findHandler(event.name);
  if (handler.kind === 'linked' && event.entityId !== undefined) {
    await lockLink(transaction, `${companyId}/${event.entityId}`);
  }
  if (!(await lockReceived(transaction, delivery.id))) return { kind: 'skipped' };
  const context: EventContext = {
    scope: { tenantId, companyId, alignOrgId },
    connectionId: connectionId ?? '',
    event,
    occurredAt: event.occurredAt ?? receivedAt,
  };
  const outcome = objectionTo(context, receivedAt) ?? (await runHandler(transaction, context, handler));
  await settleDelivery(transaction, delivery, outcome);
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
): Promise<DeliveryOutcome> {
  if (handler.kind === 'plain') return handler.handle(transaction, context);
  const alignId = context.event.entityId;
  if (alignId === undefined) return ignored('it names nothing that could be linked');
  const { externalType } = handler;
  const id = await findLinkedEntity(transaction, context.scope, { externalType, alignEntityId: alignId });
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
