import { type AlignEvent, checkTimestamp, parseEvent } from '@illumera/align-client';
import type { Database } from '@illumera/schema';
import { isStored, type ReceiverName } from '@illumera/sync';
import type { Answer } from '../answer.ts';
import type { DeliveryStore } from './create-delivery-store.ts';
import type { ReceiverCache } from './create-receiver-cache.ts';
import { readHeaders } from './read-headers.ts';
import { verifyPatiently } from './verify-patiently.ts';

export interface ReceivingServices {
  database: Database;
  cache: ReceiverCache;
  store: DeliveryStore;
  /** Counts a verified delivery. @returns whether the connection has sent too many */
  countDelivery: (connectionId: string) => boolean;
}

export interface ReceivedDelivery {
  headers: NodeJS.Dict<string | string[]>;
  body: Buffer;
  /** The token in the path; on S1's path there is none and the body names the organization. */
  routeToken: string | undefined;
  nowMs: number;
}

/**
 * Takes a delivery in: headers, body, connection, signature, duplicate, time, store, in S1's order ("Inbound Webhook
 * Handler"). Nothing that is not signed decides anything, and before the signature Postgres is asked only for connections
 * that are not remembered.
 * @throws the database's error when it cannot be stored
 */
export async function receiveDelivery(
  { database, cache, store, countDelivery }: ReceivingServices,
  { headers: given, body, routeToken, nowMs }: ReceivedDelivery,
): Promise<Answer> {
  const reading = readHeaders(given);
  if (reading.kind !== 'headers') return reading.kind;
  const { headers } = reading;
  const signature = headers['x-align-signature'];
  const deliveryId = headers['x-align-delivery-id'];

  const parsed = parseEvent(body, headers['x-align-event']);
  if (parsed.kind === 'unreadable') return 'malformed_body';
  const { event } = parsed;

  const name = receiverName(event, routeToken);
  if (name === undefined) return 'unknown_connection';
  const verification = await verifyPatiently(cache, { name, event, signed: { body, signature } });
  if (verification === 'unknown') return 'unknown_connection';
  if (verification.kind !== 'verified') return verification.kind;
  if (event.name !== headers['x-align-event']) return 'event_mismatch';

  const connection = verification.receiver;
  if (countDelivery(connection.id)) return 'too_many';
  if (checkTimestamp(headers['x-align-timestamp'], nowMs) !== 'fresh') {
    const identity = { connectionId: connection.id, eventId: event.id ?? deliveryId };
    return (await isStored(database, identity)) ? 'duplicate' : 'stale_timestamp';
  }
  const answer = await store.add({ connection, deliveryId, signature, body, event });
  return answer === 'overloaded' ? 'unavailable' : answer;
}

const ROUTE_TOKEN = /^[\w-]{1,128}$/;

/** What the delivery calls its receiver; undefined where nobody can be called so. */
function receiverName(event: AlignEvent, routeToken: string | undefined): ReceiverName | undefined {
  if (routeToken !== undefined) return ROUTE_TOKEN.test(routeToken) ? { routeToken } : undefined;
  return event.organizationId === undefined ? undefined : { alignOrgId: event.organizationId };
}
