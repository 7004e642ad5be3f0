import { createHash, randomBytes } from 'node:crypto';
import { createRemoteJWKSet, jwtVerify } from 'jose';
import { expect, test } from 'vitest';
import { type RunningSandbox, startSandbox } from './support/start-sandbox.ts';

const CLIENT = 'illumera-console';
const REDIRECT = 'http://localhost:3000/signed-in';
const ALICE = { sub: 'user_alice', email: 'alice@example.com', name: 'Alice', password: 'correct horse' };

const challengeOf = (verifier: string) => createHash('sha256').update(verifier).digest('base64url');

function authorizePath(verifier: string, overrides: Record<string, string> = {}): string {
  const query = new URLSearchParams({
    response_type: 'code',
    client_id: CLIENT,
    redirect_uri: REDIRECT,
    code_challenge: challengeOf(verifier),
    code_challenge_method: 'S256',
    scope: 'openid',
    state: 'state-1',
    nonce: 'nonce-1',
    ...overrides,
  });
  return `/issuer/authorize?${query.toString()}`;
}

const form = { 'content-type': 'application/x-www-form-urlencoded' };

async function postForm({ url }: RunningSandbox, path: string, fields: Record<string, string>) {
  const body = new URLSearchParams(fields);
  const headers = { ...form, origin: 'http://localhost:3000' };
  return fetch(url + path, { method: 'POST', redirect: 'manual', headers, body });
}

async function signIn(sandbox: RunningSandbox, verifier: string) {
  const { email, password } = ALICE;
  const answer = await postForm(sandbox, authorizePath(verifier), { email, password });
  return new URL(answer.headers.get('location') ?? 'none:');
}

const exchange = (sandbox: RunningSandbox, code: string, verifier: string) =>
  postForm(sandbox, '/issuer/token', {
    grant_type: 'authorization_code',
    code,
    redirect_uri: REDIRECT,
    client_id: CLIENT,
    code_verifier: verifier,
  });

async function start() {
  const sandbox = await startSandbox();
  await sandbox.call('POST', '/control/accounts', { body: ALICE });
  const issuer = `${sandbox.url}/issuer`;
  const keys = createRemoteJWKSet(new URL(`${issuer}/jwks.json`));
  const verify = (token: string) => jwtVerify(token, keys, { issuer, algorithms: ['RS256'] });
  return { sandbox, issuer, verify };
}

test('signs a person in by code and PKCE', async () => {
  const { sandbox, issuer, verify } = await start();
  const verifier = randomBytes(32).toString('base64url');
  const target = await signIn(sandbox, verifier);
  expect(target.origin + target.pathname).toBe(REDIRECT);
  expect(target.searchParams.get('state')).toBe('state-1');
  expect(target.searchParams.get('iss')).toBe(issuer);
  const answer = await exchange(sandbox, target.searchParams.get('code') ?? '', verifier);
  expect(answer.headers.get('access-control-allow-origin')).toBe('http://localhost:3000');
  const tokens = (await answer.json()) as Record<string, string>;
  const access = await verify(tokens['access_token'] ?? '');
  expect(access.payload).toEqual({
    iss: issuer,
    sub: ALICE.sub,
    azp: CLIENT,
    sid: expect.any(String),
    iat: expect.any(Number),
    nbf: expect.any(Number),
    exp: Number(access.payload.iat) + 3600,
  });
  const identity = await verify(tokens['id_token'] ?? '');
  expect(identity.payload).toMatchObject({ aud: CLIENT, nonce: 'nonce-1', email: ALICE.email });
});

test('redeems a code once, and only with its verifier', async () => {
  const { sandbox } = await start();
  const verifier = randomBytes(32).toString('base64url');
  const codeOf = async () => (await signIn(sandbox, verifier)).searchParams.get('code') ?? '';
  const code = await codeOf();
  expect((await exchange(sandbox, code, verifier)).status).toBe(200);
  const again = await exchange(sandbox, code, verifier);
  expect([again.status, await again.json()]).toMatchObject([400, { error: 'invalid_grant' }]);
  const stolen = await exchange(sandbox, await codeOf(), randomBytes(32).toString('base64url'));
  expect([stolen.status, await stolen.json()]).toMatchObject([400, { error: 'invalid_grant' }]);
});

test('helps a person whose password is wrong', async () => {
  const { sandbox } = await start();
  const path = authorizePath('verifier');
  const answer = await postForm(sandbox, path, { email: '<b>@example.com', password: 'wrong' });
  const page = await answer.text();
  expect(answer.status).toBe(401);
  expect(page).toContain('do not belong together');
  expect(page).toContain('alice@example.com');
  expect(page).toContain('&lt;b&gt;@example.com');
});

test.each([
  { redirect_uri: 'https://evil.example/cb' },
  { redirect_uri: 'http://localhost.evil.example/cb' },
  { code_challenge_method: 'plain' },
  { response_type: 'token' },
])('refuses to send a code for %o', async (overrides) => {
  const { sandbox } = await start();
  expect((await fetch(sandbox.url + authorizePath('verifier', overrides))).status).toBe(400);
});

test('lets no origin but this machine’s read a token', async () => {
  const { sandbox } = await start();
  const read = async (origin: string) => {
    const answer = await fetch(`${sandbox.url}/issuer/jwks.json`, { headers: { origin } });
    return answer.headers.get('access-control-allow-origin');
  };
  expect(await read('http://127.0.0.1:5173')).toBe('http://127.0.0.1:5173');
  expect(await read('https://evil.example')).toBeNull();
});

test('mints tokens for tests, expired ones too', async () => {
  const { sandbox, verify } = await start();
  const mint = async (body: object) =>
    String((await sandbox.call('POST', '/control/tokens', { body })).body['token']);
  expect((await verify(await mint({ sub: 'anybody' }))).payload.sub).toBe('anybody');
  await expect(verify(await mint({ sub: 'anybody', expiresInSeconds: -60 }))).rejects.toThrow(/exp/);
});

test('lists accounts without their passwords, one per e-mail address', async () => {
  const { sandbox } = await start();
  await sandbox.call('POST', '/control/accounts', { body: { ...ALICE, sub: 'user_new' } });
  const { body } = await sandbox.call('GET', '/control/accounts');
  expect(body).toEqual({ data: [{ sub: 'user_new', email: ALICE.email, name: ALICE.name }] });
});

test('signs out to an address on this machine only', async () => {
  const { sandbox } = await start();
  const leave = (to: string) =>
    sandbox.call('GET', `/issuer/logout?post_logout_redirect_uri=${encodeURIComponent(to)}`);
  expect((await leave('http://localhost:3000/')).headers.get('location')).toBe('http://localhost:3000/');
  expect(await leave('https://evil.example/')).toMatchObject({ status: 200 });
});
