import type { Clock } from './clock.ts';
import type { Randomness } from './randomness.ts';
import type { Store } from './store/open-store.ts';
import type { EventCatalog } from './webhooks/event-catalog.ts';

/** What every verb of the stand-in works on. */
export type Sandbox = {
  store: Store;
  clock: Clock;
  randomness: Randomness;
  eventCatalog: EventCatalog;
  /** Where a browser reaches this process; no slash at the end. */
  publicUrl: () => string;
  /** Tells the webhook sender that something may be due. */
  wakeSender: () => void;
};
