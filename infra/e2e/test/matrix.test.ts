import { afterAll, beforeAll, expect, test } from 'vitest';
import { coveringCombinations } from '../src/matrix/combinations.ts';
import { localSystem } from '../src/local-system.ts';
import type { WalkedSystem } from '../src/walked-system.ts';
import { walkUnder } from './walk/walk-under.ts';

let system: WalkedSystem;

beforeAll(async () => {
  system = await localSystem();
});
afterAll(async () => {
  await system.stop();
});

test.for(coveringCombinations())('walks the whole path with $name', async (combination) => {
  expect(await walkUnder(system, combination)).toEqual({ unsettled: [] });
});
