import { expect, test } from 'vitest';
import { createPool } from '../src/index.ts';
import { useEmptyDatabase } from './use-empty-database.ts';

const connectionString = await useEmptyDatabase();

test('tells only whoever uses a connection that it broke', async () => {
  const idleErrors: Error[] = [];
  const pool = createPool({
    connectionString,
    maxConnections: 1,
    applicationName: 'breaking',
    onIdleError: (error) => idleErrors.push(error),
  });
  const client = await pool.connect();
  const ended = new Promise((resolve) => {
    client.once('end', resolve);
  });
  const other = createPool({ connectionString, maxConnections: 1, applicationName: 'other' });
  await other.query(`
    select pg_terminate_backend(pid) from pg_stat_activity
    where application_name = 'breaking' and datname = current_database()
  `);
  await ended;
  await expect(client.query('select 1')).rejects.toThrow('not queryable');
  client.release(true);
  expect((await pool.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
  expect(idleErrors).toEqual([]);
  await Promise.all([pool.end(), other.end()]);
});
