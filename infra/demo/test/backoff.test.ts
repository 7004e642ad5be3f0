import { expect, test } from 'vitest';
import { backoffMs } from '../src/traffic/backoff.ts';

test('doubles the rest with every failure, up to a minute', () => {
  expect([0, 1, 2, 10].map((failures) => backoffMs(4_000, failures))).toStrictEqual([
    4_000, 8_000, 16_000, 60_000,
  ]);
});

test('never rests less than a long pause that was asked for', () => {
  expect(backoffMs(90_000, 3)).toBe(90_000);
});
