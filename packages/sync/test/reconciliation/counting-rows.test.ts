import { useTestDatabase } from '@illumera/testkit';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { analyzeRows } from '../../src/reconciliation/analyze-rows.ts';

const { database } = await useTestDatabase();

test('does not wait for somebody else who counts what runs have read', async () => {
  await database.transaction().execute(async (other) => {
    await sql`lock table align_reconciliation_rows in share update exclusive mode`.execute(other);
    const counted = database.transaction().execute(async (transaction) => {
      await sql`set local lock_timeout = '1s'`.execute(transaction);
      await analyzeRows(transaction);
    });
    await expect(counted).resolves.toBeUndefined();
  });
});
