import { type AlignClient, AlignError, AlignRateLimitError, type TestDelivery } from '@illumera/align-client';
import type { Database } from '@illumera/schema';
import { conflict, done } from '../../answer.ts';
import { SlotDeniedError } from '../../budget/slot-denied-error.ts';
import type { Actor } from '../../people/actor.ts';
import type { AlignAccess } from '../align-access.ts';
import { type AlignUnreachable, alignFailure } from '../align-failure.ts';
import { openConnectionClient } from '../open-connection-client.ts';
import { presentConnection } from '../present-connection.ts';
import { awaitDelivery } from './await-delivery.ts';
import { reserveTest } from './reserve-test.ts';
import { TESTS_PER_HOUR } from './tests-per-hour.ts';

export interface ConnectionTest extends AlignAccess {
  actor: Actor;
  connectionId: string;
}

/**
 * Asks Align for a test delivery (S3 "Fire a test delivery") and reports what arrived. Where nothing did, Align's own record
 * of it says why.
 */
export async function testConnection(database: Database, request: ConnectionTest) {
  const { actor, connectionId } = request;
  const present = await presentConnection(database, actor, connectionId);
  if (present.kind !== 'done') return present;
  const { webhookSubscriptionId } = present.value;
  if (present.value.status !== 'active' || webhookSubscriptionId === null) {
    return conflict('this connection does not work at present; give it a key that works first');
  }
  const client = openConnectionClient(database, request, present.value);
  const { isReserved, budget } = await reserveTest(database, present.value, actor.userId);
  if (!isReserved) return tooMany(budget.moreInSeconds);
  const fired = await fire(client, webhookSubscriptionId);
  if (fired.kind !== 'fired') return fired;
  const { deliveryId, eventName } = fired.test;
  const arrived = await awaitDelivery(database, connectionId, deliveryId);
  const atAlign = await askAlign(client, webhookSubscriptionId, deliveryId);
  return done({
    deliveryId,
    eventName,
    arrived: arrived !== undefined,
    receivedAt: arrived?.receivedAt ?? null,
    status: arrived?.status ?? null,
    alignStatus: atAlign?.status ?? null,
    alignResponseCode: atAlign?.responseCode ?? null,
    ...budget,
  });
}

function tooMany(retryAfterSeconds: number) {
  const minutes = Math.max(1, Math.ceil(retryAfterSeconds / 60));
  return {
    kind: 'rate_limited' as const,
    message: `Align allows ${TESTS_PER_HOUR} test deliveries an hour; the next is possible in ${minutes} min.`,
  };
}

type Fired =
  | { kind: 'fired'; test: TestDelivery }
  | AlignUnreachable
  | ReturnType<typeof tooMany>
  | ReturnType<typeof conflict>;

async function fire(client: AlignClient, webhookId: string): Promise<Fired> {
  try {
    return { kind: 'fired', test: await client.call('testWebhook', { params: { webhookId } }) };
  } catch (error) {
    if (error instanceof AlignRateLimitError) return tooMany(error.retryAfterSeconds);
    const failure = alignFailure(error);
    if (failure.kind === 'align_unreachable') return failure;
    return conflict(`Align did not send a test delivery: ${failure.message}`);
  }
}

/** What Align's ledger says of the delivery; a test is reported without it where Align does not tell. */
async function askAlign(client: AlignClient, webhookId: string, deliveryId: string) {
  try {
    return await client.call('getWebhookDelivery', { params: { webhookId, deliveryId } });
  } catch (error) {
    if (error instanceof AlignError || error instanceof SlotDeniedError) return undefined;
    throw error;
  }
}
