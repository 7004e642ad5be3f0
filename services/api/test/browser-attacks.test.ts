import { expect, test } from 'vitest';
import { buildTenant } from './support/build-world.ts';
import { startApi } from './support/start-api.ts';

const api = await startApi();
const world = await buildTenant(api.database);

test.each(['cookie', 'x-auth-token'])('does not know a user by a %s', async (header) => {
  const token = await api.issuer.sign({ sub: world.admin.clerkUserId ?? '' });
  const response = await fetch(`${api.url}/api/me`, {
    headers: { [header]: `__session=${token}; token=${token}` },
  });
  expect(response.status).toBe(401);
});

test("does not know a user by what is in a page's address", async () => {
  const token = await api.issuer.sign({ sub: world.admin.clerkUserId ?? '' });
  expect((await fetch(`${api.url}/api/me?access_token=${token}&token=${token}`)).status).toBe(401);
});

test.each(['https://evil.example', 'null', 'http://127.0.0.1:1'])(
  'lets no page of %s read or call it',
  async (origin) => {
    const preflight = await fetch(`${api.url}/api/projects`, {
      method: 'OPTIONS',
      headers: {
        origin,
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'authorization',
      },
    });
    const read = await api.send(world.admin, { method: 'GET', path: '/api/me', headers: { origin } });
    for (const { headers } of [preflight, read]) {
      expect([...headers.keys()].filter((name) => name.startsWith('access-control-'))).toEqual([]);
    }
    expect(preflight.ok).toBe(false);
  },
);

test.each(['application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'text/plain'])(
  'takes no form: %s',
  async (type) => {
    const token = await api.issuer.sign({ sub: world.admin.clerkUserId ?? '' });
    const response = await fetch(`${api.url}/api/projects`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': type },
      body: JSON.stringify({ companyId: world.company.id, name: 'Forged' }),
    });
    expect(response.status).toBe(415);
  },
);

test('every answer keeps browsers strict and says nothing of what it is made with', async () => {
  const answers = await Promise.all([
    api.send(world.admin, { method: 'GET', path: '/api/me' }),
    api.send(undefined, { method: 'GET', path: '/api/me' }),
    api.send(world.admin, { method: 'GET', path: '/api/nothing' }),
    fetch(`${api.url}/openapi.json`),
  ]);
  for (const { headers } of answers) {
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('x-frame-options')).toBe('DENY');
    expect(headers.get('content-security-policy')).toMatch(/default-src 'none'/);
    expect(headers.get('content-security-policy')).not.toContain('unsafe-inline');
    expect(headers.has('server') || headers.has('x-powered-by')).toBe(false);
  }
});
