import { type Kysely, sql } from 'kysely';

/**
 * What a connection's health is read from without looking through its whole history. The index by age becomes one by
 * connection and age, so that storing a delivery writes no more of them than before.
 */
export async function up(database: Kysely<unknown>): Promise<void> {
  await sql`
    create index align_webhook_deliveries_by_connection on align_webhook_deliveries (connection_id, received_at);
    drop index align_webhook_deliveries_by_age;
    create index align_webhook_deliveries_failed on align_webhook_deliveries (connection_id) where status = 'failed';
  `.execute(database);
}
