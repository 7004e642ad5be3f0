import { readSettings } from '@illumera/runtime';
import { expect, test } from 'vitest';
import { settings } from '../src/config.ts';

const complete = {
  DATABASE_URL: 'postgres://localhost/illumera',
  ALIGN_ENCRYPTION_KEY: 'a0'.repeat(32),
  ALIGN_WEBHOOK_BASE_URL: 'https://hooks.illumera.us/',
  AUTH_ISSUER: 'https://issuer.test',
  AUTH_JWKS_URL: 'https://issuer.test/jwks',
};

test('fills in the documented defaults', () => {
  expect(readSettings(settings, complete)).toMatchObject({
    PORT: 3000,
    METRICS_PORT: 9000,
    ALIGN_BASE_URL: 'https://app.alignsoft.us/api/v1',
    ALIGN_WEBHOOK_BASE_URL: 'https://hooks.illumera.us',
    ALIGN_TIMEOUT_MS: 15_000,
    SYNC_MAX_ATTEMPTS: 5,
    AUTH_AUTHORIZED_PARTIES: [],
    TRUSTED_PROXIES: [],
  });
});

test('lists every fault at once and repeats no secret', () => {
  const env = {
    ...complete,
    ALIGN_ENCRYPTION_KEY: 'hush',
    AUTH_ISSUER: '',
    ALIGN_ENCRYPTION_KEYS_OLD: 'old',
    TRUSTED_PROXIES: '10.0.0.0/33',
  };
  expect(() => readSettings(settings, env)).toThrow(
    expect.objectContaining({
      faults: expect.arrayContaining([
        'ALIGN_ENCRYPTION_KEY must be 64 hexadecimal characters',
        'ALIGN_ENCRYPTION_KEYS_OLD must be 64 hexadecimal characters',
        'AUTH_ISSUER is required',
        'TRUSTED_PROXIES must be a list of IP addresses or CIDR networks',
      ]),
    }),
  );
});
