import { type AlignClient, AlignRateLimitError, parseEvent } from '@illumera/align-client';
import type { Database } from '@illumera/schema';
import { SlotDeniedError } from '../budget/slot-denied-error.ts';
import { AlignDownError } from '../circuit/align-down-error.ts';
import type { DrainedConnection } from '../drain/acquire-drain.ts';
import { failConnection } from '../drain/fail-connection.ts';
import { applyDelivery } from './apply-delivery.ts';
import { type AlignReply, askAlign, keyRefusalIn } from './ask-align.ts';
import { type DeliveryOutcome, type HandlerOutcome, refused } from './delivery-outcome.ts';
import { failDelivery } from './fail-delivery.ts';
import { loadDelivery, type StoredDelivery } from './load-delivery.ts';
import { putOff } from './put-off.ts';
import { settleDelivery } from './settle-delivery.ts';

export type HandledDelivery =
  | DeliveryOutcome
  /** It threw: tried again later, or `failed` for good. */
  | { kind: 'failed'; reason: string }
  /** There is none, or it is settled. */
  | { kind: 'skipped' };

/** Makes the client of a connection's key; undefined where the key may not be used. */
export type AlignOf = (connection: DrainedConnection) => AlignClient | undefined;

/**
 * Applies a stored event from its signed bytes. The effect and `processed` commit together, so that an event is applied once
 * however often its job runs; what throws leaves nothing and is tried again. Where Align has to be asked, that happens
 * between two transactions.
 * @throws the database's error when the failure itself cannot be recorded
 */
export async function handleDelivery(
  database: Database,
  deliveryId: string,
  alignOf: AlignOf,
): Promise<HandledDelivery> {
  const delivery = await loadDelivery(database, deliveryId);
  if (delivery?.status !== 'received') return { kind: 'skipped' };
  try {
    const first = await apply(database, delivery);
    if (first.kind !== 'ask') return first;
    const reply = await askAlign(clientFor(delivery, alignOf), first.question);
    const refusal = keyRefusalIn(reply, first.question);
    if (refusal !== undefined) await giveUpKey(database, delivery, refusal.message);
    const second = await apply(database, delivery, reply);
    if (second.kind === 'ask') throw new Error('an event asked Align twice');
    return second;
  } catch (error) {
    const delaySeconds = heldBackFor(error);
    if (delaySeconds === undefined) return failDelivery(database, delivery.id, error);
    const later = { kind: 'later', reason: String(error), afterSeconds: delaySeconds } as const;
    await putOff(database, delivery, later);
    return later;
  }
}

/** A call that was not made, for want of a slot or while Align is down, and one that Align put off are no attempts. */
function heldBackFor(error: unknown): number | undefined {
  if (error instanceof AlignRateLimitError) return error.retryAfterSeconds;
  if (error instanceof SlotDeniedError || error instanceof AlignDownError) return error.retryInMs / 1000;
  return undefined;
}

function apply(
  database: Database,
  delivery: StoredDelivery,
  reply?: AlignReply,
): Promise<HandlerOutcome | { kind: 'skipped' }> {
  const reading = parseEvent(delivery.body, delivery.eventName);
  return database.transaction().execute(async (transaction) => {
    if (reading.kind === 'event') {
      return applyDelivery(transaction, { delivery, event: reading.event, reply });
    }
    const outcome = refused(`its bytes cannot be read: ${reading.reason}`);
    await settleDelivery(transaction, delivery, outcome);
    return outcome;
  });
}

/** A key that Align has refused, or that was given up, is not used again. */
function clientFor(delivery: StoredDelivery, alignOf: AlignOf): AlignClient | undefined {
  if (delivery.connectionStatus !== 'active' || delivery.connectionId === null) return undefined;
  return alignOf({ ...delivery, id: delivery.connectionId });
}

async function giveUpKey(
  database: Database,
  { connectionId, encryptedApiKey }: StoredDelivery,
  reason: string,
): Promise<void> {
  if (connectionId !== null) await failConnection(database, { id: connectionId, encryptedApiKey }, reason);
}
