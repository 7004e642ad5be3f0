import { type ConnectionStatus, type Database, deliveryStatuses } from '@illumera/schema';
import { type RawBuilder, sql } from 'kysely';
import { inTransaction } from '../../in-transaction.ts';
import { keepToTheIndex } from '../../listing/keep-to-the-index.ts';

/** What a connection's health is computed from, by the database's clock. */
export interface ConnectionSignals {
  id: string;
  status: ConnectionStatus;
  lastErrorMessage: string | null;
  hasWebhookSecret: boolean;
  missingPermissions: string[];
  isSecretChangeAbandoned: boolean;
  /** How long nothing is sent because of a 429 or because Align is down. */
  restsForSeconds: number;
  waitingIntents: number;
  failedIntents: number;
  /** How long the oldest change of somebody's that could be sent has been waiting for that. */
  outboundLagSeconds: number;
  failedDeliveries: number;
  /** How long the oldest event that could be handled has been waiting for that. */
  inboundLagSeconds: number;
  lastDeliveryAt: Date | null;
  /** Test deliveries of the organization within the last hour. */
  testsWithinHour: number;
  hasApprovedMinutesMismatch: boolean;
  /** The open differences about the subscription itself. */
  webhookDifferences: string[];
  /** Entries that have been with Align's approvers for a day. */
  hasStuckEntries: boolean;
}

/** Whole seconds; a far future fits as well as a far past. */
const seconds = (interval: RawBuilder<unknown>) =>
  sql`least(coalesce(greatest(0, extract(epoch from ${interval})), 0), 2147483647)::int`;

/**
 * What Align has delivered to a connection, found among what it has delivered to the company. That a company has an id lets
 * Postgres use the index of that, for each status by itself.
 */
const delivered = (condition: RawBuilder<unknown>) => sql`align_webhook_deliveries
  where company_id = connection.company_id and company_id <> '' and connection_id = connection.id
    and connection.status <> 'disconnected' and ${condition}`;

/** Not looked for further back than the connection goes, with a day to spare: before are those of the one before it. */
const lastDeliveries = deliveryStatuses.map(
  (status) => sql`(
    select received_at from ${delivered(sql`status = ${sql.lit(status)} and received_at > connection.created_at - interval '1 day'`)}
    order by received_at desc, id desc limit 1
  )`,
);

/**
 * Reads the signals of some connections in one query. One that is disconnected neither sends nor receives, and what its
 * company does since is not its own.
 */
export async function readSignals(
  database: Database,
  connectionIds: readonly string[],
): Promise<ConnectionSignals[]> {
  if (connectionIds.length === 0) return [];
  const signals = sql<ConnectionSignals>`
    select connection.id, connection.status, connection.last_error_message, connection.missing_permissions,
      connection.webhook_secret is not null as has_webhook_secret,
      coalesce(connection.secret_changing_since < now() - interval '20 seconds', false) as is_secret_change_abandoned,
      ${seconds(sql`connection.blocked_until - now()`)} as rests_for_seconds,
      outbox.waiting_intents, outbox.failed_intents, ${seconds(sql`now() - outbox.oldest_due`)} as outbound_lag_seconds,
      inbox.failed_deliveries, ${seconds(sql`now() - inbox.oldest_unhandled`)} as inbound_lag_seconds,
      inbox.last_delivery_at,
      (
        select count(*)::int from align_test_deliveries test
        where test.align_org_id = connection.align_org_id and test.requested_at > now() - interval '1 hour'
      ) as tests_within_hour,
      exists (
        select from align_reconciliation_log difference
        where difference.company_id = connection.company_id and difference.field = 'approved_minutes'
          and difference.state = 'open'
      ) as has_approved_minutes_mismatch,
      array(
        select difference.field from align_reconciliation_log difference
        where difference.company_id = connection.company_id and difference.state = 'open'
          and difference.field in ('webhook.missing', 'webhook.enabled', 'webhook.deliveries')
      ) as webhook_differences,
      exists (
        select from time_entries entry
        where entry.company_id = connection.company_id and entry.status = 'submitted' and entry.deleted_at is null
          and entry.updated_at < now() - interval '1 day' and connection.status <> 'disconnected'
      ) as has_stuck_entries
    from align_connections connection,
      lateral (
        select (count(*) filter (where status <> 'failed'))::int as waiting_intents,
          (count(*) filter (where status = 'failed'))::int as failed_intents,
          min(next_retry_at) filter (
            where status <> 'failed' and lane = 'live' and waiting_for_id is null and next_retry_at <= now()
          ) as oldest_due
        from align_sync_outbox
        where tenant_id = connection.tenant_id and company_id = connection.company_id
          and status in ('pending', 'processing', 'failed') and connection.status <> 'disconnected'
      ) outbox,
      lateral (
        select (count(*) filter (where status = 'failed'))::int as failed_deliveries,
          min(received_at) filter (where status = 'received' and waiting_for_align_id is null) as oldest_unhandled,
          greatest(${sql.join(lastDeliveries)}) as last_delivery_at
        from ${delivered(sql`status in ('failed', 'received')`)}
      ) inbox
    where connection.id = any(${connectionIds})
  `;
  return inTransaction(database, async (transaction) => {
    await keepToTheIndex(transaction);
    return (await signals.execute(transaction)).rows;
  });
}
