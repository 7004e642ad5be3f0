import { type Kysely, sql } from 'kysely';

/**
 * An index for each way of asking for a list: whose rows, what they are filtered by, their time and their id. A filter that
 * is not given is every value of its column, each walked by itself and merged, so that one index serves with and without it.
 *
 * An index `where tenant_id <> ''`, which all rows meet, is one that Postgres may use only for a query that gives the tenant
 * as a constant. All others have it from row-level security alone, and would pass over everybody else's rows to find a
 * company's. In the same way the index of all that an owner has stands back where something narrower is asked for.
 */
export async function up(database: Kysely<unknown>): Promise<void> {
  await sql`
    drop index projects_by_tenant, projects_by_company, person_profiles_by_tenant, engagements_by_tenant,
      engagements_by_company, engagements_by_person, engagements_by_project, invoices_by_company, invoices_by_tenant,
      time_entries_by_company, time_entries_by_person, time_entries_by_tenant, align_connections_by_tenant,
      align_connections_by_company, align_backfills_by_tenant, align_backfills_by_company,
      align_sync_outbox_by_company, align_sync_outbox_by_tenant, align_sync_outbox_by_status,
      align_sync_outbox_by_company_status, align_webhook_deliveries_by_company, align_webhook_deliveries_by_tenant,
      align_webhook_deliveries_by_status, align_webhook_deliveries_by_company_status,
      align_reconciliation_log_by_company, align_reconciliation_log_by_tenant, align_reconciliation_log_by_state,
      align_reconciliation_log_by_company_state, align_reconciliation_runs_by_company,
      align_reconciliation_runs_by_tenant;

    create index projects_by_company on projects (company_id, status, created_at, id);

    create index person_profiles_by_tenant on person_profiles (tenant_id, created_at, id);

    create index engagements_by_company on engagements (company_id, status, created_at, id);
    create index engagements_by_project on engagements (project_id, status, created_at, id);
    create index engagements_by_person on engagements (person_id, status, created_at, id) where person_id <> '';
    create index engagements_by_person_project on engagements (person_id, project_id, status, created_at, id);

    create index invoices_by_company on invoices (company_id, status, created_at, id);
    create index invoices_by_engagement on invoices (engagement_id, status, created_at, id);

    create index time_entries_by_tenant on time_entries (tenant_id, status, created_at, id)
      where deleted_at is null and tenant_id <> '';
    create index time_entries_by_company on time_entries (company_id, status, created_at, id) where deleted_at is null;
    create index time_entries_by_project on time_entries (project_id, status, created_at, id)
      where deleted_at is null and project_id <> '';
    create index time_entries_by_engagement on time_entries (engagement_id, status, created_at, id)
      where deleted_at is null;
    create index time_entries_by_person on time_entries (person_id, status, created_at, id)
      where deleted_at is null and person_id <> '';
    create index time_entries_by_person_project on time_entries (person_id, project_id, status, created_at, id)
      where deleted_at is null;

    create index align_connections_by_tenant on align_connections (tenant_id, created_at, id) where tenant_id <> '';
    create index align_connections_by_company on align_connections (company_id, created_at, id);

    create index align_backfills_by_tenant on align_backfills (tenant_id, created_at, id) where tenant_id <> '';
    create index align_backfills_by_company on align_backfills (company_id, created_at, id);
    create index align_backfills_by_connection on align_backfills (connection_id, created_at, id);

    create index align_sync_outbox_by_tenant on align_sync_outbox (tenant_id, status, entity_type, created_at, id)
      where tenant_id <> '';
    create index align_sync_outbox_by_company on align_sync_outbox (company_id, status, entity_type, created_at, id);

    create index align_webhook_deliveries_by_tenant on align_webhook_deliveries (tenant_id, status, received_at, id)
      where tenant_id <> '';
    create index align_webhook_deliveries_by_company on align_webhook_deliveries (company_id, status, received_at, id)
      where company_id <> '';
    create index align_webhook_deliveries_by_tenant_event on align_webhook_deliveries
      (tenant_id, event_name, status, received_at, id) where event_name <> '';
    create index align_webhook_deliveries_by_company_event on align_webhook_deliveries
      (company_id, event_name, status, received_at, id);

    create index align_reconciliation_log_by_tenant on align_reconciliation_log (tenant_id, state, detected_at, id)
      where tenant_id <> '';
    create index align_reconciliation_log_by_company on align_reconciliation_log (company_id, state, detected_at, id)
      where company_id <> '';
    create index align_reconciliation_log_by_tenant_field on align_reconciliation_log
      (tenant_id, field, state, detected_at, id) where field <> '';
    create index align_reconciliation_log_by_company_field on align_reconciliation_log
      (company_id, field, state, detected_at, id);

    create index align_reconciliation_runs_by_tenant on align_reconciliation_runs
      (tenant_id, scope, state, created_at, id) where tenant_id <> '';
    create index align_reconciliation_runs_by_company on align_reconciliation_runs
      (company_id, scope, state, created_at, id);
  `.execute(database);
}
