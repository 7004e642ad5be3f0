import type { ExternalType } from '@illumera/schema';
import type { NewDiscrepancy } from '../discrepancies/record-discrepancy.ts';
import type { SentFields } from '../links/remember-sent.ts';
import type { NewLink } from '../links/write-link.ts';

/** A thing that Align must have before an intent can be sent. */
export interface Dependency {
  type: ExternalType;
  id: string;
}

/** What became of one attempt to bring an intent to Align. */
export type Outcome =
  /** Align has it. `link` is what the create made, `unlink` forgets the entity's link, `sent` is how it stands there. */
  | { kind: 'done'; link?: NewLink; unlink?: boolean; sent?: SentFields }
  /** A first step is made and its link is to be kept; the intent itself goes on at once. */
  | { kind: 'progress'; link: NewLink }
  /** It may work later: uses an attempt. */
  | { kind: 'retry'; reason: string }
  /** Something else has to reach Align first: uses no attempt. */
  | { kind: 'wait'; dependency: Dependency }
  /** Align refuses it for good. */
  | { kind: 'dead'; reason: string; discrepancy?: NewDiscrepancy }
  /** The key has used up its requests: it rests as a whole, and no attempt is used. */
  | { kind: 'rate_limited'; retryAfterSeconds: number }
  /** Nothing of this connection is to be sent for a while, because Align is down: no attempt is used. */
  | { kind: 'paused'; reason: string; resumeInMs: number }
  /** It made way for what is more urgent and comes again soon: no attempt is used. */
  | { kind: 'deferred'; reason: string; resumeInMs: number }
  /** The key is refused: the connection turns `error`, and its intents wait untouched. */
  | { kind: 'key_refused'; reason: string };
