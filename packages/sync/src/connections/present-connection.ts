import type { Database } from '@illumera/schema';
import { type Conflict, conflict, type Done, done, type NotFound, notFound } from '../answer.ts';
import type { Actor } from '../people/actor.ts';
import { readConnection } from './read-connection.ts';

const storedColumns = [
  'id',
  'tenantId',
  'companyId',
  'status',
  'alignOrgId',
  'encryptedApiKey',
  'webhookSubscriptionId',
  'webhookSecret',
  'webhookUrl',
] as const;

/** Loads a connection of the actor's, sealed values included, to be worked with; not one that has ended. */
export async function presentConnection(database: Database, actor: Actor, connectionId: string) {
  const visible = await readConnection(database, actor, connectionId);
  if (visible.kind !== 'done') return notFound;
  const connection = await database
    .selectFrom('alignConnections')
    .select(storedColumns)
    .where('id', '=', connectionId)
    .executeTakeFirstOrThrow();
  if (connection.status === 'disconnected') {
    return conflict('this connection has been disconnected; connect again instead');
  }
  return done(connection);
}

/** A connection that has not ended, with its sealed values. */
export type PresentConnection =
  Exclude<Awaited<ReturnType<typeof presentConnection>>, NotFound | Conflict> extends Done<infer Value>
    ? Value
    : never;
