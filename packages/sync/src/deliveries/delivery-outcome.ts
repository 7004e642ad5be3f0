import type { ExternalType } from '@illumera/schema';
import type { Question } from './ask-align.ts';

/** What became of one event. */
export type DeliveryOutcome =
  | { kind: 'applied' }
  /** Nothing was to be done. */
  | { kind: 'ignored'; reason: string }
  /** Its entity has no link yet; writing the link brings it back. */
  | { kind: 'wait'; externalType: ExternalType; alignEntityId: string; reason: string }
  /** It cannot be judged yet and is looked at again soon, which is not an attempt. */
  | { kind: 'later'; reason: string; afterSeconds: number }
  /** It contradicts what is here. */
  | { kind: 'refused'; reason: string };

/** What a handler comes to: an outcome, or a question to Align, with whose answer it is called again. */
export type HandlerOutcome = DeliveryOutcome | { kind: 'ask'; question: Question };

export function ignored(reason: string): DeliveryOutcome {
  return { kind: 'ignored', reason };
}

export function refused(reason: string): DeliveryOutcome {
  return { kind: 'refused', reason };
}
