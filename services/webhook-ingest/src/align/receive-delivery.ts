import { type AlignEvent, checkTimestamp, parseEvent } from '@illumera/align-client';
import type { Database } from '@illumera/schema';
import type { Keyring } from '@illumera/sealed';
import { findReceivers, isStored, type Receiver, storeDelivery } from '@illumera/sync';
import type { FastifyBaseLogger } from 'fastify';
import type { Answer } from '../answer.ts';
import { readHeaders } from './read-headers.ts';
import { verifyPatiently } from './verify-patiently.ts';

export interface ReceivingServices {
  database: Database;
  keyring: Keyring;
  logger: FastifyBaseLogger;
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
 * Handler"). Nothing that is not signed decides anything.
 * @throws the database's error when it cannot be stored
 */
export async function receiveDelivery(
  services: ReceivingServices,
  { headers: given, body, routeToken, nowMs }: ReceivedDelivery,
): Promise<Answer> {
  const { database } = services;
  const reading = readHeaders(given);
  if (reading.kind !== 'headers') return reading.kind;
  const { headers } = reading;
  const signature = headers['x-align-signature'];
  const deliveryId = headers['x-align-delivery-id'];

  const parsed = parseEvent(body, headers['x-align-event']);
  if (parsed.kind === 'unreadable') return 'malformed_body';
  const { event } = parsed;

  const verification = await verifyPatiently({
    services,
    findReceivers: () => findOwnReceivers(database, event, routeToken),
    signed: { body, signature },
  });
  if (verification === 'unknown') return 'unknown_connection';
  if (verification.kind !== 'verified') return verification.kind;
  if (event.name !== headers['x-align-event']) return 'event_mismatch';

  const connection = verification.receiver;
  const eventId = event.id ?? deliveryId;
  if (await isStored(database, { connectionId: connection.id, eventId })) return 'duplicate';
  if (checkTimestamp(headers['x-align-timestamp'], nowMs) !== 'fresh') return 'stale_timestamp';
  return storeDelivery(database, { connection, deliveryId, signature, body, event });
}

const ROUTE_TOKEN = /^[\w-]{1,128}$/;

/** An organization in the body that is not the connection's own makes the connection unknown. */
async function findOwnReceivers(
  database: Database,
  event: AlignEvent,
  routeToken: string | undefined,
): Promise<Receiver[]> {
  const { organizationId } = event;
  if (routeToken === undefined) {
    return organizationId === undefined ? [] : findReceivers(database, { alignOrgId: organizationId });
  }
  if (!ROUTE_TOKEN.test(routeToken)) return [];
  const receivers = await findReceivers(database, { routeToken });
  return receivers.filter(({ alignOrgId }) => organizationId === undefined || organizationId === alignOrgId);
}
