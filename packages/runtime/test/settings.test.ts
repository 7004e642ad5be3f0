import { expect, test } from 'vitest';
import { readSettings, SettingsError, serviceSettings, setting } from '../src/index.ts';

const schema = serviceSettings(
  { WORKERS: setting.wholeNumber({ min: 1, max: 9 }).default(2), PARTIES: setting.list() },
  { defaultPort: 3001 },
);
const database = { DATABASE_URL: 'postgresql://host/name' };

function faultsOf(env: Record<string, string>) {
  try {
    readSettings(schema, env);
    return [];
  } catch (error) {
    if (error instanceof SettingsError) return error.faults;
    throw error;
  }
}

test('fills in the defaults and ignores what it does not know', () => {
  expect(readSettings(schema, { ...database, HOME: '/root' })).toEqual({
    ...database,
    HOST: '127.0.0.1',
    PORT: 3001,
    METRICS_PORT: 9001,
    LOG_LEVEL: 'info',
    WORKERS: 2,
    PARTIES: [],
  });
});

test.each([
  ['3000', 9000],
  ['0', 0],
  ['65000', 59_000],
])('puts the metrics of port %s at %i', (port, expected) => {
  expect(readSettings(schema, { ...database, PORT: port }).METRICS_PORT).toBe(expected);
});

test('takes an empty variable for an unset one', () => {
  expect(readSettings(schema, { ...database, PORT: '', PARTIES: '' })).toMatchObject({
    PORT: 3001,
    PARTIES: [],
  });
  expect(faultsOf({ DATABASE_URL: '' })).toEqual(['DATABASE_URL is required']);
});

test('lists the faults of the common and of the own settings together', () => {
  expect(faultsOf({ PORT: '65536', WORKERS: '10' })).toEqual([
    'DATABASE_URL is required',
    'PORT must be a whole number from 0 to 65535',
    'WORKERS must be a whole number from 1 to 9',
  ]);
});

test.each(['1.5', '-1', ' 3', '0x3', '1e0', 'three', '99999999999999999999'])(
  'refuses the number %j',
  (text) => {
    expect(faultsOf({ ...database, WORKERS: text })).toHaveLength(1);
  },
);

test('splits a list at its commas', () => {
  expect(readSettings(schema, { ...database, PARTIES: 'a, b,,c ' }).PARTIES).toEqual(['a', 'b', 'c']);
});

test.each([
  ['https://app.alignsoft.us/api/v1', true],
  ['http://127.0.0.1:4000', true],
  ['ftp://host', false],
  ['host', false],
])('knows whether %s is a URL to call', (url, expected) => {
  expect(setting.httpUrl().safeParse(url).success).toBe(expected);
});
