import { createDatabase, createPool } from '@illumera/schema';
import { expect, test } from 'vitest';
import { problemOf, startApiOn } from './support/start-api.ts';

test('answers 503 and is not ready while the database cannot be reached', async () => {
  const connectionString = 'postgres://postgres@127.0.0.1:9/none';
  const pool = createPool({ connectionString, maxConnections: 1, applicationName: 'test' });
  const api = await startApiOn(createDatabase(pool), { DATABASE_URL: connectionString });
  const response = await api.send({ clerkUserId: 'user_any' }, { method: 'GET', path: '/api/me' });
  expect(response.status).toBe(503);
  expect((await problemOf(response)).code).toBe('unavailable');
  expect(response.headers.get('retry-after')).toBe('5');
  expect((await fetch(`${api.url}/readyz`)).status).toBe(503);
  expect((await fetch(`${api.url}/livez`)).status).toBe(200);
});
