import { type Kysely, sql } from 'kysely';

/** The part of Illumera's own data that this system needs (contract section 2). */
export async function up(database: Kysely<unknown>): Promise<void> {
  await sql`
    create function set_updated_at() returns trigger language plpgsql as $$
    begin
      new.updated_at := now();
      return new;
    end $$;

    create table tenants (
      id text primary key,
      name text not null check (name <> ''),
      created_at timestamptz not null default now()
    );

    create table company_profiles (
      id text primary key,
      tenant_id text not null references tenants (id),
      name text not null check (name <> ''),
      created_at timestamptz not null default now(),
      unique (tenant_id, id)
    );

    create table users (
      id text primary key,
      tenant_id text not null references tenants (id),
      company_id text,
      email text not null check (email like '%_@_%'),
      name text not null check (name <> ''),
      role text not null check (role in ('platform_admin', 'company_admin', 'talent')),
      clerk_user_id text unique,
      -- When Clerk last changed the profile, so that an older event changes nothing.
      clerk_updated_at timestamptz,
      created_at timestamptz not null default now(),
      updated_at timestamptz not null default now(),
      unique (tenant_id, id),
      foreign key (tenant_id, company_id) references company_profiles (tenant_id, id),
      constraint users_company_admin_has_company check (role <> 'company_admin' or company_id is not null)
    );

    create table person_profiles (
      id text primary key,
      tenant_id text not null references tenants (id),
      user_id text not null,
      created_at timestamptz not null default now(),
      unique (tenant_id, id),
      unique (user_id),
      foreign key (tenant_id, user_id) references users (tenant_id, id)
    );

    create table projects (
      id text primary key,
      tenant_id text not null references tenants (id),
      company_id text not null,
      name text not null check (name <> ''),
      description text,
      status text not null default 'draft' check (status in ('draft', 'active', 'completed', 'archived')),
      created_at timestamptz not null default now(),
      updated_at timestamptz not null default now(),
      unique (tenant_id, id),
      foreign key (tenant_id, company_id) references company_profiles (tenant_id, id)
    );

    create table project_slots (
      id text primary key,
      tenant_id text not null references tenants (id),
      project_id text not null,
      title text not null check (title <> ''),
      hours integer not null check (hours > 0),
      duration_weeks integer not null check (duration_weeks > 0),
      status text not null default 'open' check (status in ('open', 'filled')),
      created_at timestamptz not null default now(),
      updated_at timestamptz not null default now(),
      foreign key (tenant_id, project_id) references projects (tenant_id, id)
    );

    create table engagements (
      id text primary key,
      tenant_id text not null references tenants (id),
      company_id text not null,
      project_id text not null,
      person_id text not null,
      status text not null default 'offered' check (status in ('offered', 'accepted', 'ended')),
      created_at timestamptz not null default now(),
      updated_at timestamptz not null default now(),
      unique (tenant_id, id),
      foreign key (tenant_id, company_id) references company_profiles (tenant_id, id),
      foreign key (tenant_id, project_id) references projects (tenant_id, id),
      foreign key (tenant_id, person_id) references person_profiles (tenant_id, id)
    );

    create table invoices (
      id text primary key,
      tenant_id text not null references tenants (id),
      company_id text not null,
      engagement_id text not null,
      amount_cents bigint not null check (amount_cents >= 0),
      currency text not null check (currency ~ '^[A-Z]{3}$'),
      status text not null default 'draft' check (status in ('draft', 'finalized', 'paid', 'void')),
      created_at timestamptz not null default now(),
      updated_at timestamptz not null default now(),
      foreign key (tenant_id, company_id) references company_profiles (tenant_id, id),
      foreign key (tenant_id, engagement_id) references engagements (tenant_id, id)
    );

    create table time_entries (
      id text primary key,
      tenant_id text not null references tenants (id),
      company_id text not null,
      project_id text not null,
      engagement_id text not null,
      person_id text not null,
      work_date text not null check (work_date ~ '^\\d{4}-\\d{2}-\\d{2}$'),
      minutes integer not null check (minutes between 0 and 1440),
      notes text check (char_length(notes) <= 10000),
      status text not null default 'draft'
        check (status in ('draft', 'submitted', 'approved', 'rejected', 'locked', 'invoiced')),
      rejection_reason text,
      source text not null default 'illumera' check (source in ('illumera', 'align')),
      sync_status text not null default 'pending' check (sync_status in ('pending', 'synced', 'error')),
      sync_error text,
      is_adjustment boolean not null default false,
      adjusts_entry_id text,
      align_occurred_at timestamptz,
      deleted_at timestamptz,
      created_at timestamptz not null default now(),
      updated_at timestamptz not null default now(),
      unique (tenant_id, id),
      foreign key (tenant_id, company_id) references company_profiles (tenant_id, id),
      foreign key (tenant_id, project_id) references projects (tenant_id, id),
      foreign key (tenant_id, engagement_id) references engagements (tenant_id, id),
      foreign key (tenant_id, person_id) references person_profiles (tenant_id, id),
      foreign key (tenant_id, adjusts_entry_id) references time_entries (tenant_id, id),
      constraint time_entries_adjustment_names_its_original check (is_adjustment = (adjusts_entry_id is not null))
    );

    create index users_by_company on users (tenant_id, company_id);
    create index projects_by_company on projects (company_id, id desc);
    create index project_slots_by_project on project_slots (project_id);
    create index engagements_by_company on engagements (company_id, id desc);
    create index engagements_by_person on engagements (person_id, id desc);
    create index engagements_by_project on engagements (project_id);
    create index invoices_by_company on invoices (company_id, id desc);
    create index time_entries_by_company on time_entries (company_id, id desc) where deleted_at is null;
    create index time_entries_by_person on time_entries (person_id, id desc) where deleted_at is null;
    create unique index time_entries_one_open_adjustment on time_entries (adjusts_entry_id)
      where adjusts_entry_id is not null and deleted_at is null and status <> 'rejected';
  `.execute(database);

  for (const table of ['users', 'projects', 'project_slots', 'engagements', 'invoices', 'time_entries']) {
    await sql`
      create trigger ${sql.ref(`${table}_updated_at`)} before update on ${sql.table(table)}
      for each row execute function set_updated_at()
    `.execute(database);
  }
}
