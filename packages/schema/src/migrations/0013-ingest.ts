import { type Kysely, sql } from 'kysely';

/** What taking deliveries in together needs: one foreign key instead of three, an order to handle them in, one wake for many. */
export async function up(database: Kysely<unknown>): Promise<void> {
  await sql`
    -- A delivery's tenant and company are its connection's, which one look at one index shows.
    create unique index align_connections_with_company on align_connections (id, tenant_id, company_id);
    alter table align_webhook_deliveries
      drop constraint align_webhook_deliveries_connection_id_fkey,
      drop constraint align_webhook_deliveries_tenant_id_fkey,
      drop constraint align_webhook_deliveries_company_id_fkey,
      add foreign key (connection_id, tenant_id, company_id) references align_connections (id, tenant_id, company_id);

    drop index align_webhook_deliveries_unhandled;
    create index align_webhook_deliveries_due on align_webhook_deliveries (due_at) where status = 'received';

    -- Whether a job that handles what is due has been added and has not begun its last look. Whoever stores deliveries
    -- holds it up until they are committed, so that this look sees them.
    create table align_delivery_wake (
      is_only boolean primary key default true check (is_only),
      is_raised boolean not null default false
    );
    insert into align_delivery_wake default values;

    -- Whether the caller has raised it and is to add the job; false where it is up, and then it stays so until the caller commits.
    create function raise_delivery_wake() returns boolean language plpgsql as $$
    begin
      loop
        perform from align_delivery_wake where is_raised for share;
        if found then return false; end if;
        update align_delivery_wake set is_raised = true where not is_raised;
        if found then return true; end if;
      end loop;
    end $$;
  `.execute(database);
}
