import { createDatabase, createPool } from '@illumera/schema';
import { useTestDatabase } from '@illumera/testkit';
import { sql } from 'kysely';
import { afterAll, expect, test } from 'vitest';
import { daysAgo } from './reconciling-company.ts';
import { useStandIn } from './stand-in.ts';

const { database: first, connectionString } = await useTestDatabase();
await sql`
  do $$ begin
    execute format('alter database %I set min_parallel_table_scan_size = 0', current_database());
    execute format('alter database %I set debug_parallel_query = on', current_database());
  end $$
`.execute(first);
/** In its sessions Postgres shares whatever it may, however few rows there are. */
const database = createDatabase(createPool({ connectionString, maxConnections: 4, applicationName: 'test' }));
afterAll(() => database.destroy());
const { newCompany } = await useStandIn(database);

test('finds what differs, is gone and is new where several processes of Postgres share the comparison', async () => {
  const company = await newCompany();
  await company.importing('reconcile');
  const days = Array.from({ length: 9 }, () => daysAgo(1));
  const entries = await company.logMany(days);
  for (const [place, { alignId }] of entries.entries()) {
    if (place % 3 === 1) await company.move(alignId, 'submit', 'approve');
    if (place % 3 === 2) {
      await company.align.call('deleteTimeEntry', {
        params: { timeEntryId: alignId },
        idempotencyKey: alignId,
      });
    }
  }
  await company.logAtAlign(daysAgo(2), 45);

  expect(await company.sweep()).toEqual({ kind: 'ended', state: 'complete' });
  const ours = await Promise.all(entries.map(({ id }) => company.readEntry(id)));
  expect(ours.map(({ status, deletedAt }) => (deletedAt === null ? status : 'deleted'))).toEqual(
    entries.map((_, place) => ['draft', 'approved', 'deleted'][place % 3]),
  );
  const imported = (await company.entries()).filter(({ source }) => source === 'align');
  expect(imported).toMatchObject([{ minutes: 45, workDate: daysAgo(2) }]);
  expect(await company.discrepancies()).toEqual([]);
});
