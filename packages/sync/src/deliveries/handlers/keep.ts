import { ignored } from '../delivery-outcome.ts';
import type { EventHandler } from '../event-handler.ts';

/** Keeps an event as a record and does nothing else, for the reason given. */
export function keep(reason: string): EventHandler {
  return { kind: 'plain', handle: async () => ignored(reason) };
}
