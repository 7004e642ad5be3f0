import { type Kysely, sql } from 'kysely';

/** Spares whoever records an intent what the other constraints say already, and a search through all that waits. */
export async function up(database: Kysely<unknown>): Promise<void> {
  await sql`
    -- The company is one of that tenant, which is there.
    alter table align_sync_outbox drop constraint align_sync_outbox_tenant_id_fkey;
    -- Generated always, and never looked for by itself.
    alter table align_sync_outbox drop constraint align_sync_outbox_sequence_key;
    -- What a backfill has queued is looked for with every change of the same entity, and there is seldom any.
    create index align_sync_outbox_queued on align_sync_outbox (company_id, local_id, entity_family)
      where status = 'pending' and lane = 'backfill';
  `.execute(database);
}
