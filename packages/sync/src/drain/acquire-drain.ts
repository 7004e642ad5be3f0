import type { ConnectionStatus, Database } from '@illumera/schema';
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
  /** Whether users waited to be sent when the lease was taken. */
  usersWait: boolean;
}

export type Acquired =
  | { kind: 'acquired'; lease: DrainLease }
  /** Another worker drains this connection and will see what is new. */
  | { kind: 'held' }
  /** The key rests after a 429, for so long. */
  | { kind: 'blocked'; forMs: number }
  /** Disconnected, or its key is refused: nothing may be sent. */
  | { kind: 'inactive' };

/**
 * Takes the drain of a connection, unless another worker holds it. Intents that a dead predecessor left in `processing`
 * become `pending` again in the same transaction, without using an attempt.
 */
export async function acquireDrain(database: Database, connectionId: string): Promise<Acquired> {
  const token = randomToken();
  const found = await sql<FoundConnection>`
    with connection as (
      select id, tenant_id, company_id, align_org_id, encrypted_api_key, status,
        greatest(coalesce(extract(epoch from blocked_until - now()), 0), 0)::float8 * 1000 as blocked_for_ms
      from align_connections where id = ${connectionId}
    ), taken as (
      insert into align_drain_leases (connection_id, lease_token, leased_until)
      select id, ${token}, now() + make_interval(secs => ${DRAIN_LEASE_SECONDS}) from connection
      where status = 'active' and blocked_for_ms = 0
      on conflict (connection_id) do update
        set lease_token = excluded.lease_token, leased_until = excluded.leased_until
        where align_drain_leases.leased_until <= now()
      returning connection_id, extract(epoch from now() - invited_at)::float8 * 1000 as users_taken_ago_ms
    ), given_back as (
      update align_sync_outbox intent set status = 'pending', lease_token = null
      from connection join taken on taken.connection_id = connection.id
      where intent.tenant_id = connection.tenant_id and intent.company_id = connection.company_id
        and intent.status = 'processing'
    )
    select connection.*, taken.connection_id is not null as is_taken, taken.users_taken_ago_ms, exists (
      select from align_sync_outbox intent
      where intent.company_id = connection.company_id and intent.entity_family = 'user' and intent.operation = 'upsert'
        and intent.status in ('pending', 'processing')
    ) as users_wait
    from connection left join taken on taken.connection_id = connection.id
  `.execute(database);
  const [row] = found.rows;
  if (row?.status !== 'active') return { kind: 'inactive' };
  const { status: _, blockedForMs, isTaken, usersTakenAgoMs, usersWait, ...connection } = row;
  if (blockedForMs > 0) return { kind: 'blocked', forMs: blockedForMs };
  if (!isTaken) return { kind: 'held' };
  return { kind: 'acquired', lease: { token, connection, usersTakenAgoMs, usersWait } };
}

interface FoundConnection extends DrainedConnection {
  status: ConnectionStatus;
  blockedForMs: number;
  isTaken: boolean;
  usersTakenAgoMs: number | null;
  usersWait: boolean;
}
