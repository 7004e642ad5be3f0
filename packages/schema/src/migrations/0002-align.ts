import { type Kysely, sql } from 'kysely';

/** S1's tables of the Align integration, with the additions that the outbox and the inbox need. */
export async function up(database: Kysely<unknown>): Promise<void> {
  await sql`
    create table align_connections (
      id text primary key,
      tenant_id text not null references tenants (id),
      company_id text not null,
      encrypted_api_key text not null,
      key_last_four text not null,
      align_org_id text not null,
      align_key_scope text not null check (align_key_scope = 'organization'),
      webhook_subscription_id text,
      webhook_secret text,
      previous_webhook_secret text,
      previous_webhook_secret_expires_at timestamptz,
      webhook_url text,
      route_token text unique,
      subscribed_events text[] not null default '{}',
      refused_events text[] not null default '{}',
      import_align_entries text not null default 'reconcile'
        check (import_align_entries in ('off', 'reconcile', 'realtime')),
      status text not null check (status in ('active', 'error', 'disconnected')),
      blocked_until timestamptz,
      last_sync_at timestamptz,
      last_error_at timestamptz,
      last_error_message text,
      created_at timestamptz not null default now(),
      updated_at timestamptz not null default now(),
      unique (tenant_id, id),
      foreign key (tenant_id, company_id) references company_profiles (tenant_id, id),
      constraint align_connections_active_is_subscribed
        check (status <> 'active' or webhook_secret is null or webhook_subscription_id is not null)
    );
    create unique index align_connections_one_per_company on align_connections (tenant_id, company_id)
      where status <> 'disconnected';
    create index align_connections_by_organization on align_connections (align_org_id)
      where status <> 'disconnected';

    -- One drain of a connection at a time: whoever holds the lease sends that company's intents.
    create table align_drain_leases (
      connection_id text primary key references align_connections (id) on delete cascade,
      lease_token text,
      leased_until timestamptz not null
    );

    create table align_entity_links (
      id text primary key,
      tenant_id text not null references tenants (id),
      company_id text not null,
      align_org_id text not null,
      provider text not null default 'illumera' check (provider = 'illumera'),
      external_type text not null
        check (external_type in ('project', 'user', 'project_member', 'time_entry', 'wiki_page')),
      external_id text not null,
      align_entity_type text not null,
      align_entity_id text not null check (align_entity_id ~ '^[A-Za-z0-9_-]{1,64}(:[A-Za-z0-9_-]{1,64})?$'),
      -- The fields that we last sent and Align has not changed since; null where that is not known.
      last_sent jsonb,
      created_at timestamptz not null default now(),
      updated_at timestamptz not null default now(),
      unique (tenant_id, company_id, align_org_id, external_type, external_id),
      foreign key (tenant_id, company_id) references company_profiles (tenant_id, id)
    );
    -- Two people with one address share an Align user, two engagements of one person share a membership.
    create unique index align_entity_links_one_per_align_entity
      on align_entity_links (tenant_id, company_id, align_org_id, align_entity_type, align_entity_id)
      where external_type not in ('user', 'project_member');
    create index align_entity_links_by_align_entity
      on align_entity_links (company_id, align_org_id, align_entity_type, align_entity_id);

    create table align_sync_outbox (
      id text primary key,
      sequence bigint generated always as identity unique,
      tenant_id text not null references tenants (id),
      company_id text not null,
      entity_type text not null check (entity_type in
        ('project', 'user', 'project_member', 'time_entry', 'time_entry_submit', 'wiki_page')),
      -- What is ordered together: a time entry and its submission are one entity.
      entity_family text not null generated always as
        (case entity_type when 'time_entry_submit' then 'time_entry' else entity_type end) stored,
      local_id text not null,
      operation text not null check (operation in ('upsert', 'delete')),
      payload jsonb,
      status text not null default 'pending' check (status in ('pending', 'processing', 'done', 'failed')),
      attempts integer not null default 0 check (attempts >= 0),
      first_sent_at timestamptz,
      last_attempt_at timestamptz,
      next_retry_at timestamptz not null default now(),
      waiting_for_type text,
      waiting_for_id text,
      lease_token text,
      error text,
      created_at timestamptz not null default now(),
      settled_at timestamptz,
      foreign key (tenant_id, company_id) references company_profiles (tenant_id, id),
      constraint align_sync_outbox_waits_for_one_thing
        check ((waiting_for_type is null) = (waiting_for_id is null))
    );
    create index align_sync_outbox_unsettled on align_sync_outbox (company_id, entity_family, local_id, sequence)
      where status in ('pending', 'processing', 'failed');
    create index align_sync_outbox_due on align_sync_outbox (company_id, next_retry_at, sequence)
      where status in ('pending', 'processing');
    create index align_sync_outbox_waiting on align_sync_outbox (company_id, waiting_for_type, waiting_for_id)
      where waiting_for_id is not null;
    create index align_sync_outbox_by_company on align_sync_outbox (company_id, id desc);
    create index align_sync_outbox_by_entity on align_sync_outbox (local_id, sequence);

    create table align_webhook_deliveries (
      id text primary key,
      delivery_id text not null check (char_length(delivery_id) <= 128),
      event_id text not null check (char_length(event_id) <= 128),
      event_name text not null check (char_length(event_name) <= 128),
      connection_id text references align_connections (id),
      tenant_id text references tenants (id),
      company_id text references company_profiles (id),
      body bytea not null,
      signature text not null,
      payload jsonb,
      entity_type text,
      entity_id text,
      occurred_at timestamptz,
      status text not null default 'received' check (status in ('received', 'processed', 'failed')),
      attempts integer not null default 0 check (attempts >= 0),
      outcome text,
      waiting_for_align_id text,
      received_at timestamptz not null default now(),
      processed_at timestamptz,
      error text,
      unique (connection_id, event_id)
    );
    create index align_webhook_deliveries_by_company on align_webhook_deliveries (company_id, id desc);
    create index align_webhook_deliveries_unhandled on align_webhook_deliveries (received_at)
      where status = 'received';
    create index align_webhook_deliveries_waiting on align_webhook_deliveries (company_id, waiting_for_align_id)
      where waiting_for_align_id is not null;
    create index align_webhook_deliveries_by_entity on align_webhook_deliveries (company_id, entity_id);

    create table align_reconciliation_log (
      id text primary key,
      tenant_id text not null references tenants (id),
      company_id text references company_profiles (id),
      connection_id text references align_connections (id),
      project_id text references projects (id),
      field text not null,
      external_type text,
      external_id text,
      illumera_value text,
      align_value text,
      severity text not null default 'warning' check (severity in ('info', 'warning', 'critical')),
      state text not null default 'open' check (state in ('open', 'acknowledged', 'ignored', 'resolved')),
      note text,
      times_seen integer not null default 1 check (times_seen > 0),
      detected_at timestamptz not null default now(),
      last_seen_at timestamptz not null default now(),
      resolved_at timestamptz
    );
    create unique index align_reconciliation_log_one_per_difference on align_reconciliation_log
      (tenant_id, company_id, field, project_id, external_type, external_id) nulls not distinct
      where state <> 'resolved' and company_id is not null;
    create index align_reconciliation_log_by_company on align_reconciliation_log (company_id, id desc);

    create table sync_workers (
      id text primary key,
      graphile_worker_ids text[] not null,
      started_at timestamptz not null default now(),
      seen_at timestamptz not null default now()
    );
  `.execute(database);

  for (const table of ['align_connections', 'align_entity_links']) {
    await sql`
      create trigger ${sql.ref(`${table}_updated_at`)} before update on ${sql.table(table)}
      for each row execute function set_updated_at()
    `.execute(database);
  }
}
