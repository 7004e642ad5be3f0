import { seededRandom, useTestDatabase } from '@illumera/testkit';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { correctBudget } from '../src/budget/correct-budget.ts';
import type { Lane } from '../src/budget/lanes.ts';
import { reserveSlots } from '../src/budget/reserve-slots.ts';
import { restKey } from '../src/budget/rest-key.ts';
import { countWindows } from './count-windows.ts';
import { simulateKey, type Wish } from './simulate-key.ts';

const { database } = await useTestDatabase();
const MINUTE_MS = 60_000;
const LIMIT = 600;
/** How much arrivals at Align may be spread against our departures. */
const SPREAD_MS = 500;
let keys = 0;
const newKey = () => `key-${++keys}`;
const endless = (lane: Lane, count: number): Wish[] =>
  Array.from({ length: count }, () => ({ atMs: 0, lane }));
const arrivals = (slots: { slotMs: number }[]) =>
  slots.map(({ slotMs }, index) => slotMs + ((index * 7919) % SPREAD_MS));

const lane = fc.constantFrom<Lane>('live', 'backfill', 'reconciliation');
const stretch = fc.record({
  pauseMs: fc.oneof(fc.integer({ min: 0, max: 5_000 }), fc.integer({ min: 0, max: 150_000 })),
  lane,
  count: fc.oneof(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 800 })),
  /** 0 is all at once. */
  apartMs: fc.constantFrom(0, 0, 20, 95, 150, 400),
});

function wishesOf(stretches: { pauseMs: number; lane: Lane; count: number; apartMs: number }[]): Wish[] {
  let atMs = 0;
  return stretches.flatMap((each) => {
    atMs += each.pauseMs;
    const wishes = Array.from({ length: each.count }, (_, index) => ({
      atMs: atMs + index * each.apartMs,
      lane: each.lane,
    }));
    atMs += each.count * each.apartMs;
    return wishes;
  });
}

test('never lets more than the limit arrive in a minute, whatever comes up and however Align counts', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(stretch, { minLength: 1, maxLength: 5 }),
      fc.integer({ min: 1, max: 8 }),
      async (stretches, workers) => {
        const sent = await simulateKey(database, { keyHash: newKey(), wishes: wishesOf(stretches), workers });
        const counted = countWindows(arrivals(sent), MINUTE_MS);
        expect(counted.exact).toBeLessThanOrEqual(LIMIT);
        expect(counted.weighted).toBeLessThanOrEqual(LIMIT);
      },
    ),
    { numRuns: 6 },
  );
}, 180_000);

test.each([
  ['live', 1],
  ['live', 3],
  ['live', 8],
  ['backfill', 2],
  ['reconciliation', 1],
] as const)(
  'uses nearly the whole limit for an endless %s backlog, %i at work',
  async (which, workers) => {
    const minutes = 6;
    const untilMs = minutes * MINUTE_MS;
    const wishes = endless(which, minutes * LIMIT + 1000);
    const sent = await simulateKey(database, { keyHash: newKey(), wishes, workers, untilMs });
    const within = sent.filter((each) => each.slotMs < untilMs);
    expect(within.length / (minutes * LIMIT)).toBeGreaterThanOrEqual(0.985);
    const counted = countWindows(arrivals(sent), MINUTE_MS);
    expect(Math.max(counted.exact, counted.weighted)).toBeLessThanOrEqual(LIMIT);
  },
  120_000,
);

test('loses nothing of the limit to a burst that takes a while to send', async () => {
  const minutes = 3;
  const untilMs = minutes * MINUTE_MS;
  const wishes = Array.from({ length: 8_000 }, (_, index): Wish => ({ atMs: index * 25, lane: 'live' }));
  const sent = await simulateKey(database, { keyHash: newKey(), wishes, workers: 1, untilMs });
  const within = sent.filter((each) => each.slotMs < untilMs);
  expect(within.length / (minutes * LIMIT)).toBeGreaterThanOrEqual(0.985);
  const counted = countWindows(arrivals(sent), MINUTE_MS);
  expect(Math.max(counted.exact, counted.weighted)).toBeLessThanOrEqual(LIMIT);
}, 60_000);

test('keeps the pace closed after a burst that came in two parts', async () => {
  const wishes = [
    ...endless('live', 250),
    ...endless('live', 1_200).map((wish) => ({ ...wish, atMs: 59_000 })),
  ];
  const sent = await simulateKey(database, { keyHash: newKey(), wishes, workers: 2, untilMs: 3 * MINUTE_MS });
  const counted = countWindows(arrivals(sent), MINUTE_MS);
  expect(Math.max(counted.exact, counted.weighted)).toBeLessThanOrEqual(LIMIT);
}, 60_000);

test('sends a change at once from a rested key, and three hundred within seconds', async () => {
  const sent = await simulateKey(database, { keyHash: newKey(), wishes: endless('live', 300), workers: 2 });
  expect(sent[0]?.slotMs).toBe(0);
  expect(Math.max(...sent.map((each) => each.slotMs))).toBeLessThan(3_000);
});

test('lets no live change wait two seconds because a backfill and a sweep use up the key', async () => {
  const changes = Array.from(
    { length: 20 },
    (_, index): Wish => ({ atMs: 3_000 + index * 4_321, lane: 'live' }),
  );
  const wishes = [...endless('backfill', 1000), ...endless('reconciliation', 1000), ...changes];
  const sent = await simulateKey(database, { keyHash: newKey(), wishes, workers: 6, untilMs: 90_000 });
  const live = sent.filter((each) => each.lane === 'live');
  expect(live).toHaveLength(changes.length);
  expect(Math.max(...live.map((each) => each.slotMs - each.atMs))).toBeLessThan(2_000);
}, 120_000);

