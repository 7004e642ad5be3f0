import { useTestDatabase } from '@illumera/testkit';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { listOutbox } from '../../src/listing/list-outbox.ts';
import { buildLists } from './build-lists.ts';
import { type FilledTable, fillLists } from './fill-lists.ts';
import { listedTables } from './list-cases.ts';
import { walkList } from './walk-list.ts';

const ROWS = 700;
const PAGE = 37;

const { database } = await useTestDatabase();
const lists = await buildLists(database);
await fillLists(database, lists, ROWS);
const { large, platform } = lists;
const { tenantId, companyId } = large;

const whole = { repeated: 0, missed: 0, unknown: 0 };

/** Whose rows each kind of caller sees. */
const owners = {
  platform: { tenantId },
  admin: { tenantId },
  'large admin': { tenantId, companyId },
  talent: { personId: large.personId },
} satisfies Record<string, Record<string, string>>;

const walks = Object.entries(listedTables(lists, ROWS))
  .filter(([name]) => !name.includes(' '))
  .flatMap(([table, { list, actors }]) =>
    Object.entries(owners).flatMap(([who, where]) => {
      const actor = actors[who];
      return actor === undefined ? [] : [{ table: table as FilledTable, who, where, actor, list }];
    }),
  );

test.each(walks)(
  'a walk of $table shows each row once while rows are added: $who',
  async ({ table, where, actor, list }) => {
    const walked = await walkList(database, {
      lists,
      table,
      rows: ROWS,
      pageSize: PAGE,
      where,
      list: (page) => list(database, actor, page),
    });
    expect(walked).toEqual(whole);
  },
);

test('a walk shows a row once that goes from one status to another meanwhile', async () => {
  const statuses = ['pending', 'failed', 'done'];
  let turn = 0;
  const walked = await walkList(database, {
    lists,
    table: 'align_sync_outbox',
    rows: ROWS,
    pageSize: PAGE,
    where: { tenantId },
    list: (page) => listOutbox(database, platform, { ...page, maxAttempts: 5 }),
    disturb: async () => {
      turn += 1;
      await sql`
        update align_sync_outbox set status = ${statuses[turn % 3]} where tenant_id = ${tenantId} and sequence % 3 = ${turn % 3}
      `.execute(database);
    },
  });
  expect(turn).toBeGreaterThan(10);
  expect(walked).toEqual(whole);
});

test('a walk of a period shows each of its rows once and no other', async () => {
  const rows = await database
    .selectFrom('alignSyncOutbox')
    .select(['id', 'createdAt'])
    .where('tenantId', '=', tenantId)
    .orderBy('createdAt')
    .orderBy('id')
    .execute();
  const from = rows[100]?.createdAt ?? new Date(0);
  const to = rows[400]?.createdAt ?? new Date(0);
  const expected = rows.filter(({ createdAt }) => createdAt >= from && createdAt < to).map(({ id }) => id);
  const seen: string[] = [];
  let cursor: string | undefined;
  do {
    const period = { from: from.toISOString(), to: to.toISOString() };
    const page = await listOutbox(database, platform, { limit: PAGE, cursor, maxAttempts: 5, ...period });
    if (page.kind !== 'done') throw new Error(page.kind);
    seen.push(...page.value.data.map(({ id }) => id));
    cursor = page.value.nextCursor ?? undefined;
  } while (cursor !== undefined);
  expect(seen).toEqual(expected.toReversed());
});
