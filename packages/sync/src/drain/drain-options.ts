import type { ClaimedIntent } from '../outbox/claim-intents.ts';
import type { Outcome } from '../outbox/outcome.ts';
import type { Settle } from '../outbox/settle/create-settler.ts';
import type { DrainLease } from './acquire-drain.ts';
import type { Sender } from './sender.ts';

/** What every step of a drain is given. */
export interface DrainOptions {
  lease: DrainLease;
  sender: Sender;
  settle: Settle;
  /** Failed attempts after which an intent is `failed`. */
  maxAttempts: number;
  /** Intents in hand at once for one connection, at Align or waiting for their slot. */
  concurrency: number;
  /** No further intent is taken once this fires; what is under way is settled. */
  stopping: AbortSignal;
  /** Whether others are to have the worker: nothing is taken meanwhile, and the drain ends once nothing is under way. */
  makesWay: () => boolean;
  /** Told of each attempt that has ended. */
  onSettled?: (intent: ClaimedIntent, outcome: Outcome) => void;
  /** Told of each attempt that another worker had taken over when it ended; it has changed nothing. */
  onLost?: (intent: ClaimedIntent) => void;
}
