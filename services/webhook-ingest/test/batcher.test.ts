import { expect, test } from 'vitest';
import { createBatcher } from '../src/batching/create-batcher.ts';

/** A batcher whose runs the test ends. */
function heldBatcher(limits: { batch?: object; waiting?: object; runsAtOnce?: number } = {}) {
  const runs: { items: readonly string[]; end: (error?: Error) => void }[] = [];
  const batcher = createBatcher<string, string>({
    run: (items) =>
      new Promise((resolve, reject) => {
        const end = (error?: Error): void =>
          error === undefined ? resolve(items.map((item) => `${item}!`)) : reject(error);
        runs.push({ items, end });
      }),
    weigh: (item) => item.length,
    ...(limits.runsAtOnce === undefined ? {} : { runsAtOnce: limits.runsAtOnce }),
    batch: { items: 3, weight: 100, ...limits.batch },
    waiting: { items: 5, weight: 100, ms: 60_000, ...limits.waiting },
  });
  const nextRun = async (number: number) => {
    await expect.poll(() => runs.length).toBe(number);
    return runs[number - 1] ?? { items: [], end: () => undefined };
  };
  return { batcher, nextRun };
}

test('gives what comes while one run is under way to the next, and no more at once than fits', async () => {
  const { batcher, nextRun } = heldBatcher();
  const results = ['a'].map(batcher.add);
  const first = await nextRun(1);
  results.push(...['b', 'c', 'd', 'e'].map(batcher.add));
  first.end();
  const second = await nextRun(2);
  second.end();
  const third = await nextRun(3);
  third.end();
  expect([first.items, second.items, third.items]).toEqual([['a'], ['b', 'c', 'd'], ['e']]);
  expect(await Promise.all(results)).toEqual(['a!', 'b!', 'c!', 'd!', 'e!']);
});

test('begins a second run beside the first once as many wait as that one holds, and no third', async () => {
  const { batcher, nextRun } = heldBatcher({ runsAtOnce: 2 });
  const results = ['a', 'b'].map(batcher.add);
  const first = await nextRun(1);
  results.push(batcher.add('c'));
  await new Promise(setImmediate);
  results.push(batcher.add('d'));
  const second = await nextRun(2);
  results.push(...['e', 'f', 'g', 'h'].map(batcher.add));
  await new Promise(setImmediate);
  first.end();
  const third = await nextRun(3);
  second.end();
  third.end();
  (await nextRun(4)).end();
  expect([first.items, second.items, third.items]).toEqual([
    ['a', 'b'],
    ['c', 'd'],
    ['e', 'f', 'g'],
  ]);
  expect(await Promise.all(results)).toEqual(['a!', 'b!', 'c!', 'd!', 'e!', 'f!', 'g!', 'h!']);
});

test('starts a new run by weight as well, and one that weighs too much goes alone', async () => {
  const { batcher, nextRun } = heldBatcher({ batch: { weight: 4 } });
  void batcher.add('a');
  (await nextRun(1)).end();
  const results = ['bbb', 'cc', 'dddddd', 'e'].map(batcher.add);
  for (const [number, items] of [
    [2, ['bbb']],
    [3, ['cc']],
    [4, ['dddddd']],
    [5, ['e']],
  ] as const) {
    const run = await nextRun(number);
    expect(run.items).toEqual(items);
    run.end();
  }
  await Promise.all(results);
});

test.each([
  ['so many wait already', { items: 2 }],
  ['so much waits already', { weight: 2 }],
])('turns away where %s, and takes again once they are gone', async (_, waiting) => {
  const { batcher, nextRun } = heldBatcher({ waiting });
  const first = batcher.add('a');
  const run = await nextRun(1);
  const [second, third] = [batcher.add('b'), batcher.add('c')];
  expect(batcher.isFull()).toBe(true);
  expect(await batcher.add('d')).toBe('overloaded');
  run.end();
  (await nextRun(2)).end();
  expect(await Promise.all([first, second, third])).toEqual(['a!', 'b!', 'c!']);
  expect(batcher.isFull()).toBe(false);
});

test('turns away while the oldest has waited for too long, and does not run what is late', async () => {
  const { batcher, nextRun } = heldBatcher({ waiting: { ms: 50 } });
  const first = batcher.add('a');
  const run = await nextRun(1);
  const second = batcher.add('b');
  await expect.poll(() => batcher.isFull()).toBe(true);
  expect(await batcher.add('c')).toBe('overloaded');
  run.end();
  expect(await Promise.all([first, second])).toEqual(['a!', 'overloaded']);
  const fourth = batcher.add('d');
  const next = await nextRun(2);
  expect(next.items).toEqual(['d']);
  next.end();
  expect(await fourth).toBe('d!');
});

test('fails all of a run that fails, and goes on with the next', async () => {
  const { batcher, nextRun } = heldBatcher();
  const results = Promise.allSettled(['a', 'b'].map(batcher.add));
  (await nextRun(1)).end(new Error('broken'));
  expect((await results).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  const next = batcher.add('c');
  (await nextRun(2)).end();
  expect(await next).toBe('c!');
});

test('begins a run that is full while there is still more to read', async () => {
  const begun: number[] = [];
  const batcher = createBatcher<string, string>({
    run: async (items) => {
      begun.push(items.length);
      return items;
    },
    batch: { items: 3, weight: 0 },
    waiting: { items: 100, weight: 100, ms: 60_000 },
  });
  const results = ['a', 'b', 'c', 'd'].map(batcher.add);
  expect(begun).toEqual([3]);
  await Promise.all(results);
  expect(begun).toEqual([3, 1]);
});
