import { expect, test } from 'vitest';
import { readWorkDuration, workDuration } from '../src/wording/work-duration.ts';

test.each([
  [45, '45 min'],
  [60, '1 h'],
  [150, '2 h 30 min'],
  [0, '0 min'],
])('%d minutes read %s', (minutes, words) => {
  expect(workDuration(minutes)).toBe(words);
});

test.each([
  ['150', 150],
  [' 45 min ', 45],
  ['2:30', 150],
  ['0:05', 5],
  ['2h', 120],
  ['2.5h', 150],
  ['2,5 h', 150],
  ['2h 30m', 150],
  ['2 h 30 min', 150],
  ['1h5', 65],
])('%s is understood as %d minutes', (typed, minutes) => {
  expect(readWorkDuration(typed)).toBe(minutes);
});

test.each(['', '2.5', '2:75', 'two hours', '-30', '1e3', '150 days'])('%s is not guessed at', (typed) => {
  expect(readWorkDuration(typed)).toBeUndefined();
});

test('what is shown can be typed again', () => {
  for (const minutes of [1, 59, 60, 61, 480, 1440]) {
    expect(readWorkDuration(workDuration(minutes))).toBe(minutes);
  }
});
