import { useTestDatabase } from '@illumera/testkit';
import { sql } from 'kysely';
import { expect, test } from 'vitest';

const { database } = await useTestDatabase();

test('finds the adjustments of an entry by an index, however many entries there are', async () => {
  const plan = await database.transaction().execute(async (transaction) => {
    await sql`set local enable_seqscan = off`.execute(transaction);
    const { rows } = await sql<Record<string, string>>`
      explain select id from time_entries child join unnest(array['a', 'b']) as parent on child.adjusts_entry_id = parent
    `.execute(transaction);
    return rows.flatMap(Object.values).join('\n');
  });
  expect(plan).toContain('time_entries_by_original');
});
