import { sql } from 'kysely';
import { afterAll, expect, test } from 'vitest';
import { createDatabase, createPool } from '../src/index.ts';
import { useEmptyDatabase } from './use-empty-database.ts';

const connectionString = await useEmptyDatabase();
const database = createDatabase(
  createPool({ connectionString, maxConnections: 1, applicationName: 'test', preparesStatements: true }),
);
afterAll(() => database.destroy());

async function prepared(like: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) from pg_prepared_statements where statement like ${like}
  `.execute(database);
  return rows[0]?.count ?? 0;
}

test('prepares a statement with parameters once, and one without never', async () => {
  for (const name of ['a', 'b', 'c']) await sql`select ${name}::text as "repeated"`.execute(database);
  await sql`select 'plain' as "plain"`.execute(database);
  expect(await prepared('%"repeated"%')).toBe(1);
  expect(await prepared('%"plain"%')).toBe(0);
});

test('goes on after a migration has changed what a prepared statement returns', async () => {
  await sql`create table changing (id integer)`.execute(database);
  const read = () => sql`select * from changing where id = ${1}`.execute(database);
  await read();
  await sql`alter table changing add column name text`.execute(database);
  await sql`insert into changing values (1, 'one')`.execute(database);
  await expect(read()).rejects.toThrow('cached plan must not change result type');
  expect((await read()).rows).toEqual([{ id: 1, name: 'one' }]);
});

test('keeps no more than the server can hold of statements that never come again', async () => {
  for (let number = 0; number < 310; number += 1) {
    await sql`select ${number}::integer as ${sql.id(`once_${number}`)}`.execute(database);
  }
  expect(await prepared('%once_%')).toBeLessThanOrEqual(300);
});
