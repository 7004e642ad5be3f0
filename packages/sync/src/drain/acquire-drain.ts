import type { Database } from '@illumera/schema';
import { sql } from 'kysely';
import { v4 as randomToken } from 'uuid';

/** How long a drain may be silent before another worker takes its work over, by the database's clock. */
export const DRAIN_LEASE_SECONDS = 30;

export interface DrainedConnection {
  id: string;
  tenantId: string;
  companyId: string;
  alignOrgId: string;
  encryptedApiKey: string;
}

/** The right to send a connection's intents; whoever holds a later token has taken it over. */
export interface DrainLease {
  token: string;
  connection: DrainedConnection;
  /** How long ago users were last taken for sending, in milliseconds; null when they never were. */
  usersTakenAgoMs: number | null;
}

export type Acquired =
  | { kind: 'acquired'; lease: DrainLease }
  /** Another worker drains this connection and will see what is new. */
  | { kind: 'held' }
  /** The key rests after a 429. */
  | { kind: 'blocked'; until: Date }
  /** Disconnected, or its key is refused: nothing may be sent. */
  | { kind: 'inactive' };

/**
 * Takes the drain of a connection, unless another worker holds it. Intents that a dead predecessor left in `processing`
 * become `pending` again in the same transaction, without using an attempt.
 */
export async function acquireDrain(database: Database, connectionId: string): Promise<Acquired> {
  return database.transaction().execute(async (transaction) => {
    const connection = await transaction
      .selectFrom('alignConnections')
      .select(['id', 'tenantId', 'companyId', 'alignOrgId', 'encryptedApiKey', 'status', 'blockedUntil'])
      .select(sql<boolean>`coalesce(blocked_until > now(), false)`.as('isBlocked'))
      .where('id', '=', connectionId)
      .executeTakeFirst();
    if (connection?.status !== 'active') return { kind: 'inactive' };
    if (connection.isBlocked && connection.blockedUntil)
      return { kind: 'blocked', until: connection.blockedUntil };

    const token = randomToken();
    const taken = await sql<{ usersTakenAgoMs: number | null }>`
      insert into align_drain_leases (connection_id, lease_token, leased_until)
      values (${connectionId}, ${token}, now() + make_interval(secs => ${DRAIN_LEASE_SECONDS}))
      on conflict (connection_id) do update
        set lease_token = excluded.lease_token, leased_until = excluded.leased_until
        where align_drain_leases.leased_until <= now()
      returning extract(epoch from now() - invited_at)::float8 * 1000 as users_taken_ago_ms
    `.execute(transaction);
    const row = taken.rows[0];
    if (row === undefined) return { kind: 'held' };
    await transaction
      .updateTable('alignSyncOutbox')
      .set({ status: 'pending', leaseToken: null })
      .where('tenantId', '=', connection.tenantId)
      .where('companyId', '=', connection.companyId)
      .where('status', '=', 'processing')
      .execute();
    return { kind: 'acquired', lease: { token, connection, ...row } };
  });
}
