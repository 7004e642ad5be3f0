import { type AlignSandbox, proofSize, startAlignSandbox, useTestDatabase } from '@illumera/testkit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bringOverWhileKilled } from './backfill/bring-over-while-killed.ts';
import { readHistory } from './backfill/read-history.ts';

const { database, connectionString } = await useTestDatabase();
let sandbox: AlignSandbox;

beforeAll(async () => {
  sandbox = await startAlignSandbox({ SANDBOX_SWITCHES: 'rateLimit=600000/60' });
});
afterAll(() => sandbox.stop());

/** In full 3,000 entities. */
const history = proofSize({
  usual: { projects: 10, people: 20, entries: 95 },
  full: { projects: 100, people: 200, entries: 2_450 },
});
const kills = proofSize({ usual: 3, full: 5 });

test('brings a history over whole, and nothing twice, while the worker is killed again and again', async () => {
  const result = await bringOverWhileKilled({
    database,
    connectionString,
    sandbox,
    history,
    kills,
  });

  const { expected, counted, planned, progress, backfills } = result;
  expect(counted).toEqual({ planned: expected });
  expect(planned).toEqual(expected);
  const total = Object.values(expected).reduce((sum, count) => sum + count, 0);
  expect(progress).toMatchObject({ total, done: total, failed: 0 });
  expect(backfills).toBe(1);
  expect(result.isLiveFirst).toBe(true);

  // One more project than was brought over: the one that somebody made meanwhile.
  const { linked, distinctReferences, distinctEntities, hours } = readHistory(result);
  expect(linked).toEqual({ ...expected, project: expected.project + 1 });
  expect(distinctReferences).toBe(total + 1);
  expect(distinctEntities).toBe(total + 1);
  // Of six statuses a draft and a rejected entry are drafts there, the others are submitted.
  const drafts = Math.ceil(expected.time_entry / 6) + Math.ceil((expected.time_entry - 3) / 6);
  expect(hours).toEqual({
    entries: expected.time_entry,
    references: expected.time_entry,
    draft: drafts,
    submitted: expected.time_entry - drafts,
  });
  expect(result.projectKeys.length).toBe(expected.project + 1);
}, 900_000);
