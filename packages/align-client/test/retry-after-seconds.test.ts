import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { retryAfterSeconds } from '../src/client/retry-after-seconds.ts';

const nowMs = Date.parse('2026-11-06T08:49:00Z');
const absent = { retryAfter: undefined, date: undefined, body: undefined, resetsAtSeconds: undefined, nowMs };

test.each([
  ['30', 30],
  [' 30 ', 30],
  ['0', 1],
  ['1.2', 2],
  ['3600', 3600],
  ['3601', 3600],
  ['9'.repeat(400), 3600],
  ['Fri, 06 Nov 2026 08:49:37 GMT', 37],
  ['Friday, 06-Nov-26 08:49:37 GMT', 37],
  ['Fri Nov  6 08:49:37 2026', 37],
  ['Fri, 06 Nov 2026 08:48:00 GMT', 1],
  ['Sat, 07 Nov 2026 08:49:00 GMT', 3600],
  ['', 60],
  ['-5', 60],
  ['soon', 60],
  ['12abc', 60],
  ['0x10', 60],
  ['1e3', 60],
  ['2026', 2026],
  ['Nov 2026', 60],
  ['Fri, 99 Foo 2026 08:49:37 GMT', 60],
  ['Infinity', 60],
  ['NaN', 60],
])('reads Retry-After %j as %i s', (retryAfter, seconds) => {
  expect(retryAfterSeconds({ ...absent, retryAfter })).toBe(seconds);
});

test.each([
  [undefined, 60],
  [{ retryAfter: 120 }, 120],
  [{ retryAfter: '120' }, 120],
  [{ retryAfter: 0.2 }, 1],
  [{ retryAfter: -1 }, 60],
  [{ retryAfter: 1e300 }, 60],
  [{ retryAfter: null }, 60],
  [{ retryAfter: [5] }, 60],
  ['5', 60],
])('reads the body %j as %i s where the header is missing', (body, seconds) => {
  expect(retryAfterSeconds({ ...absent, body })).toBe(seconds);
});

test('prefers a usable header to the body, and the body to a broken header', () => {
  const body = { retryAfter: 5 };
  expect(retryAfterSeconds({ ...absent, retryAfter: '9', body })).toBe(9);
  expect(retryAfterSeconds({ ...absent, retryAfter: 'soon', body })).toBe(5);
});

test('waits for the window to end where Align says nothing else', () => {
  const resetsAtSeconds = nowMs / 1000 + 12;
  expect(retryAfterSeconds({ ...absent, resetsAtSeconds })).toBe(12);
  expect(retryAfterSeconds({ ...absent, resetsAtSeconds: 0 })).toBe(1);
  const date = 'Fri, 06 Nov 2026 08:49:10 GMT';
  expect(retryAfterSeconds({ ...absent, resetsAtSeconds, date })).toBe(2);
  expect(retryAfterSeconds({ ...absent, resetsAtSeconds, retryAfter: '9' })).toBe(9);
});

test('is always whole and within 1 s and 1 h', () => {
  const header = fc.option(fc.oneof(fc.string(), fc.double().map(String), fc.date().map(String)), {
    nil: undefined,
  });
  fc.assert(
    fc.property(header, header, fc.anything(), (retryAfter, date, value) => {
      const resetsAtSeconds = typeof value === 'number' && Number.isFinite(value) ? value : undefined;
      const body = { retryAfter: value };
      const seconds = retryAfterSeconds({ retryAfter, date, body, resetsAtSeconds, nowMs });
      expect(Number.isInteger(seconds)).toBe(true);
      expect(seconds).toBeGreaterThanOrEqual(1);
      expect(seconds).toBeLessThanOrEqual(3600);
    }),
  );
});
