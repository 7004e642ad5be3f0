import { Client } from 'pg';
import { expect, test } from 'vitest';
import { createTenant, createTestDatabase, useTestDatabase } from '../src/index.ts';

const { database, pool } = await useTestDatabase();

test('gives every caller a migrated database of its own', async () => {
  const other = await createTestDatabase();
  await createTenant(database, { name: 'Only here' });
  await expect(other.database.selectFrom('tenants').selectAll().execute()).resolves.toEqual([]);
  await other.destroy();
});

test('copies the template for many callers at once', async () => {
  const copies = await Promise.all(Array.from({ length: 6 }, () => createTestDatabase()));
  expect(new Set(copies.map((copy) => copy.connectionString)).size).toBe(6);
  await Promise.all(copies.map((copy) => copy.destroy()));
});

test('drops the database although somebody is still connected', async () => {
  const doomed = await createTestDatabase();
  const bystander = new Client({ connectionString: doomed.connectionString });
  bystander.on('error', () => undefined);
  await bystander.connect();

  await doomed.destroy();

  const name = new URL(doomed.connectionString).pathname.slice(1);
  const left = await pool.query('select 1 from pg_database where datname = $1', [name]);
  expect(left.rowCount).toBe(0);
});
