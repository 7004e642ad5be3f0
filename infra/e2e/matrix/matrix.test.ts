import { afterAll, beforeAll, expect, test } from 'vitest';
import { randomCombinations, singleSwitches } from '../src/matrix/combinations.ts';
import { localSystem } from '../src/local-system.ts';
import type { WalkedSystem } from '../src/walked-system.ts';
import { walkUnder } from '../test/walk/walk-under.ts';

const SEED = 'illumera';

let system: WalkedSystem;

beforeAll(async () => {
  system = await localSystem();
});
afterAll(async () => {
  await system.stop();
});

test.for([...singleSwitches(), ...randomCombinations(SEED, 20)])(
  'walks the whole path with $name',
  async (combination) => {
    expect(await walkUnder(system, combination)).toEqual({ unsettled: [] });
  },
);
