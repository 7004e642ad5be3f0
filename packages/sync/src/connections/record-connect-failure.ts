import type { Database } from '@illumera/schema';
import { sql } from 'kysely';
import type { ConnectionClaim } from './claim-connection.ts';

/** Leaves the reason why connecting stopped on the connection, unless another attempt has taken it over. */
export async function recordConnectFailure(
  database: Database,
  claim: ConnectionClaim,
  message: string,
): Promise<void> {
  await database
    .updateTable('alignConnections')
    .set({ lastErrorAt: sql<Date>`now()`, lastErrorMessage: message })
    .where('id', '=', claim.connectionId)
    .where('secretChangeToken', '=', claim.token)
    .where('status', '=', 'error')
    .execute();
}