test('lets changes go before their turn while a sweep uses up the key, and stays within the limit', async () => {
  const keyHash = newKey();
  const startMs = Date.UTC(2026, 0, 1);
  const untilMs = 4 * MINUTE_MS;
  const random = seededRandom('changes during a sweep');
  const ask = (which: Lane, nowMs: number) =>
    reserveSlots(database, {
      keyHash,
      lane: which,
      count: which === 'live' ? 1 : 10,
      nowMs: startMs + nowMs,
    });
  const sent: { slotMs: number }[] = [];
  const waits: number[] = [];
  let sweepMs = 0;
  let changeMs = 2_000;
  while (Math.min(sweepMs, changeMs) < untilMs) {
    const isChange = changeMs < sweepMs;
    const nowMs = isChange ? changeMs : sweepMs;
    const { slotsInMs, nextInMs, paceMs } = await ask(isChange ? 'live' : 'reconciliation', nowMs);
    sent.push(...slotsInMs.map((slotInMs) => ({ slotMs: nowMs + slotInMs })));
    if (isChange) waits.push(...slotsInMs);
    // One in six comes with another.
    if (isChange) changeMs += random() < 0.17 ? 1 : random() * 1_500;
    else sweepMs += Math.max(1, Math.min(nextInMs, paceMs));
  }
  const late = waits.filter((wait) => wait > 10);
  expect(late.length / waits.length).toBeLessThanOrEqual(0.04);
  expect(sent.length / (4 * LIMIT)).toBeGreaterThanOrEqual(0.98);
  // As many as the pace by itself lets out.
  const departures = sent.map(({ slotMs }) => slotMs);
  expect(countWindows(departures, MINUTE_MS).exact).toBeLessThanOrEqual(LIMIT / 1.01 + 1);
  const counted = countWindows(arrivals(sent), MINUTE_MS);
  expect(Math.max(counted.exact, counted.weighted)).toBeLessThanOrEqual(LIMIT);
}, 120_000);
test('loses nothing of the limit to a change of somebody now and then, while a backfill keeps the pace', async () => {
  const untilMs = 4 * MINUTE_MS;
  const changes = Array.from(
    { length: 30 },
    (_, index): Wish => ({ atMs: 5_000 + index * 7_654, lane: 'live' }),
  );
  const wishes = [...endless('backfill', 4 * LIMIT), ...changes];
  const sent = await simulateKey(database, { keyHash: newKey(), wishes, workers: 3, untilMs });
  const within = sent.filter((each) => each.slotMs >= MINUTE_MS && each.slotMs < untilMs);
  expect(within.length / (3 * LIMIT)).toBeGreaterThanOrEqual(0.985);
  const live = sent.filter((each) => each.lane === 'live');
  expect(Math.max(...live.map((each) => each.slotMs - each.atMs))).toBeLessThan(1_000);
  const counted = countWindows(arrivals(sent), MINUTE_MS);
  expect(Math.max(counted.exact, counted.weighted)).toBeLessThanOrEqual(LIMIT);
}, 60_000);

test('gives the pace to live changes before a backfill, and to a backfill before a sweep', async () => {
  const keyHash = newKey();
  const nowMs = Date.UTC(2026, 0, 1);
  const ask = (which: Lane) => reserveSlots(database, { keyHash, lane: which, count: 10, nowMs });
  expect((await ask('backfill')).slotsInMs).toHaveLength(5);
  expect((await ask('reconciliation')).slotsInMs).toEqual([]);
  expect((await ask('backfill')).slotsInMs).toEqual([]);
  expect((await ask('live')).slotsInMs).toHaveLength(10);
});

test('gives nobody a slot while the key rests after a 429, and only the pace afterwards', async () => {
  const keyHash = newKey();
  await restKey(database, { keyHash, seconds: 60 });
  const resting = await reserveSlots(database, { keyHash, lane: 'live', count: 5 });
  expect(resting.slotsInMs).toEqual([]);
  expect(resting.restsForMs).toBeGreaterThan(59_000);
  const later = await reserveSlots(database, { keyHash, lane: 'live', count: 3, nowMs: Date.now() + 61_000 });
  expect(later.restsForMs).toBe(0);
  expect(later.slotsInMs.map(Math.round)).toEqual([0, 101, 202]);
});

test('gives up the credit that somebody else has used, as Align says', async () => {
  const keyHash = newKey();
  const before = await reserveSlots(database, { keyHash, lane: 'live', count: 1 });
  expect(before.atOnceLeft).toBe(596);
  await correctBudget(database, {
    keyHash,
    reading: { limit: 600, remaining: 40, resetsAtSeconds: undefined },
  });
  const after = await reserveSlots(database, { keyHash, lane: 'live', count: 1 });
  expect(after.atOnceLeft).toBeLessThanOrEqual(37);
});

async function paceAt(limit: number): Promise<number> {
  const keyHash = newKey();
  await reserveSlots(database, { keyHash, lane: 'live', count: 1 });
  await correctBudget(database, {
    keyHash,
    reading: { limit, remaining: limit, resetsAtSeconds: undefined },
  });
  return Math.round((await reserveSlots(database, { keyHash, lane: 'live', count: 1 })).paceMs);
}

test('follows a lower limit of Align and never a higher one', async () => {
  expect(await paceAt(300)).toBe(202);
  expect(await paceAt(6_000)).toBe(101);
});
