import type { ExternalType } from '@illumera/schema';

/** What became of one event. */
export type DeliveryOutcome =
  | { kind: 'applied' }
  /** Nothing was to be done. */
  | { kind: 'ignored'; reason: string }
  /** Its entity has no link yet; writing the link brings it back. */
  | { kind: 'wait'; externalType: ExternalType; alignEntityId: string; reason: string }
  /** It contradicts what is here. */
  | { kind: 'refused'; reason: string };

export function ignored(reason: string): DeliveryOutcome {
  return { kind: 'ignored', reason };
}

export function refused(reason: string): DeliveryOutcome {
  return { kind: 'refused', reason };
}
