import type { Clock } from './clock/clock.ts';
import type { VirtualClock } from './clock/create-virtual-clock.ts';
import type { AnswerMemory } from './faults/remember-answers.ts';
import type { Holds } from './holds/create-holds.ts';
import type { Randomness } from './randomness.ts';
import type { Store } from './store/open-store.ts';
import type { Switchboard } from './switches/create-switchboard.ts';

/** What every verb of the stand-in works on. */
export type Sandbox = {
  store: Store;
  /** Align's time, which can be moved. */
  clock: VirtualClock;
  /** The machine's time: tokens are judged by others' clocks. */
  wallClock: Clock;
  randomness: Randomness;
  switches: Switchboard;
  holds: Holds;
  /** What each route answered last. */
  answers: AnswerMemory;
  /** Where a browser reaches this process; no slash at the end. */
  publicUrl: () => string;
  /** Tells the webhook sender that something may be due. */
  wakeSender: () => void;
};
