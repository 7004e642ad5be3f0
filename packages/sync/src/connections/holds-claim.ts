import type { Database } from '@illumera/schema';
import type { ConnectionClaim } from './claim-connection.ts';

/** Tells whether no later attempt has taken the connection over, and nobody has disconnected it. */
export async function holdsClaim(database: Database, claim: ConnectionClaim): Promise<boolean> {
  const row = await database
    .selectFrom('alignConnections')
    .select('id')
    .where('id', '=', claim.connectionId)
    .where('secretChangeToken', '=', claim.token)
    .where('status', '=', 'error')
    .executeTakeFirst();
  return row !== undefined;
}
