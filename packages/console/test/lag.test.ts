import { expect, test } from 'vitest';
import { lag } from '../src/wording/lag.ts';

test.each([
  [0, 'nothing'],
  [4, 'nothing'],
  [90, '90 s'],
  [120, '2 min'],
  [7_200, '2 h'],
])('calls %i seconds %s', (seconds, words) => {
  expect(lag(seconds)).toBe(words);
});
