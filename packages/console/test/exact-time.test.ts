import { expect, test } from 'vitest';
import { calendarDate, exactTime, today } from '../src/wording/exact-time.ts';

test('an instant is shown to the second in the reader’s time zone', () => {
  expect(exactTime('2026-05-26T22:02:11.500Z', 'UTC')).toBe('26 May 2026, 22:02:11');
  expect(exactTime('2026-05-26T22:02:11.500Z', 'Asia/Tokyo')).toBe('27 May 2026, 07:02:11');
});

test('midnight is hour zero', () => {
  expect(exactTime('2026-05-26T00:00:00.000Z', 'UTC')).toBe('26 May 2026, 00:00:00');
});

test('a plain date is the same day everywhere', () => {
  expect(calendarDate('2026-05-26')).toBe('Tue, 26 May 2026');
});

test('today is the reader’s calendar day', () => {
  expect(today(new Date(2026, 0, 5, 23, 59))).toBe('2026-01-05');
});
