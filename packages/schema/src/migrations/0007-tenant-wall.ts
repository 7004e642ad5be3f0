import { type Kysely, sql } from 'kysely';

/**
 * The trace of what operators do, the roles that the api acts under, and row-level security on everything that names a
 * tenant. Whoever owns the tables, as migrations and the operator's command do, sees all of them.
 */
export async function up(database: Kysely<unknown>): Promise<void> {
  await sql`
    -- Who did what, why and when; written in the action's own transaction.
    create table operator_actions (
      id text primary key,
      tenant_id text not null references tenants (id),
      company_id text references company_profiles (id),
      -- A user's id, or "operator" for the command line.
      actor_id text not null,
      actor_role text not null,
      action text not null,
      subject_type text not null,
      subject_id text,
      reason text,
      detail jsonb not null default '{}',
      created_at timestamptz not null default now()
    );
    create index operator_actions_by_subject on operator_actions (tenant_id, subject_type, subject_id, id desc);

    create index projects_by_tenant on projects (tenant_id, id desc);
    create index person_profiles_by_tenant on person_profiles (tenant_id, id desc);
    create index engagements_by_tenant on engagements (tenant_id, id desc);
    create index invoices_by_tenant on invoices (tenant_id, id desc);
    create index time_entries_by_tenant on time_entries (tenant_id, id desc) where deleted_at is null;
    create index align_connections_by_tenant on align_connections (tenant_id, id desc);
    create index align_connections_by_company on align_connections (company_id, id desc);
    create index align_sync_outbox_by_tenant on align_sync_outbox (tenant_id, id desc);
    create index align_sync_outbox_by_status on align_sync_outbox (tenant_id, status, id desc);
    create index align_sync_outbox_by_company_status on align_sync_outbox (company_id, status, id desc);
    create index align_webhook_deliveries_by_tenant on align_webhook_deliveries (tenant_id, id desc);
    create index align_webhook_deliveries_by_status on align_webhook_deliveries (tenant_id, status, id desc);
    create index align_webhook_deliveries_by_company_status
      on align_webhook_deliveries (company_id, status, id desc);
    create index align_reconciliation_log_by_tenant on align_reconciliation_log (tenant_id, id desc);
    create index align_reconciliation_log_by_state on align_reconciliation_log (tenant_id, state, id desc);
    create index align_reconciliation_log_by_company_state
      on align_reconciliation_log (company_id, state, id desc);
  `.execute(database);
  for (const role of ['illumera_api', 'illumera_locator']) await makeRole(database, role);
  await grantTables(database);
  await raiseWall(database);
}

/**
 * Roles are shared by all databases of a server, so that this one may be there, or be made by another migration at this
 * very moment. A login that is no superuser becomes a member, to be able to act under it.
 */
export async function makeRole(database: Kysely<unknown>, role: string): Promise<void> {
  await sql`
    do $$
    begin
      if not exists (select from pg_roles where rolname = ${sql.lit(role)}) then
        create role ${sql.id(role)} nologin nosuperuser nobypassrls nocreatedb nocreaterole noinherit;
      end if;
    exception when duplicate_object or unique_violation then null;
    end $$;
    do $$
    begin
      if not (select rolsuper from pg_roles where rolname = current_user) then
        execute format('grant %I to %I', ${sql.lit(role)}, current_user);
      end if;
    -- Whoever made the roles beforehand has said who may act under them.
    exception when insufficient_privilege then null;
    end $$;
  `.execute(database);
}

async function grantTables(database: Kysely<unknown>): Promise<void> {
  await sql`
    grant usage on schema public to illumera_api, illumera_locator;
    grant select, insert, update, delete on all tables in schema public to illumera_api;
    grant usage on all sequences in schema public to illumera_api;
    revoke insert, update, delete on kysely_migration, kysely_migration_lock from illumera_api;
    revoke update, delete on operator_actions from illumera_api;
    grant select (id, tenant_id, company_id, role, clerk_user_id) on users to illumera_locator;
    grant select (id, user_id) on person_profiles to illumera_locator;
  `.execute(database);
}

/** Every table that names a tenant, or a connection and thereby a tenant; and the tenants themselves. */
async function raiseWall(database: Kysely<unknown>): Promise<void> {
  await sql`
    create function protect_tenant_rows(target regclass, belongs text) returns void language plpgsql as $$
    begin
      execute format('alter table %s enable row level security', target);
      execute format('alter table %s force row level security', target);
      execute format('create policy tenant_wall on %s to illumera_api
        using (%s) with check (%s)', target, belongs, belongs);
      execute format('create policy administration on %s to %I using (true) with check (true)', target, current_user);
    end $$;

    do $$
    declare
      target record;
    begin
      for target in
        select table_class.oid::regclass as name, bool_or(attname = 'tenant_id') as names_tenant
        from pg_class table_class join pg_attribute on attrelid = table_class.oid
        where relnamespace = 'public'::regnamespace and relkind = 'r' and attname in ('tenant_id', 'connection_id')
        group by table_class.oid
      loop
        perform protect_tenant_rows(target.name, case when target.names_tenant
          then 'tenant_id = current_setting(''app.tenant_id'', true)'
          else 'exists (select from align_connections connection where connection.id = connection_id)' end);
      end loop;
      perform protect_tenant_rows('tenants', 'id = current_setting(''app.tenant_id'', true)');
    end $$;

    create policy locating on users for select to illumera_locator using (true);
    create policy locating on person_profiles for select to illumera_locator using (true);
  `.execute(database);
}
