import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { problemOf, startApi } from './support/start-api.ts';

const directory = await mkdtemp(join(tmpdir(), 'console-'));
afterAll(() => rm(directory, { recursive: true }));
await mkdir(join(directory, 'assets'));
await writeFile(join(directory, 'index.html'), '<!doctype html><title>Illumera</title>');
await writeFile(join(directory, 'assets', 'index-Ab3dE6gH.js'), 'export {};');

describe('with a built console', async () => {
  const { url } = await startApi({ CONSOLE_DIRECTORY: directory, ENVIRONMENT_NAME: 'test' });
  const get = (path: string, accept = 'text/html') => fetch(`${url}${path}`, { headers: { accept } });

  test.each(['/', '/entries', '/sync/outbox?status=failed'])('serves its page at %s', async (path) => {
    const response = await get(path);
    expect(response.status).toBe(200);
    expect(await response.text()).toContain('<title>Illumera</title>');
    expect(response.headers.get('cache-control')).toBe('no-cache');
  });

  test('keeps to a policy without anything inline that reaches the issuer only', async () => {
    const policy = (await get('/')).headers.get('content-security-policy');
    expect(policy).toContain("connect-src 'self' http://issuer.test");
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toContain('unsafe');
  });

  test('lets browsers keep hashed files for good', async () => {
    const response = await get('/assets/index-Ab3dE6gH.js', '*/*');
    expect(response.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(response.headers.get('content-type')).toMatch(/javascript/);
  });

  test('answers a problem, not the page, for a missing file or call', async () => {
    expect((await get('/assets/gone.js', '*/*')).status).toBe(404);
    expect((await problemOf(await get('/api/gone'))).code).toBe('not_found');
    expect((await get('/..%2f..%2fetc%2fpasswd', '*/*')).status).toBeGreaterThanOrEqual(400);
  });

  test('tells the console where to sign in', async () => {
    const response = await get('/console-config.json', 'application/json');
    expect(await response.json()).toEqual({
      issuer: 'http://issuer.test',
      clientId: 'illumera-console',
      environment: 'test',
    });
  });
});

test('works without a built console and says so', async () => {
  const { url } = await startApi();
  const response = await fetch(url, { headers: { accept: 'text/html' } });
  expect(response.status).toBe(404);
  expect((await problemOf(response)).detail).toContain('console is not built');
});
