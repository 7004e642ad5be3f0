import { expect, test } from 'vitest';
import { timeAgo, timeUntil } from '../src/wording/relative-time.ts';

const nowMs = Date.parse('2026-05-27T12:00:00.000Z');
const at = (offsetSeconds: number) => new Date(nowMs + offsetSeconds * 1000).toISOString();

test.each([
  [0, 'just now'],
  [-12, '12 s ago'],
  [-59.9, '59 s ago'],
  [-60, '1 min ago'],
  [-3599, '59 min ago'],
  [-7200, '2 h ago'],
  [-172_800, '2 days ago'],
])('an instant %d s away was %s', (offsetSeconds, words) => {
  expect(timeAgo(at(offsetSeconds), nowMs)).toBe(words);
});

test('an instant ahead of the clock is not a negative age', () => {
  expect(timeAgo(at(90), nowMs)).toBe('just now');
});

test.each([
  [0.4, 'in 1 s'],
  [40, 'in 40 s'],
  [181, 'in 4 min'],
  [3601, 'in 2 h'],
])('an instant %d s ahead comes %s', (offsetSeconds, words) => {
  expect(timeUntil(at(offsetSeconds), nowMs)).toBe(words);
});

test('an instant that has passed is due now, not in a negative time', () => {
  expect(timeUntil(at(-600), nowMs)).toBe('now');
});
