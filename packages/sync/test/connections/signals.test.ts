import type { Database } from '@illumera/schema';
import { createCompany, createConnection, createTenant, proofSize, useTestDatabase } from '@illumera/testkit';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { readSignals } from '../../src/connections/health/read-signals.ts';

const DELIVERIES = proofSize({ usual: 20_000, full: 1_000_000 });
/** Of each kind: failed, due, waiting for a link. */
const UNSETTLED = 10;

const { database } = await useTestDatabase();

/** A connection with a long history; the newest of it is not handled yet. */
async function longHistory(): Promise<string> {
  const { id: tenantId } = await createTenant(database);
  const { id: companyId } = await createCompany(database, { tenantId });
  const { id: connectionId } = await createConnection(database, {
    tenantId,
    companyId,
    encryptedApiKey: 'sealed',
  });
  await sql`
    insert into align_webhook_deliveries (
      id, tenant_id, company_id, connection_id, delivery_id, event_id, event_name, body, signature,
      status, waiting_for_align_id, due_at, received_at
    )
    select ${connectionId} || n, ${tenantId}, ${companyId}, ${connectionId}, n, n, 'time.approved', '', 's',
      case when n % 3 = 0 or n > ${UNSETTLED * 3}::int then 'processed' when n % 3 = 1 then 'failed' else 'received' end,
      null, now(), now() - make_interval(secs => n)
    from generate_series(1, ${DELIVERIES}::int) n
  `.execute(database);
  await sql`
    update align_webhook_deliveries set status = 'received', waiting_for_align_id = 'somebody', due_at = now() + interval '1 hour'
    where connection_id = ${connectionId} and event_id::int between ${DELIVERIES - UNSETTLED} and ${DELIVERIES}
  `.execute(database);
  await sql`vacuum analyze align_webhook_deliveries`.execute(database);
  return connectionId;
}

/** By the connection that asks, which may not have told yet what it read before. */
async function rowsReadSoFar(transaction: Database): Promise<number> {
  const { rows } = await sql<{ read: number }>`
    select (seq_tup_read + idx_tup_fetch)::int as read
    from pg_stat_xact_user_tables where relname = 'align_webhook_deliveries'
  `.execute(transaction);
  return rows[0]?.read ?? 0;
}

test(`tells how ${DELIVERIES} deliveries stand without reading them`, async () => {
  const connectionId = await longHistory();
  const { signals, rowsRead } = await database.transaction().execute(async (transaction) => {
    const before = await rowsReadSoFar(transaction);
    const [read] = await readSignals(transaction, [connectionId]);
    return { signals: read, rowsRead: (await rowsReadSoFar(transaction)) - before };
  });
  expect(signals).toMatchObject({
    failedDeliveries: UNSETTLED,
    inboundLagSeconds: expect.toSatisfy((seconds: number) => seconds >= UNSETTLED * 3 - 1 && seconds < 600),
    lastDeliveryAt: expect.any(Date),
  });
  expect(rowsRead).toBeLessThan(UNSETTLED * 4);
});
