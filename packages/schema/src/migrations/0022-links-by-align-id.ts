import { type Kysely, sql } from 'kysely';

/** Finds a link by what Align calls its entity: each event asks for one, and so does each comparison. */
export async function up(database: Kysely<unknown>): Promise<void> {
  await sql`
    create index align_entity_links_by_align_id
      on align_entity_links (company_id, align_org_id, external_type, align_entity_id);
    drop index align_entity_links_by_align_entity;
  `.execute(database);
}
