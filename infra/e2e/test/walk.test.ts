import { afterAll, beforeAll, expect, test } from 'vitest';
import { openSystem } from '../src/open-system.ts';
import type { WalkedSystem } from '../src/walked-system.ts';
import { walkThrough } from './walk/walk.ts';

let system: WalkedSystem;

beforeAll(async () => {
  system = await openSystem(process.env);
});
afterAll(async () => {
  await system.stop();
});

test('a change here reaches Align, and what Align decides comes back', async () => {
  expect(await walkThrough(system, { isTimed: true, tellsOf: { decisions: true, locks: true } })).toEqual({
    unsettled: [],
  });
});
