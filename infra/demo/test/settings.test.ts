import { expect, test } from 'vitest';
import { readSettings } from '../src/settings.ts';

test('starts on the documented ports', () => {
  expect(readSettings([], {}).ports).toEqual({
    api: 3000,
    webhookIngest: 3001,
    syncWorker: 3002,
    alignSandbox: 4010,
  });
});

test('moves all ports by a flag and one by its variable', () => {
  expect(readSettings(['--port-base', '5000'], { API_PORT: '8080' }).ports).toEqual({
    api: 8080,
    webhookIngest: 5001,
    syncWorker: 5002,
    alignSandbox: 6010,
  });
});

test('refuses what it does not know', () => {
  expect(() => readSettings(['--frsh'], {})).toThrow(/--frsh[\s\S]*usage: npm start/);
  expect(() => readSettings([], { DATABASE_URL: 'mysql://x' })).toThrow(/DATABASE_URL/);
});
