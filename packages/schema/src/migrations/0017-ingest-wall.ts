import { type Kysely, sql } from 'kysely';
import { makeRole } from './0007-tenant-wall.ts';

/**
 * The role that webhook-ingest is from the moment it connects. It serves all tenants at once and takes deliveries of many
 * together, so that it is kept to what that takes: it sees whose secret may have signed, and stores what was signed.
 */
export async function up(database: Kysely<unknown>): Promise<void> {
  await makeRole(database, 'illumera_ingest');
  await sql`
    grant usage on schema public to illumera_ingest;
    grant select on kysely_migration to illumera_ingest;
    grant select (
      id, tenant_id, company_id, align_org_id, route_token, status, webhook_secret, previous_webhook_secret,
      previous_webhook_secret_expires_at, secret_change_token
    ) on align_connections to illumera_ingest;
    grant insert, select (id, connection_id, event_id, status),
      update (status, attempts, error, waiting_for_align_id, due_at) on align_webhook_deliveries to illumera_ingest;
    grant select, update on align_delivery_wake to illumera_ingest;

    create policy intake on align_connections for select to illumera_ingest using (status <> 'disconnected');
    create policy intake on align_webhook_deliveries to illumera_ingest using (true) with check (true);
  `.execute(database);
}
