import { createTenant, createUser } from '@illumera/testkit';
import { expect, test } from 'vitest';
import { problemOf, startApi } from './support/start-api.ts';

test('answers 503 rather than 401 while the keys of the issuer cannot be read', async () => {
  const api = await startApi({ AUTH_JWKS_URL: 'http://127.0.0.1:9/jwks' });
  const { id: tenantId } = await createTenant(api.database);
  const user = await createUser(api.database, { tenantId, role: 'platform_admin' });
  const response = await api.send(user, { method: 'GET', path: '/api/me' });
  expect(response.status).toBe(503);
  expect((await problemOf(response)).code).toBe('unavailable');
});
