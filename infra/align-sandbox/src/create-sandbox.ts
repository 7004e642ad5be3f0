import { type Clock, systemClock } from './clock/clock.ts';
import { createVirtualClock } from './clock/create-virtual-clock.ts';
import { keptReading } from './clock/move-clock.ts';
import { rememberAnswers } from './faults/remember-answers.ts';
import { createHolds } from './holds/create-holds.ts';
import { freshSeed, seededRandomness } from './randomness.ts';
import type { Sandbox } from './sandbox.ts';
import { countStart } from './store/count-start.ts';
import { openStore } from './store/open-store.ts';
import { createSwitchboard } from './switches/create-switchboard.ts';
import type { SwitchChanges } from './switches/switches.ts';

type Surroundings = {
  storeFile?: string | undefined;
  clock?: Clock;
  seed?: string | undefined;
  switches?: SwitchChanges;
  publicUrl: () => string;
};

/** Opens the state with its clock, its chance and its switches. */
export function createSandbox(surroundings: Surroundings): Sandbox {
  const { storeFile, clock: wallClock = systemClock, seed = freshSeed(), switches = {} } = surroundings;
  const store = openStore(storeFile);
  const clock = createVirtualClock(wallClock, keptReading(store));
  const randomness = seededRandomness(`${seed} ${countStart(store)}`);
  return {
    store,
    clock,
    wallClock,
    randomness,
    switches: createSwitchboard(store, switches),
    holds: createHolds(clock, randomness),
    answers: rememberAnswers(),
    publicUrl: surroundings.publicUrl,
    wakeSender: () => {},
  };
}
