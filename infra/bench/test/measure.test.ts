import { expect, test } from 'vitest';
import { parentOf, processorTimeMs } from '../src/machine/processor-time.ts';
import { compete, mergeGates } from '../src/measure/compete.ts';
import { interleave } from '../src/measure/interleave.ts';
import { percentile } from '../src/measure/percentile.ts';
import { spreadOf } from '../src/measure/spread.ts';

test('a percentile is the nearest rank, whatever the order', () => {
  const values = [5, 1, 4, 2, 3];
  expect([0, 0.2, 0.5, 0.99, 1].map((share) => percentile(values, share))).toEqual([1, 1, 3, 5, 5]);
  expect(() => percentile([], 0.5)).toThrow(RangeError);
});

test('a spread is the median with the least and the greatest', () => {
  expect(spreadOf([9, 1, 4])).toEqual({ median: 4, min: 1, max: 9 });
  expect(spreadOf([1, 2, 3, 10])).toEqual({ median: 2.5, min: 1, max: 10 });
  expect(() => spreadOf([])).toThrow(RangeError);
});

test('every contestant is measured once a round, and each round begins with another', () => {
  const order = interleave(['a', 'b', 'c'], 3).map(({ contestant }) => contestant);
  expect(order.join('')).toBe('abcbcacab');
});

test('a gate that failed once has failed', () => {
  const passed = { name: 'order', passed: true, detail: '10 of 10' };
  const failed = { name: 'order', passed: false, detail: '9 of 10' };
  expect(mergeGates([passed, failed, passed])).toEqual([failed]);
});

const mostAtOnce = async (isAtOnce: boolean): Promise<number> => {
  let running = 0;
  let most = 0;
  const measure = async () => {
    running += 1;
    most = Math.max(most, running);
    await new Promise(setImmediate);
    running -= 1;
    return { figures: {}, gates: [] };
  };
  const contestants = ['a', 'b'].map((name) => ({ name, isPeer: true, measure }));
  await compete({ contestants, points: [1, 2], rounds: 2, isAtOnce, say: () => undefined });
  return most;
};

test('a round is measured at the same time only where the contest says so', async () => {
  expect([await mostAtOnce(true), await mostAtOnce(false)]).toEqual([4, 1]);
});

test("a process's time holds that of what it started", () => {
  expect(processorTimeMs(parentOf(process.pid))).toBeGreaterThanOrEqual(processorTimeMs(process.pid));
  expect(processorTimeMs(process.pid)).toBeGreaterThan(0);
  expect(processorTimeMs(-1)).toBe(0);
});
