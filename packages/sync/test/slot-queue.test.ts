import { setTimeout as delay } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { createSlotQueue } from '../src/budget/slot-queue.ts';

/** Slots a tenth of a second ahead, from a Postgres that takes so long to say whether the key rests. */
function slowSource(lookMs: number, restsForMs = 0) {
  let asked = 0;
  return {
    asked: () => asked,
    reserve: async (count: number) => {
      asked += 1;
      const slotsInMs = Array.from({ length: count }, (_, index) => 100 * (index + 1));
      return {
        slotsInMs,
        restsForMs: 0,
        paceMs: 100,
        atOnceLeft: 0,
        nextInMs: slotsInMs.length === 0 ? 100 : 0,
      };
    },
    restsForMs: () => delay(lookMs, restsForMs),
    patienceMs: 10_000,
  };
}

test('sends in the first slot, however long Postgres takes to say whether the key rests', async () => {
  const source = slowSource(2_000);
  await createSlotQueue(source)();
  expect(source.asked()).toBe(1);
});

test('sends nothing in a slot of a key that has begun to rest', async () => {
  const source = slowSource(10, 5_000);
  await expect(createSlotQueue(source)()).rejects.toMatchObject({ isResting: true, retryInMs: 5_000 });
});
