import { expect, test } from 'vitest';
import { exactWindow, weightedWindow } from '../src/align/window-counter.ts';

const limit = { requests: 3, windowMs: 1_000 };
const admitted = (admit: (at: number) => boolean, moments: number[]): number[] => moments.filter(admit);

test('an exact window admits the limit in any span of its length', () => {
  const { admit } = exactWindow(limit);
  expect(admitted(admit, [0, 900, 950, 999, 1_000, 1_001, 1_899, 1_900])).toEqual([
    0, 900, 950, 1_000, 1_900,
  ]);
});

test('a refused request does not count against an exact window', () => {
  const { admit } = exactWindow(limit);
  expect(admitted(admit, [0, 0, 0, 500, 600, 700, 1_000, 1_000, 1_000])).toEqual([
    0, 0, 0, 1_000, 1_000, 1_000,
  ]);
});

test('a weighted window carries the last one over by the part of it that still lies in the span', () => {
  const { admit } = weightedWindow(limit);
  expect(admitted(admit, [900, 900, 900, 1_000, 1_300, 1_334, 1_660, 1_667])).toEqual([
    900, 900, 900, 1_334, 1_667,
  ]);
});

test('a weighted window forgets after an empty one', () => {
  const { admit } = weightedWindow(limit);
  expect(admitted(admit, [0, 0, 0, 2_000, 2_000, 2_000, 2_001])).toEqual([0, 0, 0, 2_000, 2_000, 2_000]);
});
