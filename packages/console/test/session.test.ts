import { expect, test } from 'vitest';
import { isLoopback } from '../src/session/identity-provider.ts';
import { internalPath } from '../src/session/internal-path.ts';
import { createSessionStore } from '../src/session/session-store.ts';

function memoryStorage(): Storage {
  const values = new Map<string, string>();
  return {
    getItem: (key) => values.get(key) ?? null,
    setItem: (key, value) => void values.set(key, value),
    removeItem: (key) => void values.delete(key),
    clear: () => values.clear(),
    key: () => null,
    length: 0,
  };
}

test('a session is gone once it has run out', () => {
  let nowMs = 1_000;
  const store = createSessionStore(memoryStorage(), () => nowMs);
  store.write({ accessToken: 'token', expiresAtMs: 2_000 });
  expect(store.read()?.accessToken).toBe('token');
  nowMs = 2_000;
  expect(store.read()).toBeUndefined();
});

test('a session that somebody spoiled counts as none', () => {
  const storage = memoryStorage();
  storage.setItem('illumera.session', '{"accessToken":7');
  expect(createSessionStore(storage, () => 0).read()).toBeUndefined();
});

test.each([
  ['/sync/outbox?status=failed', '/sync/outbox?status=failed'],
  ['https://elsewhere.example/', '/'],
  ['//elsewhere.example/', '/'],
  [String.raw`/\elsewhere.example/`, '/'],
  ['/sign-in?returnTo=/', '/'],
  [undefined, '/'],
])('after signing in, %s leads to %s', (asked, path) => {
  expect(internalPath(asked)).toBe(path);
});

test.each([
  ['localhost', true],
  ['127.0.0.1', true],
  ['[::1]', true],
  ['127.0.0.1.elsewhere.example', false],
  ['localhost.elsewhere.example', false],
  ['issuer.example', false],
])('plain http towards an issuer at %s is allowed: %s', (hostname, allowed) => {
  expect(isLoopback(hostname)).toBe(allowed);
});
