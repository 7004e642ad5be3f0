import type { Database } from '@illumera/schema';
import { done, notFound } from '../answer.ts';
import type { Actor } from '../people/actor.ts';
import { connectionColumns } from './connection-columns.ts';
import { selectConnections } from './select-connections.ts';

/** Reads a connection of a company that the actor administers. */
export async function readConnection(database: Database, actor: Actor, connectionId: string) {
  const connection = await selectConnections(database, actor)
    ?.select(connectionColumns)
    .where('id', '=', connectionId)
    .executeTakeFirst();
  return connection === undefined ? notFound : done(connection);
}
